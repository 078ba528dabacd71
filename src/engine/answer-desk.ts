/**
 * Takes what a person brings: an answer to a request of this computer, which is judged and shown before it is saved, or
 * the request of another computer, which can be sent from here.
 */
import { type JudgedAnswer, judgeAnswer } from '../core/answer-judgement.ts'
import { allMarks } from '../core/answered-request.ts'
import { type BroughtFile, sortFile } from '../core/brought-file.ts'
import type { HardwareId } from '../core/hardware-id.ts'
import { isKeptIn, type LicenseFile, toLicenseFile, withRefresh } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { judgeRefresh, vouchedAt } from '../core/refresh-judgement.ts'
import { parseRequestFile } from '../core/request-file.ts'
import { afterAnswer } from '../core/request-record.ts'
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
    const read = await this.#session.hardwareId()
    if (page.step !== 'answer-preview' || page.judged.isTaken || !read.ok) return
    this.#session.stopAside()
    const hardwareId = read.value
    const saved = await this.#session.alone(() => this.#keep(page.judged, hardwareId))
    if (!saved.ok) {
      this.#session.dispatch({ kind: 'file-refused', failure: this.#session.noted('answer', saved.failure) })
      return
    }
    const overview = this.#session.overviewOf(saved.value)
    this.#session.dispatch({ kind: 'answer-saved', overview, requests: this.#session.openRequests(hardwareId) })
  }

  async #keep(judged: JudgedAnswer, hardwareId: HardwareId): Promise<Result<readonly LicenseRecord[]>> {
    const { request, marks } = judged
    const saved = this.#save(judged, hardwareId)
    if (!saved.ok) return saved
    if (request !== null) {
      const used = this.#session.options.requestStore.change((records) =>
        afterAnswer(records, request.id, allMarks(marks)),
      )
      // The license is saved all the same; that the answer could be taken once more is noted in the log.
      if (!used.ok) this.#session.noted('request', used.failure)
    }
    if (request !== null || this.#session.needsComponents()) await this.#session.keepComponents()
    return saved
  }

  async #look(file: BroughtFile, name: string | null): Promise<Result<null>> {
    const { page } = this.#session.state
    if (file.kind === 'request') {
      // Where an answer is waited for, the request itself is the file that is mixed up most.
      const isWaiting = page.step === 'open-file' && page.requestId !== null
      return isWaiting ? fail(makeFailure('malformed-answer-is-request')) : this.#lookAtRequest(file.text)
    }
    const hardwareId = await this.#session.hardwareId()
    return hardwareId.ok ? this.#lookAtAnswer(file.text, name, hardwareId.value) : hardwareId
  }

  #lookAtRequest(text: string): Result<null> {
    const carried = parseRequestFile(text, this.#session.options.configuration)
    if (!carried.ok) return carried
    this.#session.dispatch({ kind: 'request-brought', carried: carried.value })
    return succeed(null)
  }

  #lookAtAnswer(text: string, name: string | null, hardwareId: HardwareId): Result<null> {
    const { configuration, requestStore, store } = this.#session.options
    const expected = this.#session.expectationOf(hardwareId)
    const current = store.load(expected).records
    const kept = store.current(expected)
    const judged = judgeAnswer(text, name, {
      configuration,
      expected: { ...expected, username: kept?.username ?? null },
      requests: requestStore.list(),
      current,
      computer: this.#session.hostname,
    })
    if (!judged.ok) return judged
    const shown = this.#shownOf(judged.value, current, kept)
    if (!shown.ok) return shown
    const overview = this.#session.overviewOf(shown.value.records)
    this.#session.dispatch({ kind: 'answer-judged', judged: shown.value.judged, overview })
    return succeed(null)
  }

  /** What the file comes to here: one that is in force already changes nothing. */
  #shownOf(
    judged: JudgedAnswer,
    current: readonly LicenseRecord[] | null,
    kept: LicenseFile | null,
  ): Result<{ judged: JudgedAnswer; records: readonly LicenseRecord[] }> {
    const isRefresh = judged.request === null
    const isTaken = isRefresh ? kept !== null && isKeptIn(kept, judged.body) : judged.isTaken
    if (isTaken && current !== null) return succeed({ judged: { ...judged, isTaken: true }, records: current })
    const records = isRefresh ? this.#withRefreshed(judged.records, current) : succeed(judged.records)
    return records.ok ? succeed({ judged: { ...judged, isTaken: false }, records: records.value }) : records
  }

  /** The licenses here with the refreshed one among them. Fails with `missing-license`, `not-ours-older-refresh`. */
  #withRefreshed(
    newer: readonly LicenseRecord[],
    current: readonly LicenseRecord[] | null,
  ): Result<readonly LicenseRecord[]> {
    const [license] = newer
    if (license === undefined || current === null) return fail(makeFailure('missing-license'))
    const { memory, requestStore } = this.#session.options
    return judgeRefresh(current, license, vouchedAt(memory.read().serverTimeAt, requestStore.list()))
  }

  #save({ body, request, username }: JudgedAnswer, hardwareId: HardwareId): Result<readonly LicenseRecord[]> {
    const { configuration, responseKey, now, store } = this.#session.options
    const expected = this.#session.expectationOf(hardwareId)
    if (request !== null) {
      return store.save(toLicenseFile(body, configuration.product.code, responseKey, now(), username), expected)
    }
    const current = store.current(expected)
    return current === null
      ? fail(makeFailure('missing-license'))
      : store.save(withRefresh(current, body, now()), expected)
  }
}
