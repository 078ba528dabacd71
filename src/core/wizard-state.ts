import type { ConfigurationProblem } from '../shared/configuration-problem.ts'
import type { Failure } from '../shared/failure.ts'
import type { LicenseOverview } from '../shared/license-overview.ts'
import type { ActivationMethod, ActivationPhase, DeviceFactName } from '../shared/wizard-view.ts'

/** Where the wizard is. What it knows on every page is in `WizardState`. */
export type WizardPage =
  | { readonly step: 'starting' }
  | { readonly step: 'configuration-problem'; readonly path: string; readonly problems: Problems }
  | { readonly step: 'start' }
  | { readonly step: 'enter-key'; readonly problem: 'empty' | 'too-long' | 'characters' | null }
  | { readonly step: 'review' }
  | { readonly step: 'working'; readonly attempt: number; readonly phase: ActivationPhase }
  | { readonly step: 'result'; readonly justActivated: boolean }
  | { readonly step: 'failure'; readonly failure: Failure }

type Problems = readonly [ConfigurationProblem, ...ConfigurationProblem[]]
export type ShownFacts = readonly { readonly name: DeviceFactName; readonly value: string }[]

/** The license key of this run. It never leaves the main process: views show its last four characters. */
export interface HeldKey {
  readonly licenseKey: string
  readonly wasDoubled: boolean
}

/** Everything that the main process knows of this run. */
export interface WizardState {
  readonly page: WizardPage
  readonly methods: readonly ActivationMethod[]
  /** Host and port that an activation talks to. */
  readonly host: string
  readonly current: LicenseOverview | null
  readonly notice: Failure | null
  readonly heldKey: HeldKey | null
  readonly facts: ShownFacts | null
  /** Number of the latest attempt: what an earlier one still says is not heard. */
  readonly attempt: number
}

/** What can happen. Intents of the person and news of the machinery alike. */
export type WizardEvent =
  | { readonly kind: 'configuration-refused'; readonly path: string; readonly problems: Problems }
  | {
      readonly kind: 'ready'
      readonly methods: readonly ActivationMethod[]
      readonly host: string
      readonly current: LicenseOverview | null
      readonly notice: Failure | null
    }
  | { readonly kind: 'method-chosen'; readonly method: ActivationMethod }
  | { readonly kind: 'key-typed'; readonly typed: string }
  | { readonly kind: 'facts-read'; readonly facts: ShownFacts }
  | { readonly kind: 'activation-asked' }
  | { readonly kind: 'phase-reached'; readonly attempt: number; readonly phase: ActivationPhase }
  | { readonly kind: 'activated'; readonly attempt: number; readonly overview: LicenseOverview }
  | { readonly kind: 'activation-failed'; readonly attempt: number; readonly failure: Failure }
  | { readonly kind: 'cancel-asked' }
  | { readonly kind: 'back-asked' }
  | { readonly kind: 'start-asked' }
  | { readonly kind: 'license-asked' }

export const initialState: WizardState = {
  page: { step: 'starting' },
  methods: [],
  host: '',
  current: null,
  notice: null,
  heldKey: null,
  facts: null,
  attempt: 0,
}
