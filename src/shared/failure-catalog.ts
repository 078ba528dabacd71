import { type ExitCode, exitCodes } from './exit-code.ts'
import type { FailureCode } from './failure-code.ts'

/** The button that helps most: offered first on the failure page. */
export const nextActions = [
  'try-again',
  'change-key',
  'choose-file',
  'proxy-settings',
  'proxy-sign-in',
  'contact-support',
  'go-to-start',
] as const
export type NextAction = (typeof nextActions)[number]

/** Who can mend it: the person at the computer, their IT department, or the vendor of the product. */
export type Helper = 'you' | 'it' | 'vendor'

/** What is known of a failure apart from its words, which are in the message catalogue under `failure.<code>`. */
export interface FailureEntry {
  readonly helper: Helper
  readonly action: NextAction
  readonly exitCode: ExitCode
}

const entry = (helper: Helper, action: NextAction, exitCode: ExitCode): FailureEntry => ({ helper, action, exitCode })

/** A credential or a shipped key is wrong in the product itself: only the vendor can mend that. */
const vendorMistake = entry('vendor', 'contact-support', exitCodes.vendorSetup)
const wrongKey = entry('you', 'change-key', exitCodes.refused)
const notGenuine = entry('it', 'try-again', exitCodes.tls)
const wrongFile = entry('you', 'choose-file', exitCodes.wrongFile)
const networkTrouble = entry('it', 'try-again', exitCodes.noNetwork)
const serverTrouble = entry('vendor', 'try-again', exitCodes.serverBusy)

