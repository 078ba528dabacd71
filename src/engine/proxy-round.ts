import type { ProxyCredentials } from '../core/connection-sign-in.ts'
import type { ProxyKeeper } from './proxy-keeper.ts'

/** Who asks for a sign-in, in the words of Electron's `login` event. */
export interface Challenge {
  readonly isProxy: boolean
  readonly host: string
  readonly port: number
}

/** The sign-ins of one request: each proxy is answered once, and a server never. */
export class ProxyRound {
  readonly #keeper: ProxyKeeper
  readonly #answered = new Set<string>()
  #ending: string | null = null

  constructor(keeper: ProxyKeeper) {
    this.#keeper = keeper
  }

  /** Why the request cannot succeed any more, in the form of a network error; null while it can. */
  get ending(): string | null {
    return this.#ending
  }

  /** What to sign in with, or null for not at all. */
  answer({ isProxy, host, port }: Challenge): ProxyCredentials | null {
    if (!isProxy) return null
    const server = { host: host.replace(/^\[|\]$/g, '').toLowerCase(), port }
    this.#keeper.noteChallenge(server)
    const credentials = this.#keeper.signInFor(server)
    const name = `${server.host} ${port}`
    // The second question for the same request means that the first answer was not accepted.
    if (this.#answered.has(name)) this.#ending = 'ERR_PROXY_SIGN_IN_REFUSED'
    else if (credentials === null) this.#ending = 'net::ERR_PROXY_AUTH_REQUESTED'
    else {
      this.#answered.add(name)
      return credentials
    }
    return null
  }
}
