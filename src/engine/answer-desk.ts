/**
 * Takes what a person brings: an answer to a request of this computer, which is judged and shown before it is saved, or
 * the request of another computer, which can be sent from here.
 */
import { type JudgedAnswer, judgeAnswer } from '../core/answer-judgement.ts'
import { type BroughtFile, sortFile } from '../core/brought-file.ts'
import type { HardwareId } from '../core/hardware-id.ts'
import { isRefreshOf, type LicenseFile, toLicenseFile, withRefresh } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { parseRequestFile } from '../core/request-file.ts'
import { afterAnswer } from '../core/request-record.ts'
import type { VerifiedBody } from '../core/response-signature.ts'
import { canTakeFile } from '../core/wizard-offline-rules.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { WizardSession } from './wizard-session.ts'

export class AnswerDesk {
  readonly #session: WizardSession

  constructor(session: WizardSession) {
    this.#session = session
  }

  /** Looks at what a person brought, whatever it is. */
  async take(name: string | null, content: string): Promise<void> {
    if (!canTakeFile(this.#session.state.page)) return
    const file = sortFile(content)
    const outcome = file.ok ? await this.#look(file.value, name) : file
    if (!outcome.ok) {
      this.#session.dispatch({ kind: 'file-refused', failure: this.#session.noted('file', outcome.failure) })
    }
  }

  /** Saves the answer that was shown. The earlier license stays until the new file has been read back. */
  async accept(): Promise<void> {
    const { page } = this.#session.state
    const identity = await this.#session.identity()
    if (page.step !== 'answer-preview' || !identity.ok) return
    this.#session.stopAside()
    const { hardwareId } = identity.value
    const saved = await this.#session.alone(() => this.#keep(page.judged, hardwareId))
    if (!saved.ok) {
      this.#session.dispatch({ kind: 'file-refused', failure: this.#session.noted('answer', saved.failure) })
      return
    }
    const overview = this.#session.overviewOf(saved.value)
    this.#session.dispatch({ kind: 'answer-saved', overview, requests: this.#session.openRequests(hardwareId) })
  }

  async #keep({ body, request }: JudgedAnswer, hardwareId: HardwareId): Promise<Result<readonly LicenseRecord[]>> {
    const saved = this.#save(body, request === null, hardwareId)
    if (!saved.ok) return saved
    await this.#session.keepComponents()
    if (request !== null) {
      const used = this.#session.options.requestStore.change((records) => afterAnswer(records, request.id))
      // The license is saved all the same; that the answer could be taken once more is noted in the log.
      if (!used.ok) this.#session.noted('request', used.failure)
    }
    return saved
  }

  async #look(file: BroughtFile, name: string | null): Promise<Result<null>> {
    const { page } = this.#session.state
    if (file.kind === 'request') {
      // Where an answer is waited for, the request itself is the file that is mixed up most.
      const isWaiting = page.step === 'open-file' && page.requestId !== null
      return isWaiting ? fail(makeFailure('malformed-answer-is-request')) : this.#lookAtRequest(file.text)
    }
    const identity = await this.#session.identity()
    return identity.ok ? this.#lookAtAnswer(file.text, name, identity.value) : identity
  }

  #lookAtRequest(text: string): Result<null> {
    const carried = parseRequestFile(text, this.#session.options.configuration)
    if (!carried.ok) return carried
    this.#session.dispatch({ kind: 'request-brought', carried: carried.value })
    return succeed(null)
  }

  #lookAtAnswer(
    text: string,
    name: string | null,
    { facts, hardwareId }: { facts: { hostname: string | null }; hardwareId: HardwareId },
  ): Result<null> {
    const { configuration, requestStore } = this.#session.options
    const expected = this.#session.expectationOf(hardwareId)
    const context = { configuration, expected, requests: requestStore.list(), computer: facts.hostname }
    const judged = judgeAnswer(text, name, context)
    if (!judged.ok) return judged
    const { records, request } = judged.value
    const whole = request === null ? this.#withRefreshed(records, hardwareId) : records
    if (whole === null) return fail(makeFailure('not-ours-older-refresh'))
    this.#session.dispatch({ kind: 'answer-judged', judged: judged.value, overview: this.#session.overviewOf(whole) })
    return succeed(null)
  }

  /** The licenses here with the refreshed one among them; null where it refreshes none of them. */
  #withRefreshed(newer: readonly LicenseRecord[], hardwareId: HardwareId): LicenseRecord[] | null {
    const { records } = this.#session.options.store.load(this.#session.expectationOf(hardwareId))
    const license = newer[0]
    if (records === null || license === undefined || !records.some((record) => isRefreshOf(license, record)))
      return null
    return records.map((record) => (isRefreshOf(license, record) ? license : record))
  }

  #save(body: VerifiedBody, isRefresh: boolean, hardwareId: HardwareId): Result<readonly LicenseRecord[]> {
    const { store } = this.#session.options
    const expected = this.#session.expectationOf(hardwareId)
    const current = isRefresh ? store.current(expected) : null
    if (isRefresh && current === null) return fail(makeFailure('missing-license'))
    return store.save(this.#fileFor(body, current), expected)
  }

  #fileFor(body: VerifiedBody, current: LicenseFile | null): LicenseFile {
    const { configuration, responseKey, now } = this.#session.options
    return current === null
      ? toLicenseFile(body, configuration.product.code, responseKey, now())
      : withRefresh(current, body, now())
  }
}
