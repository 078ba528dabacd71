/** Opens and takes the proxy settings. */
import { parseHostPort } from '../core/connection-host-port.ts'
import { readTypedProxy, type TypedProxy, toShownProxy } from '../core/connection-proxy-access.ts'
import type { DoctorDesk } from './doctor-desk.ts'
import type { ProxyKeeper } from './proxy-keeper.ts'
import type { WizardSession } from './wizard-session.ts'

export class ProxyDesk {
  readonly #session: WizardSession
  readonly #keeper: ProxyKeeper
  readonly #doctor: DoctorDesk

  constructor(session: WizardSession, keeper: ProxyKeeper, doctor: DoctorDesk) {
    this.#session = session
    this.#keeper = keeper
    this.#doctor = doctor
  }

  /** Shows the settings; `forSignIn` where a proxy has asked for one. */
  open(forSignIn: boolean): void {
    this.#session.dispatch({
      kind: 'proxy-asked',
      proxy: toShownProxy(this.#keeper.access, this.#keeper.isFixed),
      forSignIn,
    })
  }

  /**
   * Brings what was typed into force and keeps it, then goes back, or on to the doctor where that is asked for or was
   * left for this: what it had found is about another way.
   */
  async save(typed: TypedProxy, test: boolean): Promise<void> {
    const { page } = this.#session.state
    if (page.step !== 'proxy-settings') return
    // A password is for the proxy that the page has named: another can have asked since then.
    const askedBy = parseHostPort(page.proxy.askedBy ?? '', null)
    const read = readTypedProxy(typed, { ...this.#keeper.access, askedBy })
    if (!read.ok) {
      this.#session.dispatch({ kind: 'proxy-refused', problem: read.problem })
      return
    }
    if (!this.#keeper.allows(read.access.settings)) {
      this.#session.dispatch({ kind: 'proxy-refused', problem: 'by-policy' })
      return
    }
    // A check in the background would go out by both ways.
    this.#session.stopAside()
    const isKept = await this.#keeper.use(read.access)
    this.#session.options.log.event('proxy.changed', { kind: read.access.settings.kind })
    this.#session.dispatch({ kind: 'proxy-saved', proxy: toShownProxy(this.#keeper.access, this.#keeper.isFixed) })
    if (!isKept) this.#session.dispatch({ kind: 'proxy-refused', problem: 'not-saved' })
    else if (test || page.from.step === 'doctor') await this.#doctor.diagnose()
    else if (this.#session.state.page.step === 'proxy-settings') this.#session.dispatch({ kind: 'back-asked' })
  }
}
