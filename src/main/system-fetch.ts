/**
 * Electron's network as a `fetch` that can sign in at a proxy. `net.fetch` cannot: it ends every question of a proxy
 * without a word, and `app`'s `login` event is about windows. `net.request`, on which it is built, asks.
 * Source: docs/decisions/0013-proxy-settings.md.
 */
import { Readable } from 'node:stream'
import { type ClientRequest, type IncomingMessage, net, session } from 'electron'
import type { Fetch } from '../engine/license-server.ts'
import type { ProxyKeeper } from '../engine/proxy-keeper.ts'
import { ProxyRound } from '../engine/proxy-round.ts'

/**
 * A `fetch` by the way that `keeper` knows. It takes text for a body, follows no redirect and keeps no cookie. A POST has
 * a fresh connection: Chromium sends a call again, without a word, where a used connection breaks before the answer, and
 * an activation may have been received by then. Source: docs/decisions/0024-one-call-a-connection.md.
 */
export function openSystemFetch(keeper: ProxyKeeper): Fetch {
  return async (url, init) => {
    await keeper.ready()
    if (init.method === 'POST') await session.defaultSession.closeAllConnections()
    return await ask(url, init, new ProxyRound(keeper))
  }
}

function ask(url: string, init: RequestInit, round: ProxyRound): Promise<Response> {
  const method = init.method ?? 'GET'
  const request = net.request({ url, method, redirect: 'error', credentials: 'omit', cache: 'no-store' })
  for (const [name, value] of new Headers(init.headers)) request.setHeader(name, value)
  return new Promise<Response>((resolve, reject) => {
    const fail = (error: Error): void => reject(round.ending === null ? error : new Error(round.ending))
    // Stays to the end of the body: the request's own `close` comes as soon as it has been sent.
    const giveUp = (): void => {
      fail(new Error('aborted'))
      request.abort()
    }
    request.on('login', (challenge, answer) => {
      const credentials = round.answer(challenge)
      if (credentials === null) answer()
      else answer(credentials.username, credentials.password)
    })
    request.on('response', (message) => {
      const response = round.ending === null ? toResponse(message) : null
      if (response !== null) return resolve(response)
      fail(new Error('net::ERR_INVALID_HTTP_RESPONSE'))
      giveUp()
    })
    request.on('error', fail)
    init.signal?.addEventListener('abort', giveUp, { once: true })
    if (init.signal?.aborted === true) giveUp()
    else end(request, init.body)
  })
}

function end(request: ClientRequest, body: RequestInit['body']): void {
  if (typeof body === 'string') request.write(body)
  request.end()
}

/** The answer as `fetch` would give it; null for a status that HTTP does not have. Never throws: nobody would catch it. */
function toResponse(message: IncomingMessage): Response | null {
  const { statusCode: status } = message
  // The message is a stream of Node, although its type does not say so.
  const stream = message as unknown as Readable
  // A connection can still break when nobody reads.
  stream.on('error', () => undefined)
  if (status < 200 || status > 599) return null
  const isEmpty = status === 204 || status === 205 || status === 304
  const body = isEmpty ? null : (Readable.toWeb(stream) as ReadableStream<Uint8Array>)
  return new Response(body, { status, headers: toHeaders(message.headers) })
}

/** The headers without those that no `Headers` holds, such as letters beyond Latin-1: we need none of them. */
function toHeaders(received: IncomingMessage['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value].flat()) {
      try {
        headers.append(name, one)
      } catch {
        // An answer is not lost for the name of a server.
      }
    }
  }
  return headers
}
