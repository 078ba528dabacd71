/** Asks the license server about the license that this computer has, and frees its seat. */
import { checkBundle } from '../core/activate-bundle.ts'
import type { ActivationInput } from '../core/activation-request.ts'
import { type ExchangePorts, type SavedBundle, sendInTime } from '../core/bundle-exchange.ts'
import { createReturnRequest } from '../core/check-request.ts'
import { type LastingCredentials, toHolderCredentials } from '../core/credentials.ts'
import { parseReturnReply } from '../core/return-reply.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { WizardSession } from './wizard-session.ts'

/** A check in the background comes at most this often. */
const dayMs = 24 * 3_600_000

/** Refusals that speak of the license or of this computer. All others are about the call, and nobody has asked for it. */
const standingRefusals: ReadonlySet<FailureCode> = new Set([
  'refused-license-not-found',
  'refused-license-not-enabled',
  'refused-license-not-active',
  'refused-license-expired',
  'refused-trial-expired',
  'refused-start-date',
  'refused-blacklisted',
  'refused-device-not-found',
  'refused-active-license-required',
])

export class LicenseDesk {
  readonly #session: WizardSession

  constructor(session: WizardSession) {
    this.#session = session
  }

  /** Checks the license that is shown, and shows how it stands. */
  check(): void {
    if (!this.#begin('check-asked')) return
    this.#session.runAttempt('check', async (attempt, signal) => {
      const onPhase: ExchangePorts['onPhase'] = (phase) =>
        this.#session.dispatch({ kind: 'phase-reached', attempt, phase })
      const checked = await this.#session.alone(() => this.#fetch(onPhase, signal), signal)
      if (!checked.ok) return checked
      this.#session.dispatch({ kind: 'checked', attempt, ...this.#session.learned(checked.value) })
      return succeed(null)
    })
  }

  /**
   * Checks the license in the background, at most once a day, where it came over the network and the vendor wants it:
   * a computer that was activated by files has no business there, and a file must not be replaced behind its back. A server that does not answer changes nothing; one that
   * refuses is quoted on the start page, and the license stays: a refusal carries no signature.
   */
  async checkAside(): Promise<void> {
    const { configuration, memory, now, log } = this.#session.options
    if (!configuration.activation.dailyCheck || !(await this.#cameOverNetwork())) return
    const { askedAt } = memory.read()
    const age = askedAt === null ? dayMs : Math.abs(now().getTime() - Date.parse(askedAt))
    if (this.#session.state.current === null || age < dayMs) return
    memory.remember({ askedAt: now().toISOString() })
    const signal = this.#session.asideSignal()
    // Nobody has to wait for what goes on aside: the folder is taken for the saving alone.
    const checked = await this.#fetch(
      () => undefined,
      signal,
      (save) => this.#session.alone(save, signal),
    )
    if (checked.ok) this.#session.dispatch({ kind: 'checked-aside', ...this.#session.learned(checked.value) })
    else if (standingRefusals.has(checked.failure.code)) {
      this.#session.dispatch({ kind: 'check-refused-aside', failure: log.failure('check.aside', checked.failure) })
    }
  }

  /** Gives the seat back over the network. The license here ends only after the server has agreed. */
  freeSeat(): void {
    if (!this.#begin('free-asked')) return
    this.#session.runAttempt('free-seat', async (attempt, signal) => {
      const ended = await this.#session.alone(() => this.#freeSeat(signal), signal)
      if (!ended.ok) return ended
      const returnedAt = this.#session.options.now().toISOString()
      this.#session.dispatch({ kind: 'freed-here', attempt, returnedAt })
      return succeed(null)
    })
  }

  async #freeSeat(signal: AbortSignal): Promise<Result<null>> {
    const input = await this.#input()
    if (!input.ok) return input
    const reply = await sendInTime(createReturnRequest(input.value), this.#session.options, signal)
    const freed = reply.ok ? parseReturnReply(reply.value) : reply
    // A try before this one may have got through without its answer.
    return freed.ok || isFreeAlready(freed.failure) ? this.#session.giveBack() : freed
  }

  async #cameOverNetwork(): Promise<boolean> {
    const identity = await this.#session.identity()
    if (!identity.ok) return false
    const file = this.#session.options.store.current(this.#session.expectationOf(identity.value.hardwareId))
    return file?.signed.every(({ road }) => road === 'online') ?? false
  }

  #begin(kind: 'check-asked' | 'free-asked'): boolean {
    const before = this.#session.state.attempt
    this.#session.dispatch({ kind })
    return this.#session.state.attempt !== before
  }

  async #fetch(
    onPhase: ExchangePorts['onPhase'],
    signal: AbortSignal,
    alone: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>> = (work) => work(),
  ): Promise<Result<SavedBundle>> {
    const input = await this.#input()
    if (!input.ok) return input
    const { responseKey, store } = this.#session.options
    const ports = this.#session.portsFor(input.value.hardwareId, onPhase)
    // What was asked about must still be there: an answer that comes late must not bring an old license back.
    const asked = store.text()
    const save: ExchangePorts['save'] = (file) =>
      alone(async () => (store.text() === asked ? ports.save(file) : fail(makeFailure('cancelled'))))
    return checkBundle(input.value, responseKey, { ...ports, save }, signal)
  }

  /** Who the license here was activated by. Fails with `missing-license`, `missing-hardware-id`. */
  async #input(): Promise<Result<ActivationInput<LastingCredentials>>> {
    const identity = await this.#session.identity()
    if (!identity.ok) return identity
    const { facts, hardwareId } = identity.value
    const { records } = this.#session.options.store.load(this.#session.expectationOf(hardwareId))
    const license = records?.[0]
    if (license === undefined) return fail(makeFailure('missing-license'))
    return succeed(this.#session.inputFor(facts, hardwareId, toHolderCredentials(license)))
  }
}

function isFreeAlready({ code }: Failure): boolean {
  return code === 'refused-device-not-found' || code === 'refused-license-not-active'
}
