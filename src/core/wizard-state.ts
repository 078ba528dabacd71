import type { ConfigurationProblem, SettingLayer } from '../shared/configuration-problem.ts'
import type { Diagnosis } from '../shared/connection-diagnosis.ts'
import type { Failure } from '../shared/failure.ts'
import type { KeyProblem } from '../shared/find-license-key.ts'
import type { HardwareChange } from '../shared/hardware-change.ts'
import type { KeyForm } from '../shared/key-form.ts'
import type { LicenseOverview } from '../shared/license-overview.ts'
import type {
  ActivationMethod,
  ActivationPhase,
  ClockNote,
  DeviceFactName,
  FailedTask,
  OpenRequest,
  OtherHolders,
  ProxyProblem,
  Road,
  ShownProxy,
  SignInPhase,
  WizardTask,
} from '../shared/wizard-view.ts'
import type { JudgedAnswer } from './answer-judgement.ts'
import type { Credentials, SsoCredentials } from './credentials.ts'
import type { OfflineRequest } from './offline-request.ts'
import type { QrCode } from './qr-code.ts'
import type { CarriedRequest } from './request-file.ts'

/** Where the wizard is. What it knows on every page is in `WizardState`. */
export type WizardPage = OwnPage | DoctorPage | ProxyPage

/** A page of the flow itself; the doctor and the proxy settings lie above one, and lead back to it. */
export type OwnPage =
  | { readonly step: 'starting' }
  | {
      readonly step: 'configuration-problem'
      readonly layer: SettingLayer
      readonly path: string
      readonly problems: Problems
    }
  | { readonly step: 'start' }
  | { readonly step: 'enter-key'; readonly problem: KeyProblem | null }
  | { readonly step: 'enter-login'; readonly problem: 'no-username' | 'no-password' | null }
  | {
      readonly step: 'sign-in'
      readonly attempt: number
      readonly phase: SignInPhase
      readonly host: string | null
      readonly strangerCame: boolean
    }
  | { readonly step: 'review' }
  | {
      readonly step: 'working'
      readonly task: WizardTask
      readonly attempt: number
      readonly phase: ActivationPhase
      readonly carried: CarriedRequest | null
    }
  | { readonly step: 'request-ready'; readonly made: MadeFile<OfflineRequest> }
  | { readonly step: 'request-code'; readonly made: MadeFile<OfflineRequest>; readonly codes: readonly QrCode[] }
  | { readonly step: 'open-file'; readonly requestId: string | null }
  | { readonly step: 'send-review'; readonly carried: CarriedRequest }
  | { readonly step: 'answer-ready'; readonly made: MadeFile<FetchedAnswer> }
  | { readonly step: 'seat-freed'; readonly here: boolean; readonly computer: string | null }
  | { readonly step: 'answer-preview'; readonly judged: JudgedAnswer; readonly overview: LicenseOverview }
  | { readonly step: 'return-confirm'; readonly road: Road }
  | { readonly step: 'result'; readonly justActivated: boolean }
  | FailurePage

export interface DoctorPage {
  readonly step: 'doctor'
  readonly diagnosis: Diagnosis | null
  readonly from: OwnPage
}

export interface ProxyPage {
  readonly step: 'proxy-settings'
  readonly proxy: ShownProxy
  readonly forSignIn: boolean
  readonly problem: ProxyProblem | null
  readonly from: OwnPage | DoctorPage
}

/** What went wrong, with what is needed to try again or to go back. */
export interface FailurePage {
  readonly step: 'failure'
  readonly failure: Failure
  readonly task: FailedTask
  /** The request of another computer that could not be sent; it can be tried again. */
  readonly carried: CarriedRequest | null
  /** The request whose answer was being looked for. */
  readonly requestId: string | null
  /** The way out was changed since: to try again is then what helps most. */
  readonly hasNewProxy?: true
}

type Problems = readonly [ConfigurationProblem, ...ConfigurationProblem[]]
export type ShownFacts = readonly { readonly name: DeviceFactName; readonly value: string }[]