/** One entry for each code; a missing one is a compile error. */
export const failureCatalog: Readonly<Record<FailureCode, FailureEntry>> = {
  'missing-hardware-id': entry('it', 'try-again', exitCodes.noHardwareId),
  'missing-sign-in': entry('you', 'try-again', exitCodes.cancelled),
  'missing-license': entry('you', 'go-to-start', exitCodes.refused),
  'malformed-configuration': entry('vendor', 'contact-support', exitCodes.configuration),
  'malformed-key': wrongKey,
  'malformed-key-several': wrongKey,
  'malformed-key-characters': wrongKey,
  'malformed-key-groups': wrongKey,
  'malformed-input': entry('vendor', 'contact-support', exitCodes.configuration),
  'malformed-command': entry('you', 'go-to-start', exitCodes.configuration),
  'malformed-response': serverTrouble,
  'malformed-license-file': entry('you', 'go-to-start', exitCodes.wrongFile),
  'malformed-answer': wrongFile,
  'malformed-answer-empty': wrongFile,
  'malformed-answer-too-large': wrongFile,
  'malformed-answer-is-request': wrongFile,
  'malformed-answer-is-refusal': entry('vendor', 'choose-file', exitCodes.wrongFile),
  'malformed-request': wrongFile,
  'malformed-request-id': wrongFile,
  'malformed-sign-in': entry('it', 'try-again', exitCodes.refused),
  'not-genuine-unsigned': notGenuine,
  'not-genuine-response': notGenuine,
  'not-genuine-license': notGenuine,
  'not-genuine-license-file': entry('you', 'go-to-start', exitCodes.wrongFile),
  'not-genuine-answer-unsigned': wrongFile,
  'not-genuine-answer-changed': wrongFile,
  'not-genuine-answer-other-key': entry('vendor', 'choose-file', exitCodes.wrongFile),
  'not-genuine-request': wrongFile,
  'not-ours-computer': entry('vendor', 'contact-support', exitCodes.machineNotAllowed),
  'not-ours-product': wrongKey,
  'not-ours-key': entry('vendor', 'contact-support', exitCodes.machineNotAllowed),
  'not-ours-request': wrongFile,
  'not-ours-older-request': wrongFile,
  'not-ours-used-answer': wrongFile,
  'not-ours-older-refresh': wrongFile,
  'not-ours-sign-in': entry('it', 'try-again', exitCodes.refused),
  'refused-date-header-diff': entry('you', 'try-again', exitCodes.clock),
  'refused-authorization-invalid-headers': vendorMistake,
  'refused-hmac-required': vendorMistake,
  'refused-signature-mismatch': vendorMistake,
  'refused-authorization-missing-params': vendorMistake,
  'refused-invalid-api-key': vendorMistake,
  'refused-revoked-api-key': vendorMistake,
  'refused-read-only-api-key': vendorMistake,
  'refused-missing-headers': entry('it', 'contact-support', exitCodes.vendorSetup),
  'refused-missing-parameters': vendorMistake,
  'refused-missing-content': vendorMistake,
  'refused-invalid-json': vendorMistake,
  'refused-validation-error': wrongKey,
  'refused-not-found': vendorMistake,
  'refused-api-key-product-not-allowed': vendorMistake,
  'refused-archived-product': vendorMistake,
  'refused-disabled-product': vendorMistake,
  'refused-missing-hardware-id': vendorMistake,
  'refused-license-key-required': wrongKey,
  'refused-oauth-token-expired': entry('you', 'try-again', exitCodes.vendorSetup),
  'refused-oauth-token-malformed': vendorMistake,
  'refused-oauth-client': vendorMistake,
  'refused-oauth-client-not-allowed': vendorMistake,
  'refused-internal-error': serverTrouble,
  'refused-internal-server-error': serverTrouble,
  'refused-rate-limit': serverTrouble,
  'refused-unknown-product': vendorMistake,
  'refused-product-not-bundle': vendorMistake,
  'refused-license-not-found': wrongKey,
  'refused-license-not-enabled': entry('vendor', 'contact-support', exitCodes.disabled),
  'refused-vm-not-allowed': entry('vendor', 'contact-support', exitCodes.machineNotAllowed),
  'refused-offline-floating-cloud': entry('vendor', 'contact-support', exitCodes.refused),
  'refused-start-date': entry('you', 'try-again', exitCodes.expiredOrNotStarted),
  'refused-blacklisted': entry('vendor', 'contact-support', exitCodes.machineNotAllowed),
  'refused-activations-used-up': entry('vendor', 'contact-support', exitCodes.seatsUsedUp),
  'refused-user-activations-used-up': entry('vendor', 'contact-support', exitCodes.seatsUsedUp),
  'refused-user-activated-max-times': entry('vendor', 'contact-support', exitCodes.seatsUsedUp),
  'refused-license-expired': entry('vendor', 'change-key', exitCodes.expiredOrNotStarted),
  'refused-trial-expired': entry('vendor', 'change-key', exitCodes.expiredOrNotStarted),
  'refused-transfers-used-up': entry('vendor', 'contact-support', exitCodes.seatsUsedUp),
  'refused-device-exists': entry('vendor', 'contact-support', exitCodes.refused),
  'refused-license-not-active': wrongKey,
  'refused-device-not-found': wrongKey,
  'refused-sign-in': entry('it', 'try-again', exitCodes.refused),
  'refused-sign-in-provider': entry('it', 'try-again', exitCodes.refused),
  'refused-sign-in-account': vendorMistake,
  'refused-sign-in-license': entry('it', 'change-key', exitCodes.refused),
  'refused-active-license-required': wrongKey,
  'refused-version-not-found': entry('vendor', 'contact-support', exitCodes.refused),
  'refused-change-password': entry('vendor', 'contact-support', exitCodes.refused),
  'refused-no-trial': entry('vendor', 'change-key', exitCodes.refused),
  'refused-email-missing': entry('vendor', 'contact-support', exitCodes.refused),
  'refused-unknown-code': entry('vendor', 'contact-support', exitCodes.refused),
  'unreachable-no-network': entry('you', 'try-again', exitCodes.noNetwork),
  'unreachable-name': networkTrouble,
  'unreachable-refused': networkTrouble,
  'unreachable-dropped': networkTrouble,
  'unreachable-proxy': entry('it', 'proxy-settings', exitCodes.proxy),
  'unreachable-proxy-sign-in': entry('it', 'proxy-sign-in', exitCodes.proxy),
  'unreachable-proxy-sign-in-refused': entry('it', 'proxy-sign-in', exitCodes.proxy),
  'unreachable-proxy-sign-in-scheme': entry('it', 'proxy-settings', exitCodes.proxy),
  'unreachable-tls': entry('it', 'try-again', exitCodes.tls),
  'unreachable-timeout': networkTrouble,
  'unreachable-redirect': networkTrouble,
  'unreachable-intercepted': networkTrouble,
  'unreachable-too-large': networkTrouble,
  'unreachable-too-large-activated': entry('vendor', 'contact-support', exitCodes.noNetwork),
  'unreachable-server-error': serverTrouble,
  'cannot-read': entry('it', 'go-to-start', exitCodes.cannotWrite),
  'cannot-read-folder': entry('it', 'go-to-start', exitCodes.cannotWrite),
  'cannot-read-device': entry('it', 'try-again', exitCodes.noHardwareId),
  'cannot-write': entry('it', 'try-again', exitCodes.cannotWrite),
  'cannot-write-profile': entry('it', 'try-again', exitCodes.cannotWrite),
  'cannot-remove-license': entry('it', 'try-again', exitCodes.cannotWrite),
  'cannot-remove-returned': entry('it', 'try-again', exitCodes.cannotWrite),
  'returned-file-left': entry('it', 'go-to-start', exitCodes.cannotWrite),
  'cannot-listen': entry('it', 'try-again', exitCodes.unexpected),
  'needs-admin': entry('it', 'try-again', exitCodes.needsAdmin),
  'another-run': entry('you', 'try-again', exitCodes.serverBusy),
  cancelled: entry('you', 'try-again', exitCodes.cancelled),
  internal: entry('vendor', 'contact-support', exitCodes.unexpected),
}
