/** The connected side: sends the request file of another computer, and writes the answer for it. */
import { computerOf, exchangeCarried } from '../core/carried-exchange.ts'
import { toFileName } from '../core/file-name.ts'
import type { CarriedRequest } from '../core/request-file.ts'
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
    const { options } = this.#session
    const onVerifying = (): void => this.#session.dispatch({ kind: 'phase-reached', attempt, phase: 'verifying' })
    const outcome = await exchangeCarried(carried, { ...options, onVerifying }, signal)
    if (!outcome.ok) return outcome
    const computer = computerOf(carried)
    if (outcome.value.kind === 'seat-freed') {
      this.#session.dispatch({ kind: 'seat-freed', attempt, computer })
      return succeed(null)
    }
    const { product, hardware_id } = carried.payload
    const fileName = toFileName(product, computer, hardware_id, options.now(), 'answer')
    const answer = { text: outcome.value.text, computer }
    this.#session.dispatch({ kind: 'answer-fetched', attempt, fileName, answer })
    return succeed(null)
  }
}
