/**
 * Reads the error answers of the License API. They carry no signature, so they can refuse and never grant: the worst
 * that a forged one does is to stop an activation.
 */
import { z } from 'zod'
import type { Failure, FailureDetails } from '../shared/failure.ts'
import { makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { compareClocks } from './clock.ts'
import { toInstant } from './instant.ts'
import { toQuotedText } from './quoted-text.ts'
import type { RawReply } from './raw-reply.ts'
import { isLikeJson } from './reply-origin.ts'
import { withoutSecrets } from './request-secrets.ts'

/** Every documented error code of the License API. Source: docs/protocol.md 1, 2, 4 and 6. */
export const serverErrorCodes: Readonly<Record<string, FailureCode>> = {
  date_header_diff: 'refused-date-header-diff',
  authorization_invalid_headers: 'refused-authorization-invalid-headers',
  hmac_required: 'refused-hmac-required',
  signature_mismatch: 'refused-signature-mismatch',
  authorization_missing_params: 'refused-authorization-missing-params',
  invalid_api_key: 'refused-invalid-api-key',
  revoked_api_key: 'refused-revoked-api-key',
  read_only_api_key: 'refused-read-only-api-key',
  missing_headers: 'refused-missing-headers',
  missing_parameters: 'refused-missing-parameters',
  missing_content: 'refused-missing-content',
  invalid_json: 'refused-invalid-json',
  validation_error: 'refused-validation-error',
  not_found: 'refused-not-found',
  api_key_product_not_allowed: 'refused-api-key-product-not-allowed',
  archived_product: 'refused-archived-product',
  disabled_product: 'refused-disabled-product',
  missing_hardware_id: 'refused-missing-hardware-id',
  license_key_required: 'refused-license-key-required',
  oauth_token_expired: 'refused-oauth-token-expired',
  oauth_token_malformed: 'refused-oauth-token-malformed',
  internal_error: 'refused-internal-error',
  internal_server_error: 'refused-internal-server-error',
  unknown_product: 'refused-unknown-product',
  product_not_bundle: 'refused-product-not-bundle',
  license_not_found: 'refused-license-not-found',
  license_not_enabled: 'refused-license-not-enabled',
  vm_not_allowed: 'refused-vm-not-allowed',
  offline_floating_cloud_not_supported: 'refused-offline-floating-cloud',
  license_start_date_error: 'refused-start-date',
  blacklisted: 'refused-blacklisted',
  license_activated_max_times: 'refused-activations-used-up',
  license_user_activated_max_times: 'refused-user-activations-used-up',
  // One page of the vendor's documentation spells the code above like this.
  licenseUserActivatedMaxTimes: 'refused-user-activated-max-times',
  license_expired: 'refused-license-expired',
  trial_expired: 'refused-trial-expired',
  license_transferred_max_times: 'refused-transfers-used-up',
  license_device_exists: 'refused-device-exists',
  license_not_active: 'refused-license-not-active',
  device_not_found: 'refused-device-not-found',
  // Of endpoints that this product does not call; the server may use them elsewhere.
  active_license_required: 'refused-active-license-required',
  version_not_found: 'refused-version-not-found',
  change_password_not_allowed: 'refused-change-password',
  trial_not_allowed: 'refused-no-trial',
  email_missing: 'refused-email-missing',
}

const errorBodySchema = z.object({
  status: z.number().optional(),
  code: z.string().min(1),
  message: z.string().catch(''),
})

/** An error answer is a sentence; more than this is something else. */
const longestErrorBytes = 65_536

/**
 * The failure that a reply of HTTP 400 and above names. An unknown code keeps the code and quotes the message; a body
 * without the documented form is told apart by its status. `now` is compared with the server's Date header; none of
 * `secrets` is quoted.
 * Source: docs/protocol.md 1.
 */
export function toServerFailure(reply: RawReply, now: Date, secrets: readonly string[] = []): Failure {
  const base = { httpStatus: reply.status, ...retryDetails(reply, now) }
  const body = parseErrorBody(reply.bytes)
  if (body === null) return makeFailure(codeOfStatus(reply), base)
  const quote = (text: string, longest: number): string => toQuotedText(withoutSecrets(text, secrets), longest)
  const named = { ...base, serverCode: quote(body.code, 200), serverMessage: quote(body.message, 500) }
  const code = Object.hasOwn(serverErrorCodes, body.code) ? serverErrorCodes[body.code] : undefined
  if (code === undefined)
    return makeFailure(reply.status === 429 ? 'refused-rate-limit' : 'refused-unknown-code', named)
  if (code === 'refused-date-header-diff') return makeFailure(code, { ...named, ...clockDetails(reply.date, now) })
  if (code === 'refused-start-date') return makeFailure(code, { ...named, startDate: startDateOf(body.message) })
  return makeFailure(code, named)
}

function parseErrorBody(bytes: Uint8Array): z.infer<typeof errorBodySchema> | null {
  if (bytes.length > longestErrorBytes) return null
  try {
    const parsed = errorBodySchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A page in place of an error was sent by somebody else; one with 5xx may be the server's own gateway. */
function codeOfStatus(reply: RawReply): FailureCode {
  const { status } = reply
  // RFC 6585: a network that wants a sign-in.
  if (status === 511) return 'unreachable-intercepted'
  if (status === 407) return 'unreachable-proxy-sign-in'
  if (status === 429) return 'refused-rate-limit'
  if (status >= 500) return 'unreachable-server-error'
  return isLikeJson(reply) ? 'malformed-response' : 'unreachable-intercepted'
}

/** A header that asks for more is believed up to an hour: the limits of the server count in minutes. */
const longestRetrySeconds = 3600

/** Seconds or an HTTP date, which is measured by the server's own clock where it tells it. Nothing for one in the past. */
function retryDetails({ retryAfter, date }: RawReply, now: Date): FailureDetails {
  const text = retryAfter?.trim() ?? ''
  if (/^\d+$/.test(text)) return { retryAfterSeconds: Math.min(Number(text), longestRetrySeconds) }
  // Any other text with a number in it is a date to `Date.parse`.
  if (!/^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/.test(text)) return {}
  const from = Date.parse(compareClocks(date, now)?.serverTimeAt ?? now.toISOString())
  const seconds = Math.ceil((Date.parse(text) - from) / 1000)
  return seconds >= 0 ? { retryAfterSeconds: Math.min(seconds, longestRetrySeconds) } : {}
}

function clockDetails(serverDate: string | null, now: Date): FailureDetails {
  const clock = compareClocks(serverDate, now)
  if (clock === null) return {}
  return { clockDifferenceMinutes: clock.minutes, localTimeAt: clock.localTimeAt, serverTimeAt: clock.serverTimeAt }
}

/** `... before start date: 2027-01-31`; with a time, the instant in UTC. Source: docs/protocol.md 4. */
function startDateOf(message: string): string | undefined {
  const text = /(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)/i.exec(message)?.[1]
  return text === undefined || text.length === 10 ? text : (toInstant(text) ?? text.slice(0, 10))
}