/** A file that is made and waits to be written where the person chooses. */
export interface MadeFile<T> {
  readonly content: T
  readonly fileName: string
  readonly savedTo: string | null
  /** Why the last try to write it failed. */
  readonly problem: Failure | null
}

/** The answer that came for another computer: Base64 text, as a portal would hand it out. */
export interface FetchedAnswer {
  readonly text: string
  readonly computer: string | null
}

/** Everything that the main process knows of this run. */
export interface WizardState {
  readonly page: WizardPage
  readonly methods: readonly ActivationMethod[]
  readonly canGoOffline: boolean
  /** How the license keys of this vendor look; null where that is not declared. */
  readonly keyForm: KeyForm | null
  /** Host and port that an activation talks to. */
  readonly host: string
  readonly road: Road
  /** How the person said last who they are; it outlives the credentials. */
  readonly method: ActivationMethod
  readonly current: LicenseOverview | null
  readonly notice: Failure | null
  /** Belongs to a notice that the license is for another computer, and is over with it. */
  readonly hardwareChange: HardwareChange | null
  readonly requests: readonly OpenRequest[]
  /** When the request was made that gave this computer's license back. */
  readonly returnedAt: string | null
  /** Why the file of a license that was given back is still here. */
  readonly leftover: Failure | null
  /** Who else would lose the license. */
  readonly others: OtherHolders
  /** That the clock of this computer seems to be wrong. */
  readonly clock: ClockNote | null
  /** When the license server was last asked, in this run. */
  readonly checkedAt: string | null
  /** Of this run, until it is used. They never leave the main process: views show what `toShownCredentials` says. */
  readonly credentials: Credentials | null
  readonly keyWasDoubled: boolean
  readonly facts: ShownFacts | null
  /** Facts are missing because this computer did not tell them in time. */
  readonly factsLate: boolean
  /** Why there are no facts; null where they are there, or nobody has asked yet. */
  readonly factsProblem: Failure | null
  /** Number of the latest attempt: what an earlier one still says is not heard. */
  readonly attempt: number
}

interface Known {
  readonly clock: ClockNote | null
  readonly current: LicenseOverview | null
  readonly notice: Failure | null
  readonly hardwareChange: HardwareChange | null
  readonly requests: readonly OpenRequest[]
  readonly returnedAt: string | null
}

/** What the license server has answered about this computer. */
export interface Fetched {
  readonly overview: LicenseOverview
  readonly clock: ClockNote | null
  readonly at: string
}

/** What can happen. Intents of the person and news of the machinery alike. */
export type WizardEvent =
  | {
      readonly kind: 'configuration-refused'
      readonly layer: SettingLayer
      readonly path: string
      readonly problems: Problems
    }
  | ({ readonly kind: 'ready' } & Pick<WizardState, 'methods' | 'canGoOffline' | 'keyForm' | 'host'> & Known)
  | { readonly kind: 'method-chosen'; readonly method: ActivationMethod; readonly road: Road }
  | { readonly kind: 'key-typed'; readonly typed: string }
  | { readonly kind: 'login-typed'; readonly username: string; readonly password: string }
  | { readonly kind: 'facts-read'; readonly facts: ShownFacts; readonly isLate: boolean }
  | { readonly kind: 'facts-not-read'; readonly failure: Failure }
  | { readonly kind: 'activation-asked' }
  | { readonly kind: 'phase-reached'; readonly attempt: number; readonly phase: ActivationPhase }
  | ({ readonly kind: 'activated'; readonly attempt: number } & Fetched)
  | ({ readonly kind: 'checked'; readonly attempt: number } & Fetched)
  | { readonly kind: 'activation-failed'; readonly attempt: number; readonly failure: Failure }
  | { readonly kind: 'cancel-asked' }
  | { readonly kind: 'back-asked' }
  | { readonly kind: 'start-asked' }
  | { readonly kind: 'license-asked' }
  | LicenseEvent
  | DoctorEvent
  | ProxyEvent
  | OfflineEvent
  | SignInEvent

