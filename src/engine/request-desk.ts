/**
 * Makes request files on a computer without internet, and remembers those that are out. A license that is given back
 * ends here exactly when its request is out: not before, and not without it.
 */
import { type LastingCredentials, toHolderCredentials } from '../core/credentials.ts'
import { toFileName } from '../core/file-name.ts'
import { createOfflineRequest, type OfflineRequest } from '../core/offline-request.ts'
import { type RequestRecord, toRequestRecord } from '../core/request-record.ts'
import type { Failure } from '../shared/failure.ts'
import { type Result, succeed } from '../shared/result.ts'
import type { RequestKind } from '../shared/wizard-view.ts'
import type { FilePlaces } from './chosen-file.ts'
import { drawQrCodes } from './qr-drawing.ts'
import type { WizardSession } from './wizard-session.ts'

export class RequestDesk {
  readonly #session: WizardSession
  readonly #places: FilePlaces
  readonly #makeId: () => string

  constructor(session: WizardSession, places: FilePlaces, makeId: () => string) {
    this.#session = session
    this.#places = places
    this.#makeId = makeId
  }

  /** Makes the request file that the review page has shown. */
  async makeRequest(): Promise<void> {
    const { credentials, page } = this.#session.state
    // The machine lets nobody go this way with a single sign-on; the type says so too.
    if (page.step !== 'review' || credentials === null || credentials.kind === 'sso') return
    await this.#make('activation', credentials)
  }

  /** Makes the file that gives this computer's license back. Nothing changes here before it is written. */
  async returnLicense(): Promise<void> {
    const hardwareId = await this.#session.hardwareId()
    if (!hardwareId.ok || this.#session.state.page.step !== 'return-confirm') return
    const { records } = this.#session.options.store.load(this.#session.expectationOf(hardwareId.value))
    const license = records?.[0]
    if (license !== undefined) await this.#make('deactivation', toHolderCredentials(license))
  }

  /** Writes the request where the person chooses. */
  async save(): Promise<void> {
    const { page } = this.#session.state
    if (page.step !== 'request-ready') return
    const { content, fileName } = page.made
    const path = await this.#places.choose(fileName)
    if (path === null) return
    const written = await this.#session.alone(async () => {
      const kept = this.#keep(content, fileName)
      // In the moment before the file gets its name: out, it could be sent while the license is still valid here.
      if (!kept.ok) return kept
      const saved = await this.#places.write(path, content.text, () => this.#release(content))
      if (!saved.ok) this.#forgetUnused(content)
      return saved
    })
    if (written.ok) this.#session.dispatch({ kind: 'file-written', path })
    else this.#refuse(written.failure)
  }

  /** Shows the request as text and codes, which takes it out of this computer as a file does. */
  async showCode(): Promise<void> {
    const { page } = this.#session.state
    if (page.step !== 'request-ready') return
    const { content, fileName, savedTo } = page.made
    const released = await this.#session.alone(async () => {
      const kept = this.#keep(content, savedTo === null ? null : fileName)
      return kept.ok ? this.#release(content) : kept
    })
    if (released.ok) this.#session.dispatch({ kind: 'code-shown', codes: drawQrCodes(content.text) })
    else this.#refuse(released.failure)
  }

  /** Forgets a request: its answer will be refused. */
  async discard(id: string): Promise<void> {
    const hardwareId = await this.#session.hardwareId()
    if (!hardwareId.ok) return
    const discard = (record: RequestRecord): RequestRecord =>
      record.id === id && record.state === 'open' ? { ...record, state: 'discarded' } : record
    const { requestStore } = this.#session.options
    const changed = await this.#session.alone(async () => requestStore.change((records) => records.map(discard)))
    if (!changed.ok) this.#session.noted('request', changed.failure)
    this.#session.dispatch({
      kind: 'requests-changed',
      requests: this.#session.openRequests(hardwareId.value),
    })
  }

  async #make(kind: RequestKind, credentials: LastingCredentials): Promise<void> {
    const identity = await this.#session.identity()
    if (!identity.ok) {
      this.#session.dispatch({ kind: 'request-refused', failure: this.#session.noted('request', identity.failure) })
      return
    }
    const { facts, hardwareId } = identity.value
    const { configuration, now } = this.#session.options
    const request = createOfflineRequest({
      ...this.#session.inputFor(facts, hardwareId, credentials),
      kind,
      schemaVersion: configuration.offline.requestSchema,
      id: this.#makeId(),
      now: now(),
    })
    const fileName = toFileName(request.product, facts.hostname, hardwareId, now(), kind)
    this.#session.dispatch({ kind: 'request-made', request, fileName })
  }

  /** A return that never came out: the license still stands, and nothing is to be sent. */
  #forgetUnused({ id, kind }: OfflineRequest): void {
    if (kind !== 'deactivation' || this.#session.state.current === null) return
    this.#session.options.requestStore.change((records) => records.filter((record) => record.id !== id))
  }

  #keep(request: OfflineRequest, fileName: string | null): Result<null> {
    return this.#session.options.requestStore.keep(toRequestRecord(request, fileName))
  }

  /** The request is out: it can be answered, and a license that it gives back ends here. Fails as `giveBack` does. */
  #release(request: OfflineRequest): Result<null> {
    const isReturn = request.kind === 'deactivation' && this.#session.state.current !== null
    const ended = isReturn ? this.#session.giveBack(request.hardwareId, false) : succeed(null)
    if (!ended.ok) return ended
    const leftover = ended.value === null ? null : this.#session.noted('return', ended.value)
    if (isReturn) this.#session.dispatch({ kind: 'license-returned', returnedAt: request.createdAt, leftover })
    this.#session.dispatch({ kind: 'requests-changed', requests: this.#session.openRequests(request.hardwareId) })
    return succeed(null)
  }

  #refuse(failure: Failure): void {
    this.#session.dispatch({ kind: 'file-not-written', failure: this.#session.noted('write', failure) })
  }
}
