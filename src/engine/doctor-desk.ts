/** Runs the connection doctor for the page of a failure, and writes the note for the IT department. */
import { toItNote } from '../core/connection-note.ts'
import type { Translate } from '../shared/translate.ts'
import { toDiagnosisReport } from './diagnosis-report.ts'
import { diagnoseConnection } from './doctor/diagnose-connection.ts'
import type { DoctorPorts } from './doctor/doctor-ports.ts'
import type { WizardSession } from './wizard-session.ts'

export class DoctorDesk {
  readonly #session: WizardSession
  readonly #ports: DoctorPorts
  #running: AbortController | null = null

  constructor(session: WizardSession, ports: DoctorPorts) {
    this.#session = session
    this.#ports = ports
  }

  /** Tests the way to the license server; what is found is shown when it is complete. */
  async diagnose(): Promise<void> {
    this.#running?.abort()
    this.#session.dispatch({ kind: 'diagnosis-asked' })
    const { page } = this.#session.state
    if (page.step !== 'doctor' || page.diagnosis !== null) return
    const running = new AbortController()
    this.#running = running
    const { configuration, log } = this.#session.options
    const diagnosis = await diagnoseConnection(configuration.api, this.#ports, { signal: running.signal })
    if (running.signal.aborted) return
    log.event('doctor.done', { code: diagnosis.code ?? 'free', layer: diagnosis.failedLayer ?? 'none' })
    this.#session.dispatch({ kind: 'diagnosed', diagnosis })
  }

  /** The note as text, or null where nothing has been found yet. */
  async note(t: Translate): Promise<string | null> {
    const { page } = this.#session.state
    if (page.step !== 'doctor' || page.diagnosis === null) return null
    const { configuration, now } = this.#session.options
    const { name, version } = configuration.product
    const computer = this.#session.hostname
    const note = toItNote(page.diagnosis, { testedAt: now().toISOString(), computer, product: `${name} ${version}` })
    return toDiagnosisReport(note, t)
  }
}
