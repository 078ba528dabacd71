/**
 * One run of the wizard: holds the state, publishes a view after each change, and does what an intent sets off. All
 * decisions about pages are in core/wizard-machine.ts; this module carries out those of the way over the network, and
 * request-desk.ts and answer-desk.ts those of the way by files.
 */
import { activateBundle } from '../core/activate-bundle.ts'
import { type ActivationInput, shownFactsOf, toActivationBody } from '../core/activation-request.ts'
import type { Expectation } from '../core/activation-response.ts'
import type { ExchangePorts, SavedBundle } from '../core/bundle-exchange.ts'
import { findWrongClock, toServerNote } from '../core/clock.ts'
import type { Credentials } from '../core/credentials.ts'
import type { DeviceFacts } from '../core/device-facts.ts'
import type { HardwareId } from '../core/hardware-id.ts'
import { toOverview } from '../core/license-overview.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { toUnconfirmed } from '../core/refusal.ts'
import { afterReturn, openRequestsOf } from '../core/request-record.ts'
import type { ResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { nextState } from '../core/wizard-machine.ts'
import { initialState, type WizardEvent, type WizardState } from '../core/wizard-state.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { HardwareChange } from '../shared/hardware-change.ts'
import type { LicenseOverview, Unconfirmed } from '../shared/license-overview.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ClockNote, OpenRequest, OtherHolders } from '../shared/wizard-view.ts'
import type { ComponentsStore } from './components-store.ts'
import type { Device } from './device.ts'
import type { FolderLock } from './folder-lock.ts'
import { explainHardware } from './hardware-explainer.ts'
import { hostOf } from './license-server.ts'
import type { LicenseStore } from './license-store.ts'
import type { Log } from './log.ts'
import type { MemoryStore } from './memory-store.ts'
import type { RequestStore } from './request-store.ts'

interface FoundLicense {
  readonly records: readonly LicenseRecord[] | null
  readonly notice: Failure | null
  readonly hardwareChange?: HardwareChange | null
}

export interface WizardSessionOptions {
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
  readonly wizardVersion: string
  /** ISO 8601 UTC; null where the build does not say. */
  readonly programMadeAt: string | null
  readonly store: LicenseStore
  readonly requestStore: RequestStore
  readonly openDevice: () => Device
  readonly memory: MemoryStore
  readonly components: ComponentsStore
  readonly send: ExchangePorts['send']
  readonly authorizer: ExchangePorts['authorizer']
  /** Takes the license folder for one change; null where whoever opened the session holds it already. */
  readonly lock: ((signal: AbortSignal) => Promise<Result<FolderLock>>) | null
  /** Whether anybody is shown what has changed in the hardware: it takes all facts to tell. */
  readonly showsHardwareChange: boolean
  /** Who else on this computer holds a license of it. */
  readonly findOthers: (expected: Expectation) => OtherHolders
  readonly now: () => Date
  readonly log: Log
  /** Called with the state after each change. */
  readonly onChange: (state: WizardState) => void
}

export class WizardSession {
  readonly options: WizardSessionOptions
  #device: Device
  #facts: Promise<void> | null = null
  #state: WizardState = initialState
  #running: AbortController | null = null
  #aside = new AbortController()
  readonly #watchers = new Set<(state: WizardState) => void>()

  constructor(options: WizardSessionOptions) {
    this.options = options
    this.#device = options.openDevice()
  }

  get state(): WizardState {
    return this.#state
  }

  /**
   * Shows the start page, with the license of this machine where one verifies. Only that license has to wait for the
   * hardware id: on a first run nothing does.
   */
  async open(): Promise<void> {
    const { log, store, requestStore } = this.options
    const requestTrouble = requestStore.trouble()
    const isFirstRun = store.isEmpty() && requestStore.list().length === 0 && requestTrouble === null
    if (isFirstRun) this.#showStart({ records: null, notice: null })
    const hardwareId = await this.#device.hardwareId()
    if (!hardwareId.ok) {
      this.#showStart({ records: null, notice: log.failure('device', hardwareId.failure) })
    } else if (!isFirstRun) {
      const expected = this.expectationOf(hardwareId.value)
      const { records, notice: licenseNotice } = store.load(expected)
      const notice = licenseNotice ?? (records === null ? requestTrouble : null)
      const hardwareChange = await this.#explain(notice, expected)
      const found = { records, notice: notice && log.failure('license.notice', notice), hardwareChange }
      this.#showStart(found, hardwareId.value)
    }
  }

  /** Reads what an activation sends, and shows it; reads nothing twice. Not before it is needed: it takes a while. */
  readFacts(): Promise<void> {
    this.#facts ??= this.#readFacts()
    return this.#facts
  }

  /** Reads this computer once more, and opens the start page with what is found then. */
  async readDeviceAgain(): Promise<void> {
    const before = this.#state
    this.dispatch({ kind: 'reading-asked' })
    if (this.#state === before) return
    this.#device = this.options.openDevice()
    this.#facts = null
    await (this.#state.page.step === 'review' ? this.readFacts() : this.open())
  }

  async #readFacts(): Promise<void> {
    const device = this.#device
    const read = await this.#shownFacts(device).catch((error: unknown) => fail(this.options.log.bug('device', error)))
    // Asked to read again meanwhile: what comes late is of no use.
    if (device !== this.#device) return
    if (read.ok) this.dispatch({ kind: 'facts-read', ...read.value })
    else {
      this.#facts = null
      this.dispatch({ kind: 'facts-not-read', failure: this.noted('device', read.failure) })
    }
  }

  /** What a license for another computer says of this one, where somebody is shown it. */
  async #explain(notice: Failure | null, expected: Expectation): Promise<HardwareChange | null> {
    if (notice?.code !== 'not-ours-computer' || !this.options.showsHardwareChange) return null
    return explainHardware(notice, await this.#device.facts(), expected, this.options)
  }

  /** Keeps by what parts this computer is known: it was activated just now. */
  async keepComponents(): Promise<void> {
    this.options.components.keep(await this.#device.facts())
  }

  /** Ends a running activation where nothing is being saved yet. */
  cancel(): void {
    const before = this.#state.page.step
    this.dispatch({ kind: 'cancel-asked' })
    if (before === 'working' && this.#state.page.step !== 'working') this.#running?.abort()
  }

  /** Starts an activation over the network and comes back at once; views tell how it goes. */
  activate(): void {
    const before = this.#state.attempt
    this.dispatch({ kind: 'activation-asked' })
    if (this.#state.attempt === before) return
    this.runAttempt('activation', async (attempt, signal) => {
      // Before anything is sent: a seat must not be used for a license that then cannot be saved.
      const activated = await this.alone(() => this.#activate(attempt, signal), signal)
      if (!activated.ok) return activated
      this.dispatch({ kind: 'activated', attempt, ...this.learned(activated.value) })
      return succeed(null)
    })
  }

  /** Runs the attempt that the state has just begun; a failure or a bug becomes the page that says so. */
  runAttempt(name: string, work: (attempt: number, signal: AbortSignal) => Promise<Result<null>>): void {
    this.stopAside()
    const { log } = this.options
    const { attempt } = this.#state
    const running = new AbortController()
    this.#running = running
    log.event(`${name}.begin`, { attempt })
    const outcome = work(attempt, running.signal).catch((error: unknown) => fail(log.bug(name, error)))
    void outcome.then((result) => {
      if (result.ok) log.event(`${name}.done`, { attempt })
      else this.dispatch({ kind: 'activation-failed', attempt, failure: this.noted(name, result.failure) })
    })
  }

  /**
   * What `work` gives, while no other run changes the license folder. Fails with `another-run`, `needs-admin`,
   * `cannot-write`, `cancelled` where the folder cannot be had; nothing is done then.
   */
  async alone<T>(work: () => Promise<Result<T>>, signal = new AbortController().signal): Promise<Result<T>> {
    const { lock } = this.options
    if (lock === null) return work()
    const held = await lock(signal)
    if (!held.ok) return held
    try {
      this.options.store.tidy()
      return await work()
    } finally {
      held.value.release()
    }
  }

  /** Ends what goes on in the background: the person has begun something that its answer could undo. */
  stopAside(): void {
    this.#aside.abort()
    this.#aside = new AbortController()
  }

  asideSignal(): AbortSignal {
    return this.#aside.signal
  }

  /**
   * Ends the license of this computer, as `endLicense` does. Open requests end first: the answer to one of them would
   * bring it back. Where they cannot be written, a license whose seat is free already ends all the same; any other stands,
   * with `cannot-write`.
   */
  giveBack(hardwareId: HardwareId, isFree: boolean): Result<Failure | null> {
    this.stopAside()
    const closed = this.options.requestStore.change(afterReturn)
    if (!closed.ok) this.noted('request', closed.failure)
    if (!closed.ok && !isFree) return closed
    const ended = this.options.store.giveBack(this.expectationOf(hardwareId))
    if (ended.ok) this.options.components.forget()
    return ended
  }

  /** Whether to keep the parts of this computer: they are read already, or nothing is kept of them. */
  needsComponents(): boolean {
    return this.#state.facts !== null || this.options.components.read() === null
  }

  /** The hardware ID of this computer. Fails with `missing-hardware-id`, `cannot-read-device`. */
  hardwareId(): Promise<Result<HardwareId>> {
    return this.#device.hardwareId()
  }

  get hostname(): string | null {
    return this.#device.hostname
  }

  /** Who this computer is, with all that is sent of it. Fails as `hardwareId` does. */
  async identity(): Promise<Result<{ facts: DeviceFacts; hardwareId: HardwareId }>> {
    const hardwareId = await this.#device.hardwareId()
    return hardwareId.ok ? succeed({ facts: await this.#device.facts(), hardwareId: hardwareId.value }) : hardwareId
  }

  expectationOf(hardwareId: HardwareId): Expectation {
    const { configuration, responseKey } = this.options
    return { hardwareId, product: configuration.product.code, key: responseKey }
  }

  inputFor<C extends Credentials>(facts: DeviceFacts, hardwareId: HardwareId, credentials: C): ActivationInput<C> {
    const { configuration, wizardVersion } = this.options
    return { configuration, credentials, hardwareId, facts, wizardVersion }
  }

  /** The outside world of an exchange with the license server. */
  portsFor(hardwareId: HardwareId, onPhase: ExchangePorts['onPhase']): ExchangePorts {
    const { authorizer, now, send, store } = this.options
    const save: ExchangePorts['save'] = async (file) => {
      const saved = store.save(file, this.expectationOf(hardwareId))
      if (saved.ok && this.needsComponents()) await this.keepComponents()
      return saved
    }
    return { authorizer, now, send, onPhase, save }
  }

  /** What an answer has told, remembered and in the form of an event. */
  learned(bundle: SavedBundle): { overview: LicenseOverview; clock: ClockNote | null; at: string } {
    const { memory, now } = this.options
    const at = now().toISOString()
    const { serverTimeAt } = bundle
    memory.remember({ askedAt: at, ...(serverTimeAt !== null && { serverTimeAt }) })
    return {
      overview: this.overviewOf(bundle.records, serverTimeAt ?? at),
      clock: bundle.clock && toServerNote(bundle.clock),
      at,
    }
  }

  overviewOf(
    records: readonly LicenseRecord[],
    askedAt: string | null = this.options.memory.read().serverTimeAt,
    unconfirmed: Unconfirmed | null = null,
  ): LicenseOverview {
    const { configuration, store, now } = this.options
    const { code, version } = configuration.product
    return toOverview(records, code, store.path, now(), askedAt, unconfirmed, version)
  }

  /** The overview of the license file in place, with what a refused check of it says. */
  currentOverviewOf(records: readonly LicenseRecord[]): LicenseOverview {
    const { configuration, memory, store } = this.options
    const { refusal, serverTimeAt } = memory.read()
    const isOfThisFile = refusal !== null && store.isFileOf(refusal.sha256)
    const days = configuration.activation.afterRefusal?.days ?? null
    const unconfirmed = isOfThisFile ? toUnconfirmed(refusal, records, serverTimeAt, days) : null
    return this.overviewOf(records, serverTimeAt, unconfirmed)
  }

  openRequests(hardwareId: HardwareId): OpenRequest[] {
    const { configuration, requestStore } = this.options
    return openRequestsOf(requestStore.list(), hardwareId, configuration.product.code)
  }

  /** The failure with a reference in the log; one that has a reference was noted where it happened. */
  noted(name: string, failure: Failure): Failure {
    return failure.reference === '' ? this.options.log.failure(`${name}.failed`, failure) : failure
  }

  dispatch(event: WizardEvent): void {
    const next = nextState(this.#state, event)
    if (next === this.#state) return
    this.#state = next
    this.options.onChange(next)
    for (const watcher of this.#watchers) watcher(next)
    if (isWaitingForFacts(next)) void this.readFacts()
  }

  /** Calls `watcher` with the state after each change, after it was published; gives back what ends that. */
  watch(watcher: (state: WizardState) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  #showStart(found: FoundLicense, id?: HardwareId): void {
    const { configuration, memory, now, programMadeAt, requestStore } = this.options
    const returned = requestStore.list().filter(({ kind, state }) => kind === 'deactivation' && state === 'open')
    this.dispatch({
      kind: 'ready',
      methods: configuration.methods,
      canGoOffline: configuration.offline.offered,
      keyForm: configuration.activation.keyForm ?? null,
      host: hostOf(configuration.api.baseUrl),
      current: found.records === null ? null : this.currentOverviewOf(found.records),
      notice: found.notice,
      hardwareChange: found.hardwareChange ?? null,
      clock: findWrongClock({ lastServerTimeAt: memory.read().serverTimeAt, programMadeAt }, now()),
      requests: id === undefined ? [] : this.openRequests(id),
      returnedAt: found.records === null ? (returned.at(-1)?.createdAt ?? memory.read().returned?.at ?? null) : null,
    })
  }

  async #activate(attempt: number, signal: AbortSignal): ReturnType<typeof activateBundle> {
    const { credentials } = this.#state
    if (credentials === null) return fail(makeFailure('internal'))
    const identity = await this.identity()
    if (!identity.ok) return identity
    const { facts, hardwareId } = identity.value
    const ports = this.portsFor(hardwareId, (phase) => this.dispatch({ kind: 'phase-reached', attempt, phase }))
    return activateBundle(this.inputFor(facts, hardwareId, credentials), this.options.responseKey, ports, signal)
  }

  /** The very facts that a request would carry. */
  async #shownFacts(device: Device): Promise<Result<{ facts: ReturnType<typeof shownFactsOf>; isLate: boolean }>> {
    const hardwareId = await device.hardwareId()
    if (!hardwareId.ok) return hardwareId
    const nobody: Credentials = { kind: 'license-key', licenseKey: '' }
    const input = this.inputFor(await device.facts(), hardwareId.value, nobody)
    return succeed({ facts: shownFactsOf(toActivationBody(input)), isLate: device.isLate() })
  }
}

function isWaitingForFacts({ page, facts, factsProblem }: WizardState): boolean {
  return page.step === 'review' && facts === null && factsProblem === null
}
