import type { ActivationAttempt } from './activation-rules.ts'
import type { AnswerForm } from './answer-form.ts'
import type { AuthorizationSettings } from './authorization-check.ts'
import type { CheckSettings } from './check-options.ts'
import type { DeviceLedger } from './device-ledger.ts'
import type { Fault } from './faults.ts'
import type { KeyPair } from './key-pair.ts'
import type { EmailUse } from './license-holder.ts'
import type { LicenseOrder } from './license-order.ts'
import type { OAuthDesk } from './oauth-desk.ts'
import type { OAuthSettings } from './oauth-options.ts'
import type { OfflineSettings } from './offline-options.ts'
import type { SignInDesk } from './sign-in-desk.ts'
import type { SsoSettings } from './sso-options.ts'
import type { SsoProvider } from './sso-provider.ts'

/** What the endpoints share for the life of one sandbox. */
export interface SandboxState {
  readonly apiKeys: AuthorizationSettings['apiKeys']
  readonly signatureMismatchStatus: AuthorizationSettings['signatureMismatchStatus']
  readonly apiKeyUse: AuthorizationSettings['apiKeyUse']
  readonly oauth: OAuthDesk
  readonly oauthSettings: OAuthSettings
  readonly signIns: SignInDesk
  readonly sso: SsoSettings
  /** null where people sign in at the sandbox itself. */
  readonly ssoProvider: SsoProvider | null
  readonly answers: AnswerForm
  readonly emailAsName: EmailUse
  readonly check: CheckSettings
  readonly knownDevice: ActivationAttempt['knownDevice']
  readonly offline: OfflineSettings
  readonly orders: readonly LicenseOrder[]
  readonly ledger: DeviceLedger
  /** Request ids of the offline deactivations that were carried out. */
  readonly usedRequestIds: Set<string>
  readonly keyPair: KeyPair
  /** A pair that no client knows; made when it is first asked for. */
  readonly anotherKeyPair: () => Promise<KeyPair>
  /** Told of whatever no rule has foreseen; the client gets `internal_error`. */
  readonly reportBug: (error: unknown) => void
}

/** The same for one call: the fault and the clock are looked at once, so that they hold for the whole of it. */
export interface CallContext extends SandboxState {
  readonly fault: Fault
  /** The server's time, with the offset of the fault. */
  readonly now: Date
}
