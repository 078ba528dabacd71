/** The connected side: sends the request file of another computer, and writes the answer for it. */
import { checkAnswerFor } from '../core/answer-for-other.ts'
import { sendInTime } from '../core/bundle-exchange.ts'
import { toFileName } from '../core/file-name.ts'
import { createOfflineCall } from '../core/offline-call.ts'
import type { CarriedRequest } from '../core/request-file.ts'
import { parseReturnReply } from '../core/return-reply.ts'
import { type Result, succeed } from '../shared/result.ts'
import type { FilePlaces } from './chosen-file.ts'
import type { WizardSession } from './wizard-session.ts'

export class SendingDesk {
  readonly #session: WizardSession
  readonly #places: FilePlaces

  constructor(session: WizardSession, places: FilePlaces) {
    this.#session = session
    this.#places = places
  }

  /** Sends the request that was shown, or the one that could not be sent before. */
  send(): void {
    const before = this.#session.state.attempt
    this.#session.dispatch({ kind: 'send-asked' })
    const { attempt, page } = this.#session.state
    if (attempt === before || page.step !== 'working' || page.carried === null) return
    const { carried } = page
    this.#session.runAttempt('send', (number, signal) => this.#send(carried, number, signal))
  }

  /** Writes the answer where the person chooses. */
  async save(): Promise<void> {
    const { page } = this.#session.state
    if (page.step !== 'answer-ready') return
    const path = await this.#places.choose(page.made.fileName)
    if (path === null) return
    const written = await this.#places.write(path, page.made.content.text)
    if (written.ok) this.#session.dispatch({ kind: 'file-written', path })
    else this.#session.dispatch({ kind: 'file-not-written', failure: this.#session.noted('write', written.failure) })
  }

  async #send(carried: CarriedRequest, attempt: number, signal: AbortSignal): Promise<Result<null>> {
    const { configuration, responseKey, now } = this.#session.options
    const reply = await sendInTime(createOfflineCall(carried, configuration), this.#session.options, signal)
    if (!reply.ok) return reply
    const computer = carried.payload.hostname ?? carried.payload.os_hostname ?? null
    if (carried.payload.request === 'deactivation') {
      const freed = parseReturnReply(reply.value)
      if (!freed.ok) return freed
      this.#session.dispatch({ kind: 'seat-freed', attempt, computer })
      return succeed(null)
    }
    this.#session.dispatch({ kind: 'phase-reached', attempt, phase: 'verifying' })
    const answer = checkAnswerFor(carried, reply.value.bytes, configuration, responseKey)
    if (!answer.ok) return answer
    const { product, hardware_id } = carried.payload
    const fileName = toFileName(product, computer, hardware_id, now(), 'lic')
    this.#session.dispatch({ kind: 'answer-fetched', attempt, fileName, answer: { text: answer.value, computer } })
    return succeed(null)
  }
}
