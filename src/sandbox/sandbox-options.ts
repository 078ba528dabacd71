import type { AnswerForm } from './answer-form.ts'
import type { ApiCredentials } from './api-keys.ts'
import type { CheckSettings } from './check-options.ts'
import type { AnyFaultName } from './faults.ts'
import type { KeyPair } from './key-pair.ts'
import type { EmailUse } from './license-holder.ts'
import type { LicenseOrder } from './license-order.ts'
import type { OAuthSettings } from './oauth-options.ts'
import type { OfflineSettings } from './offline-options.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { SandboxState } from './sandbox-state.ts'
import type { SsoSettings } from './sso-options.ts'

export interface SandboxOptions {
  /** 0, the default, is any free port. */
  readonly port?: number
  readonly fault?: AnyFaultName | null
  /** The server's clock; the system's by default. */
  readonly now?: () => Date
  /** By default a fresh pair for each sandbox. */
  readonly keyPair?: KeyPair
  /** PEM file of the private key, made where it is missing, for licenses that a later sandbox has to recognise. */
  readonly keyFile?: string
  readonly keyLength?: 2048 | 4096
  readonly credentials?: ApiCredentials
  /** Orders besides those of the demo keys and users; one with the same holder and bundle takes their place. */
  readonly orders?: readonly LicenseOrder[]
  /** Adds people whose user names are no e-mail addresses to the demo users. */
  readonly seedUsers?: boolean
  /** How many licenses each bundle has: 5 by default, at most 10,000. */
  readonly licenses?: number
  /** Which members answers carry. */
  readonly answers?: AnswerForm
  readonly emailAsName?: EmailUse
  readonly knownDevice?: SandboxState['knownDevice']
  readonly signatureMismatchStatus?: SandboxState['signatureMismatchStatus']
  /** What offline activation does where nothing is documented; each member has a default. */
  readonly offline?: Partial<OfflineSettings>
  /** The same of checks. */
  readonly check?: Partial<CheckSettings>
  /** The OAuth client and its tokens; by default a fresh client for each sandbox. */
  readonly oauth?: Partial<OAuthSettings>
  readonly sso?: Partial<SsoSettings>
  /** How long the fault `slow` waits. */
  readonly slowMs?: number
  /** Called with each request, once it is read and before it is answered. */
  readonly onRequest?: (request: ReceivedRequest) => void
  /** Told of errors of the sandbox itself; they go to stderr by default. */
  readonly reportBug?: SandboxState['reportBug']
}
