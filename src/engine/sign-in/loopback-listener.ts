/**
 * Waits for the browser at an address of this computer that nobody can guess. Takes one answer, says in a page that the
 * person can go back, and is gone. What the answer is worth is judged elsewhere.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { SsoGrant } from '../../core/credentials.ts'
import { isSameSecret } from '../../core/sign-in-judgement.ts'
import { longestReturn, parseSsoAnswer, type SsoReturn } from '../../core/sso-return.ts'
import { makeFailure } from '../../shared/failure.ts'
import { fail, type Result, succeed } from '../../shared/result.ts'
import { type LandingPage, type LandingWords, toEndPage, toHandOverPage } from './landing-page.ts'

/** The number, never the name: `localhost` can be another computer's, and another program's over IPv6. */
const loopback = '127.0.0.1'
const requestLimitMs = 10_000
const mostConnections = 16
/** For a browser that still reads its page when the listener is closed. */
const lastWordsMs = 1000

export interface ListenerOptions {
  readonly grant: SsoGrant
  /** Unguessable part of the path. */
  readonly secret: string
  readonly words: LandingWords
  /** Called with the one answer; true where the person is signed in. */
  readonly onAnswer: (answer: SsoReturn) => boolean
}

export interface Listener {
  /** `http://127.0.0.1:40123/sign-in/<secret>`. */
  readonly address: string
  /** Takes no connection any more, from this moment on. */
  readonly close: () => void
}

/** Opens a listener on a port that the system chooses. Fails with `cannot-listen`. */
export function listenForAnswer(options: ListenerOptions): Promise<Result<Listener>> {
  const path = `/sign-in/${options.secret}`
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
      const desk = new ReturnDesk(options, host, path)
      server.on('request', (request, response) => void desk.answer(request, response))
      resolve(
        succeed({
          address: `http://${host}${path}`,
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
  readonly #path: string

  constructor(options: ListenerOptions, host: string, path: string) {
    this.#options = options
    this.#host = host
    this.#path = path
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
    const { grant, words } = this.#options
    // A page of another name that leads to this computer would send that name.
    if (request.headers.host !== this.#host) return refuse(response, 421)
    if (!isSameSecret(path, this.#path)) return refuse(response, 404)
    if (query.length > longestReturn) return refuse(response, 414)
    if (this.isSpent) return say(response, 410, toEndPage(words, 'spent'))
    if (request.method === 'GET') return this.#take(response, parseSsoAnswer({ query, fragment: '' }, grant))
    if (request.method !== 'POST' || grant !== 'token') return refuse(response, 405)
    if (request.headers.origin !== `http://${this.#host}`) return refuse(response, 403)
    const fragment = await readText(request, longestReturn)
    if (fragment === null) return refuse(response, 413)
    // Another answer may have come while this one was being read.
    if (this.isSpent) return say(response, 410, toEndPage(words, 'spent'))
    return this.#conclude(response, parseSsoAnswer({ query, fragment }, grant))
  }

  /** Behind `#` is what no server sees: a token is asked for by the page, but an error may stand in the query. */
  #take(response: ServerResponse, answer: SsoReturn): void {
    const isHidden = this.#options.grant === 'token' && answer.kind !== 'refused'
    if (isHidden) say(response, 200, toHandOverPage(this.#options.words))
    else this.#conclude(response, answer)
  }

  #conclude(response: ServerResponse, answer: SsoReturn): void {
    this.isSpent = true
    const isSignedIn = this.#options.onAnswer(answer)
    say(response, isSignedIn ? 200 : 400, toEndPage(this.#options.words, isSignedIn ? 'done' : 'failed'))
  }
}

const headers = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  Connection: 'close',
}

function say(response: ServerResponse, status: number, { html, policy }: LandingPage): void {
  const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }
  response.writeHead(status, { ...headers, ...own }).end(html)
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...headers, ...(status === 405 && { Allow: 'GET' }) }).end()
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
