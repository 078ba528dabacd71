/**
 * Waits for the browser at this computer's own address: any port, one path, as providers have it registered (RFC 8252,
 * 7.3). Anybody here can guess it, so that an answer counts for its `state` alone. A GET only shows a page, whose script
 * hands the answer over by POST: no preview of a link uses it up. Takes one answer that is ours, and is gone.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { SsoGrant } from '../../core/credentials.ts'
import type { SignInEnd } from '../../core/sign-in-judgement.ts'
import { longestReturn, parseSsoAnswer, type SsoReturn } from '../../core/sso-return.ts'
import { makeFailure } from '../../shared/failure.ts'
import { fail, type Result, succeed } from '../../shared/result.ts'
import { type LandingPage, type LandingWords, toEndPage, toHandOverPage } from './landing-page.ts'

/** The number, never the name: `localhost` can be another computer's, and another program's over IPv6. */
const loopback = '127.0.0.1'
export const returnPath = '/sign-in'
const requestLimitMs = 10_000
const mostConnections = 16
/** For a browser that still reads its page when the listener is closed. */
const lastWordsMs = 1000

export interface ListenerOptions {
  readonly grant: SsoGrant
  readonly words: LandingWords
  /** Called with each answer until one is ours. */
  readonly onAnswer: (answer: SsoReturn) => SignInEnd
}

export interface Listener {
  /** `http://127.0.0.1:40123/sign-in`. */
  readonly address: string
  /** Takes no connection any more, from this moment on. */
  readonly close: () => void
}

/** Opens a listener on a port that the system chooses. Fails with `cannot-listen`. */
export function listenForAnswer(options: ListenerOptions): Promise<Result<Listener>> {
  const limits = { maxHeaderSize: longestReturn + 8192, requestTimeout: requestLimitMs, headersTimeout: requestLimitMs }
  const server = createServer(limits)
  server.timeout = requestLimitMs
  keepRoom(server)
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(fail(makeFailure('cannot-listen', { networkCode: error.code }))),
    )
    server.listen({ host: loopback, port: 0, exclusive: true }, () => {
      const host = `${loopback}:${(server.address() as AddressInfo).port}`
      const desk = new ReturnDesk(options, host)
      server.on('request', (request, response) => void desk.answer(request, response))
      resolve(
        succeed({
          address: `http://${host}${returnPath}`,
          close: () => {
            desk.isSpent = true
            closeServer(server)
          },
        }),
      )
    })
  })
}

/** Any program here can connect and stay silent: whoever has waited longest makes room, so that a browser gets in. */
function keepRoom(server: Server): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (open.size > mostConnections) oldest?.destroy()
  })
}

function closeServer(server: Server): void {
  server.close()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), lastWordsMs).unref()
}

class ReturnDesk {
  /** The one answer was there, or nobody waits for it any more. */
  isSpent = false
  readonly #options: ListenerOptions
  readonly #host: string

  constructor(options: ListenerOptions, host: string) {
    this.#options = options
    this.#host = host
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
    const { grant, words } = this.#options
    // A page of another name that leads to this computer would send that name.
    if (request.headers.host !== this.#host) return refuse(response, 421)
    if (path !== returnPath) return refuse(response, 404)
    if (query.length > longestReturn) return refuse(response, 414)
    if (this.isSpent) return say(response, 410, toEndPage(words, 'spent'))
    if (request.method === 'GET') return say(response, 200, toHandOverPage(words, grant))
    if (request.method !== 'POST') return refuse(response, 405)
    if (request.headers.origin !== `http://${this.#host}`) return refuse(response, 403)
    // A code stands in the query, a token behind `#`, which no server sees: the page sends it as the body.
    const fragment = await readText(request, longestReturn)
    if (fragment === null) return refuse(response, 413)
    // Another answer may have come while this one was being read.
    if (this.isSpent) return say(response, 410, toEndPage(words, 'spent'))
    return this.#conclude(response, parseSsoAnswer({ query, fragment }, grant))
  }

  #conclude(response: ServerResponse, answer: SsoReturn): void {
    const end = isNothing(answer) ? 'not-ours' : this.#options.onAnswer(answer)
    if (end !== 'not-ours') this.isSpent = true
    const isSignedIn = end === 'signed-in'
    say(response, isSignedIn ? 200 : 400, toEndPage(this.#options.words, isSignedIn ? 'done' : 'failed'))
  }
}

const headers = {
  'Cache-Control': 'no-store',
  // Never `no-referrer`: a form of our own page would be sent with the origin `null`.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  Connection: 'close',
}

function say(response: ServerResponse, status: number, { html, policy }: LandingPage): void {
  const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }
  response.writeHead(status, { ...headers, ...own }).end(html)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...headers, ...(status === 405 && { Allow: 'GET, POST' }) }).end()
}

/** The page was opened by itself, with no answer at all. */
function isNothing(answer: SsoReturn): boolean {
  return answer.kind === 'unusable' && answer.flaw === 'missing' && answer.state === null
}

/** The body, or null as soon as it is longer than `longest` bytes or ends before its time. */
async function readText(request: IncomingMessage, longest: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > longest) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
