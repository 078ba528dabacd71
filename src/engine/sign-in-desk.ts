/**
 * Single sign-on: asks the license server for the page of the company, opens it in the system's browser and waits for
 * what comes back, over a listener of this computer or a link. What comes fills in the review page; a person sends it.
 * Whatever leaves the page of the sign-in ends it, and nothing of it stays.
 */
import { sendInTime } from '../core/bundle-exchange.ts'
import { type AwaitedSignIn, belongsTo, judgeSignIn, type SignInEnd } from '../core/sign-in-judgement.ts'
import type { SsoConfiguration } from '../core/sso-configuration.ts'
import { parseSsoLink, type SsoReturn } from '../core/sso-return.ts'
import { addState, createSsoUrlRequest, parseSsoUrlReply, toSsoUrlFailure } from '../core/sso-url.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { LandingWords } from './sign-in/landing-page.ts'
import { listenForAnswer } from './sign-in/loopback-listener.ts'
import type { WizardSession } from './wizard-session.ts'

/** How long a person may take in the browser. */
export const signInLimitMs = 5 * 60_000

/** The outside world of a sign-in. */
export interface SignInPorts {
  /** Opens the system's browser; that it could not is no failure, since the link can be copied. */
  readonly openBrowser: (url: string) => Promise<void>
  /** Shows the window above the browser. */
  readonly comeToFront: () => void
  /** That many random bytes. */
  readonly random: (size: number) => Uint8Array
  /** Acts once after that time; gives back what prevents it. */
  readonly after: (ms: number, act: () => void) => () => void
  readonly words: LandingWords
}

/** The one sign-in that is under way. */
interface Running {
  readonly attempt: number
  readonly ending: AbortController
  /** null until the browser can come back. */
  awaited: AwaitedSignIn | null
  url: string | null
}

export class SignInDesk {
  readonly #session: WizardSession
  readonly #ports: SignInPorts
  #running: Running | null = null

  constructor(session: WizardSession, ports: SignInPorts) {
    this.#session = session
    this.#ports = ports
  }

  /** Starts a sign-in and comes back at once; it takes the place of an earlier one. */
  begin(): void {
    const before = this.#session.state.attempt
    this.#session.dispatch({ kind: 'sign-in-asked' })
    const { attempt } = this.#session.state
    const { configuration, log } = this.#session.options
    if (attempt === before || configuration.sso === undefined) return
    const running: Running = { attempt, ending: new AbortController(), awaited: null, url: null }
    this.#follow(running)
    log.event('sign-in.begin', { attempt, returnBy: configuration.sso.returnBy })
    const opened = this.#open(running, configuration.sso).catch((error: unknown) => fail(log.bug('sign-in', error)))
    void opened.then((result) => {
      if (!result.ok) this.#refuse(running, result.failure)
    })
  }

  /** Opens the page in the browser once more. */
  openAgain(): void {
    if (this.#running?.url) void this.#openBrowser(this.#running.url)
  }

  /** Address of the page that waits for the person; null where none does. */
  link(): string | null {
    return this.#running?.url ?? null
  }

  /**
   * Takes a link that the system opened the wizard with. One that answers no sign-in of ours changes nothing: any page
   * of the web can make the system open one.
   */
  takeLink(link: string): void {
    const { configuration, log } = this.#session.options
    const { scheme, returnBy, grant } = configuration.sso ?? {}
    const awaited = this.#running?.awaited ?? null
    if (returnBy !== 'deep-link' || scheme === undefined || grant === undefined || awaited === null) {
      log.event('sign-in.link-ignored')
      return
    }
    this.#take(parseSsoLink(link, { scheme, grant }))
  }

  /** Ends `running` as soon as its page is left, for whatever reason. */
  #follow(running: Running): void {
    this.#running?.ending.abort()
    this.#running = running
    const unwatch = this.#session.watch(({ page }) => {
      if (page.step !== 'sign-in' || page.attempt !== running.attempt) running.ending.abort()
    })
    running.ending.signal.addEventListener('abort', () => {
      unwatch()
      if (this.#running === running) this.#running = null
      running.awaited = null
      running.url = null
    })
  }

  async #open(running: Running, sso: SsoConfiguration): Promise<Result<null>> {
    const { signal } = running.ending
    const state = this.#secret(24)
    const way = await this.#openWay(running, sso)
    if (!way.ok) return way
    if (signal.aborted) return fail(makeFailure('cancelled'))
    const redirectUri = way.value
    running.awaited = { grant: sso.grant, state, accountCode: sso.accountCode, redirectUri }
    const { configuration, responseKey } = this.#session.options
    const request = createSsoUrlRequest(configuration, redirectUri)
    const reply = await sendInTime(request, this.#session.options, signal)
    if (!reply.ok) return fail(toSsoUrlFailure(reply.failure))
    const page = parseSsoUrlReply(reply.value, responseKey)
    if (!page.ok || signal.aborted) return page.ok ? fail(makeFailure('cancelled')) : page
    // The endpoint has no member for a state: it goes to the page itself.
    running.url = addState(page.value.url, state)
    const stop = this.#ports.after(signInLimitMs, () => this.#refuse(running, makeFailure('missing-sign-in')))
    signal.addEventListener('abort', stop)
    this.#session.dispatch({ kind: 'sign-in-opened', attempt: running.attempt, host: page.value.host })
    await this.#openBrowser(running.url)
    return succeed(null)
  }

  /** The address to which the browser comes back. Fails with `cannot-listen`. */
  async #openWay({ ending }: Running, { returnBy, scheme, grant }: SsoConfiguration): Promise<Result<string>> {
    if (returnBy === 'deep-link') return succeed(`${scheme}://sso`)
    const { words } = this.#ports
    const listener = await listenForAnswer({ grant, words, onAnswer: (answer) => this.#take(answer) })
    if (!listener.ok) return listener
    if (ending.signal.aborted) listener.value.close()
    else ending.signal.addEventListener('abort', listener.value.close)
    return succeed(listener.value.address)
  }

  /** Ends the sign-in with an answer to it; notes any other, and waits on. */
  #take(answer: SsoReturn): SignInEnd {
    const running = this.#running
    if (running === null || running.awaited === null) return 'not-ours'
    if (!belongsTo(answer, running.awaited)) {
      this.#noteStranger(running)
      return 'not-ours'
    }
    const credentials = judgeSignIn(answer, running.awaited)
    if (credentials.ok) {
      this.#session.options.log.event('sign-in.done', { attempt: running.attempt })
      this.#session.dispatch({ kind: 'signed-in', attempt: running.attempt, credentials: credentials.value })
    } else this.#refuse(running, credentials.failure)
    this.#ports.comeToFront()
    return credentials.ok ? 'signed-in' : 'failed'
  }

  /** One line of the log for an attempt, however often a page of the web tries. */
  #noteStranger({ attempt }: Running): void {
    const { page } = this.#session.state
    if (page.step !== 'sign-in' || page.strangerCame) return
    this.#session.options.log.event('sign-in.stranger')
    this.#session.dispatch({ kind: 'stranger-came', attempt })
  }

  #refuse({ attempt, ending }: Running, failure: Failure): void {
    if (ending.signal.aborted) return
    this.#session.dispatch({ kind: 'sign-in-failed', attempt, failure: this.#session.noted('sign-in', failure) })
  }

  async #openBrowser(url: string): Promise<void> {
    await this.#ports.openBrowser(url).catch(() => this.#session.options.log.event('sign-in.no-browser'))
  }

  #secret(size: number): string {
    return Buffer.from(this.#ports.random(size)).toString('base64url')
  }
}
