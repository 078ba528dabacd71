import type { HostPort } from '../core/connection-host-port.ts'
import { afterChallenge, type ProxyAccess, type ProxySignIn, signInFor } from '../core/connection-proxy-access.ts'
import { isSameWay, type ProxySettings } from '../core/connection-proxy-settings.ts'
import type { ProxyCredentials } from '../core/connection-sign-in.ts'
import type { ProxyStore } from './proxy-store.ts'

/** Brings settings into force, and ends what goes on by earlier ones: open connections, and sign-ins that are known. */
export type ApplyProxy = (settings: ProxySettings) => Promise<void>

/** The one place that knows the way out of this run, the password of the proxy included. It is never written. */
export class ProxyKeeper {
  readonly #store: ProxyStore
  readonly #apply: ApplyProxy
  #access: ProxyAccess
  #applied: Promise<void>

  /** `signIn` is what a file says: it is for its own proxy alone, whatever the person chooses. */
  constructor(store: ProxyStore, apply: ApplyProxy, signIn: ProxySignIn | null = null) {
    this.#store = store
    this.#apply = apply
    this.#access = { settings: store.read(), signIn, askedBy: null }
    this.#applied = apply(this.#access.settings)
    // Whoever waits for it hears of it: see `ready`.
    this.#applied.catch(() => undefined)
  }

  /** Whether `settings` may come into force: where a policy says the way out, there is no other. */
  allows(settings: ProxySettings): boolean {
    return !this.#store.isFixed || isSameWay(settings, this.#access.settings)
  }

  /** A policy says the way out. */
  get isFixed(): boolean {
    return this.#store.isFixed
  }

  get access(): ProxyAccess {
    return this.#access
  }

  /** Resolves as soon as the settings are in force; rejects where they cannot be, so that nothing leaves without them. */
  ready(): Promise<void> {
    return this.#applied
  }

  /** Uses `access` from now on. Gives back whether its settings could be kept for the next start. */
  async use(access: ProxyAccess): Promise<boolean> {
    this.#access = access
    this.#applied = this.#apply(access.settings)
    await this.#applied
    return this.#store.keep(access.settings)
  }

  /** The sign-in for exactly this proxy, or null. */
  signInFor(server: HostPort): ProxyCredentials | null {
    return signInFor(this.#access, server)
  }

  /** Notes that `server` asked for a sign-in. */
  noteChallenge(server: HostPort): void {
    this.#access = afterChallenge(this.#access, server)
  }
}
