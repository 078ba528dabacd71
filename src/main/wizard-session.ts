/**
 * One run of the wizard: holds the state, publishes a view after each change, and does what an intent sets off. All
 * decisions about pages are in core/wizard-machine.ts; this module carries them out.
 */
import { type ActivationPorts, activateBundle } from '../core/activate-bundle.ts'
import { type ActivationInput, shownFactsOf, toActivationBody } from '../core/activation-request.ts'
import type { Expectation } from '../core/activation-response.ts'
import type { DeviceFacts } from '../core/device-facts.ts'
import type { HardwareId } from '../core/hardware-id.ts'
import { toOverview } from '../core/license-overview.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import type { ResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { nextState } from '../core/wizard-machine.ts'
import { initialState, type WizardEvent, type WizardState } from '../core/wizard-state.ts'
import type { Failure } from '../shared/failure.ts'
import type { LicenseOverview } from '../shared/license-overview.ts'
import { fail, type Result } from '../shared/result.ts'
import type { ActivationMethod } from '../shared/wizard-view.ts'
import { hostOf } from './license-server.ts'
import type { LicenseStore } from './license-store.ts'
import type { Log } from './log.ts'

/** Who this computer is: read once in a run. */
export interface Device {
  readonly facts: DeviceFacts
  readonly hardwareId: Result<HardwareId>
}

export interface WizardSessionOptions {
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
  readonly wizardVersion: string
  readonly store: LicenseStore
  readonly readDevice: () => Promise<Device>
  readonly send: ActivationPorts['send']
  readonly now: () => Date
  readonly log: Log
  /** Called with the state after each change. */
  readonly onChange: (state: WizardState) => void
}

export class WizardSession {
  readonly #options: WizardSessionOptions
  readonly #device: Promise<Device>
  #state: WizardState = initialState
  #running: AbortController | null = null

  constructor(options: WizardSessionOptions) {
    this.#options = options
    this.#device = options.readDevice()
  }

  get state(): WizardState {
    return this.#state
  }

  /**
   * Shows the start page, with the license of this machine where one verifies. Only that license has to wait for the
   * hardware id: on a first run nothing does.
   */
  async open(): Promise<void> {
    const { log, store } = this.#options
    if (store.isEmpty()) this.#showStart(null, null)
    const device = await this.#device
    if (!device.hardwareId.ok) {
      this.#showStart(null, log.failure('device', device.hardwareId.failure))
    } else if (this.#state.page.step === 'starting') {
      const { records, notice } = store.load(this.#expectation(device.hardwareId.value))
      this.#showStart(records, notice === null ? null : log.failure('license.notice', notice))
    }
    this.#dispatch({ kind: 'facts-read', facts: this.#shownFacts(device) })
  }

  chooseMethod(method: ActivationMethod): void {
    this.#dispatch({ kind: 'method-chosen', method })
  }

  submitKey(typed: string): void {
    this.#dispatch({ kind: 'key-typed', typed })
  }

  goBack(): void {
    this.#dispatch({ kind: 'back-asked' })
  }

  goToStart(): void {
    this.#dispatch({ kind: 'start-asked' })
  }

  showLicense(): void {
    this.#dispatch({ kind: 'license-asked' })
  }

  /** Ends a running activation where nothing is being saved yet. */
  cancel(): void {
    const before = this.#state.page.step
    this.#dispatch({ kind: 'cancel-asked' })
    if (before === 'working' && this.#state.page.step !== 'working') this.#running?.abort()
  }

  /** Starts an activation and comes back at once; views tell how it goes. */
  activate(): void {
    const before = this.#state.attempt
    this.#dispatch({ kind: 'activation-asked' })
    if (this.#state.attempt !== before) void this.#run(this.#state.attempt)
  }

  #showStart(records: readonly LicenseRecord[] | null, notice: Failure | null): void {
    const { methods, api } = this.#options.configuration
    const current = records === null ? null : this.#overviewOf(records)
    this.#dispatch({ kind: 'ready', methods, host: hostOf(api.baseUrl), current, notice })
  }

  async #run(attempt: number): Promise<void> {
    const running = new AbortController()
    this.#running = running
    const { log } = this.#options
    log.event('activation.begin', { attempt })
    const outcome = await this.#attempt(attempt, running.signal).catch((error: unknown) =>
      fail(log.bug('activation', error)),
    )
    if (outcome.ok) {
      log.event('activation.done', { attempt, licenses: outcome.value.length })
      this.#dispatch({ kind: 'activated', attempt, overview: this.#overviewOf(outcome.value) })
    } else {
      this.#dispatch({ kind: 'activation-failed', attempt, failure: this.#noted(outcome.failure) })
    }
  }

  async #attempt(attempt: number, signal: AbortSignal): ReturnType<typeof activateBundle> {
    const device = await this.#device
    if (!device.hardwareId.ok) return device.hardwareId
    const held = this.#state.heldKey
    if (held === null) throw new Error('an attempt without a key')
    const expected = this.#expectation(device.hardwareId.value)
    const input = this.#input(device, device.hardwareId.value, held.licenseKey)
    const ports: ActivationPorts = {
      now: this.#options.now,
      send: this.#options.send,
      save: async (file) => this.#options.store.save(file, expected),
      onPhase: (phase) => this.#dispatch({ kind: 'phase-reached', attempt, phase }),
    }
    return activateBundle(input, this.#options.responseKey, ports, signal)
  }

  #expectation(hardwareId: HardwareId): Expectation {
    const { configuration, responseKey } = this.#options
    return { hardwareId, product: configuration.product.code, key: responseKey }
  }

  #input(device: Device, hardwareId: HardwareId, licenseKey: string): ActivationInput {
    const { configuration, wizardVersion } = this.#options
    return {
      configuration,
      credentials: { kind: 'license-key', licenseKey },
      hardwareId,
      facts: device.facts,
      wizardVersion,
    }
  }

  /** The very facts that a request would carry; without a hardware id there will be no request. */
  #shownFacts(device: Device): ReturnType<typeof shownFactsOf> {
    const id = device.hardwareId
    const body = toActivationBody(this.#input(device, id.ok ? id.value : ('' as HardwareId), ''))
    return shownFactsOf(body).filter((fact) => fact.name !== 'hardware-id' || id.ok)
  }

  #overviewOf(records: readonly LicenseRecord[]): LicenseOverview {
    const { configuration, store, now } = this.#options
    return toOverview(records, configuration.product.code, store.path, now())
  }

  #noted(failure: Failure): Failure {
    return failure.reference === '' ? this.#options.log.failure('activation.failed', failure) : failure
  }

  #dispatch(event: WizardEvent): void {
    const next = nextState(this.#state, event)
    if (next === this.#state) return
    this.#state = next
    this.#options.onChange(next)
  }
}