/** Events of a sign-in in the browser. Each carries the number of its attempt: an earlier one is not heard. */
export type SignInEvent =
  | { readonly kind: 'sign-in-asked' }
  | { readonly kind: 'sign-in-opened'; readonly attempt: number; readonly host: string }
  | { readonly kind: 'stranger-came'; readonly attempt: number }
  | { readonly kind: 'signed-in'; readonly attempt: number; readonly credentials: SsoCredentials }
  | { readonly kind: 'sign-in-failed'; readonly attempt: number; readonly failure: Failure }

/** Events of the connection doctor. */
export type DoctorEvent =
  | { readonly kind: 'diagnosis-asked' }
  | { readonly kind: 'diagnosed'; readonly diagnosis: Diagnosis }

/** Events of the proxy settings. */
export type ProxyEvent =
  | { readonly kind: 'proxy-asked'; readonly proxy: ShownProxy; readonly forSignIn: boolean }
  | { readonly kind: 'proxy-refused'; readonly problem: ProxyProblem }
  | { readonly kind: 'proxy-saved'; readonly proxy: ShownProxy }

/** Events of the license that this computer has. */
export type LicenseEvent =
  | { readonly kind: 'check-asked' }
  | ({ readonly kind: 'checked-aside' } & Fetched)
  | { readonly kind: 'check-refused-aside'; readonly failure: Failure }
  /** The license server says that this computer has no license any more. */
  | { readonly kind: 'license-unconfirmed'; readonly overview: LicenseOverview }
  | { readonly kind: 'return-asked'; readonly road: Road; readonly others: OtherHolders }
  | { readonly kind: 'free-asked' }
  /** The parts of this computer are to be read once more. */
  | { readonly kind: 'reading-asked' }
  | {
      readonly kind: 'freed-here'
      readonly attempt: number
      readonly returnedAt: string
      readonly leftover: Failure | null
    }

/** Events of the way without internet. */
export type OfflineEvent =
  | { readonly kind: 'request-made'; readonly request: OfflineRequest; readonly fileName: string }
  | { readonly kind: 'request-refused'; readonly failure: Failure }
  | { readonly kind: 'file-written'; readonly path: string }
  | { readonly kind: 'file-not-written'; readonly failure: Failure }
  | { readonly kind: 'code-shown'; readonly codes: readonly QrCode[] }
  | { readonly kind: 'requests-changed'; readonly requests: readonly OpenRequest[] }
  | { readonly kind: 'license-returned'; readonly returnedAt: string; readonly leftover: Failure | null }
  | { readonly kind: 'file-asked'; readonly requestId: string | null }
  | { readonly kind: 'file-refused'; readonly failure: Failure }
  | { readonly kind: 'request-brought'; readonly carried: CarriedRequest }
  | { readonly kind: 'send-asked' }
  | {
      readonly kind: 'answer-fetched'
      readonly attempt: number
      readonly fileName: string
      readonly answer: FetchedAnswer
    }
  | { readonly kind: 'seat-freed'; readonly attempt: number; readonly computer: string | null }
  | { readonly kind: 'answer-judged'; readonly judged: JudgedAnswer; readonly overview: LicenseOverview }
  | { readonly kind: 'answer-saved'; readonly overview: LicenseOverview; readonly requests: readonly OpenRequest[] }

export const initialState: WizardState = {
  page: { step: 'starting' },
  methods: [],
  canGoOffline: false,
  keyForm: null,
  host: '',
  road: 'online',
  method: 'license-key',
  current: null,
  notice: null,
  hardwareChange: null,
  requests: [],
  returnedAt: null,
  leftover: null,
  others: { machine: false, users: [], mayBeMore: false },
  clock: null,
  checkedAt: null,
  credentials: null,
  keyWasDoubled: false,
  facts: null,
  factsLate: false,
  factsProblem: null,
  attempt: 0,
}
