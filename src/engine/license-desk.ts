/** Asks the license server about the license that this computer has, and frees its seat. */
import { checkBundle } from '../core/activate-bundle.ts'
import { type ExchangePorts, type SavedBundle, sendInTime } from '../core/bundle-exchange.ts'
import { createReturnRequest, type HolderInput } from '../core/check-request.ts'
import { toHolderCredentials } from '../core/credentials.ts'
import type { HardwareId } from '../core/hardware-id.ts'
import { isEndingRefusal } from '../core/refusal.ts'
import { parseReturnReply, toReturnFailure } from '../core/return-reply.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { noOtherHolders, type Road } from '../shared/wizard-view.ts'
import type { WizardSession } from './wizard-session.ts'

/** A check in the background comes at most this often. */
const dayMs = 24 * 3_600_000

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
   * a computer that was activated by files has no business there, and a file must not be replaced behind its back. A server
   * that does not answer changes nothing; what one says that refuses is remembered and shown, and the license file stays:
   * a refusal carries no signature.
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
    // The license itself says when it starts; all other refusals are about the call, and nobody has asked for it.
    else if (checked.failure.code === 'refused-start-date') {
      this.#session.dispatch({ kind: 'check-refused-aside', failure: log.failure('check.aside', checked.failure) })
    } else if (isEndingRefusal(checked.failure.code)) log.failure('check.aside', checked.failure)
  }

  /** Asks the person before the license is given back, with who else would lose it. */
  async askToReturn(road: Road): Promise<void> {
    const hardwareId = await this.#session.hardwareId()
    const { findOthers } = this.#session.options
    const others = hardwareId.ok ? findOthers(this.#session.expectationOf(hardwareId.value)) : noOtherHolders
    this.#session.dispatch({ kind: 'return-asked', road, others })
  }

  /** Gives the seat back over the network. The license here ends only after the server has agreed. */
  freeSeat(): void {
    if (!this.#begin('free-asked')) return
    this.#session.runAttempt('free-seat', async (attempt, signal) => {
      const ended = await this.#session.alone(() => this.#freeSeat(signal), signal)
      if (!ended.ok) return fail(toReturnFailure(ended.failure))
      const returnedAt = this.#session.options.now().toISOString()
      this.#session.dispatch({ kind: 'freed-here', attempt, returnedAt, leftover: ended.value })
      return succeed(null)
    })
  }

  async #freeSeat(signal: AbortSignal): Promise<Result<Failure | null>> {
    const input = await this.#input()
    if (!input.ok) return input
    // Should this run end before the answer is taken, the next one asks how the license stands.
    this.#session.options.memory.remember({ askedAt: null })
    const reply = await sendInTime(createReturnRequest(input.value), this.#session.options, signal)
    const freed = reply.ok ? parseReturnReply(reply.value) : reply
    // A try before this one may have got through without its answer.
    if (!freed.ok && !isFreeAlready(freed.failure)) return freed
    const ended = this.#session.giveBack(input.value.hardwareId, true)
    if (ended.ok && ended.value !== null) return succeed(this.#session.noted('return', ended.value))
    const isLeft = !ended.ok && ended.failure.code === 'cannot-remove-license'
    return isLeft ? fail(makeFailure('cannot-remove-returned', ended.failure.details)) : ended
  }

  async #cameOverNetwork(): Promise<boolean> {
    const hardwareId = await this.#session.hardwareId()
    if (!hardwareId.ok) return false
    const file = this.#session.options.store.current(this.#session.expectationOf(hardwareId.value))
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
    const { hardwareId } = input.value
    const ports = this.#session.portsFor(hardwareId, onPhase)
    // What was asked about must still be there: an answer that comes late must not bring an old license back.
    const asked = store.hash()
    const save: ExchangePorts['save'] = (file) =>
      alone(async () => (store.hash() === asked ? ports.save(file) : fail(makeFailure('cancelled'))))
    const checked = await checkBundle(input.value, responseKey, { ...ports, save }, signal)
    if (!checked.ok && isEndingRefusal(checked.failure.code) && asked !== null) {
      await alone(async () => succeed(this.#rememberRefusal(checked.failure.code, asked, hardwareId)))
    }
    return checked
  }

  /** Keeps what the server has refused, with the hash of the license file that it is about, and shows it. */
  #rememberRefusal(code: FailureCode, sha256: string, hardwareId: HardwareId): void {
    const { memory, now, store } = this.#session.options
    const { serverTimeAt, refusal } = memory.read()
    const askedAt = now().toISOString()
    // A clock that stands before the last verified answer would have the days after the refusal begin in the past.
    const refusedAt = serverTimeAt !== null && serverTimeAt > askedAt ? serverTimeAt : askedAt
    // The same refusal once more does not give more time.
    const at = refusal?.sha256 === sha256 ? refusal.at : refusedAt
    memory.remember({ askedAt, refusal: { at, code, sha256 } })
    const { records } = store.look(this.#session.expectationOf(hardwareId))
    if (records === null || store.hash() !== sha256) return
    this.#session.dispatch({ kind: 'license-unconfirmed', overview: this.#session.currentOverviewOf(records) })
  }

  /** Who the license here was activated by. Fails with `missing-license`, `missing-hardware-id`, `cannot-read-device`. */
  async #input(): Promise<Result<HolderInput>> {
    const read = await this.#session.hardwareId()
    if (!read.ok) return read
    const hardwareId = read.value
    const { configuration, store } = this.#session.options
    const { records } = store.load(this.#session.expectationOf(hardwareId))
    const license = records?.[0]
    if (license === undefined) return fail(makeFailure('missing-license'))
    return succeed({ configuration, hardwareId, credentials: toHolderCredentials(license) })
  }
}

function isFreeAlready({ code }: Failure): boolean {
  return code === 'refused-device-not-found' || code === 'refused-license-not-active'
}
