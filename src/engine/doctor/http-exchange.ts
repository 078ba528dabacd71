import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { parseSignInSchemes } from '../../core/connection-sign-in.ts'
import type { ConnectionTarget } from '../../core/connection-target.ts'
import type { RawReply } from '../../core/raw-reply.ts'

/** An error answer is a sentence; of a web page, the beginning is enough. */
export const largestBodyBytes = 65_536

export interface TunnelReply {
  readonly status: number
  /** Ways to sign in that a proxy offers with 407. */
  readonly signInSchemes: readonly string[]
}

/** The reply to an unsigned GET of the License API over `socket`; the body is cut at 64 KiB. Follows no redirect. */
export function askApi(socket: Socket, target: ConnectionTarget, signal: AbortSignal): Promise<RawReply> {
  const { pathname } = new URL(target.probeUrl)
  const headers = { Host: target.authority, Accept: 'application/json', Connection: 'close' }
  return new Promise((resolve, reject) => {
    const asking = request({ createConnection: () => socket, method: 'GET', path: pathname, headers })
    asking.once('response', (reply) => readReply(reply).then(resolve, reject))
    send(asking, socket, signal, reject)
  })
}

/** The reply of a proxy to CONNECT over `socket`, which is the tunnel after a 2xx. */
export function askTunnel(
  socket: Socket,
  target: ConnectionTarget,
  authorization: string | null,
  signal: AbortSignal,
): Promise<TunnelReply> {
  const headers = { Host: target.authority, ...(authorization !== null && { 'Proxy-Authorization': authorization }) }
  return new Promise((resolve, reject) => {
    const asking = request({ createConnection: () => socket, method: 'CONNECT', path: target.authority, headers })
    asking.once('connect', ({ statusCode, headersDistinct }: IncomingMessage) => {
      const signInSchemes = parseSignInSchemes(headersDistinct['proxy-authenticate'] ?? [])
      resolve({ status: statusCode ?? 0, signInSchemes })
    })
    send(asking, socket, signal, reject)
  })
}

function send(asking: ClientRequest, socket: Socket, signal: AbortSignal, reject: (error: unknown) => void): void {
  asking.on('error', reject)
  signal.addEventListener('abort', () => socket.destroy(), { once: true })
  asking.end()
}

async function readReply(reply: IncomingMessage): Promise<RawReply> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of reply as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= largestBodyBytes) break
  }
  const headerOf = (name: string): string | null => reply.headersDistinct[name]?.[0] ?? null
  return {
    status: reply.statusCode ?? 0,
    bytes: Buffer.concat(chunks).subarray(0, largestBodyBytes),
    licenseSignature: null,
    date: headerOf('date'),
    retryAfter: headerOf('retry-after'),
  }
}
