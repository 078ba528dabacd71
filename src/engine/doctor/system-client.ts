/**
 * Asks the client that activations go through. It knows what plain sockets cannot: the certificates that a company
 * installed on its computers, sign-in with the person's own account (NTLM, Kerberos), and proxies of other kinds.
 */
import type { RawReply } from '../../core/raw-reply.ts'
import type { Fetch } from '../license-server.ts'
import { largestBodyBytes } from './http-exchange.ts'
import type { Probed } from './probe.ts'

/** The reply of `fetch` to an unsigned GET of `url`, the body cut at 64 KiB. Rejects as `fetch` does. */
export async function askSystem(fetch: Fetch, url: string, signal: AbortSignal): Promise<RawReply> {
  const headers = { Accept: 'application/json' }
  const reply = await fetch(url, { method: 'GET', headers, signal, redirect: 'error', credentials: 'omit' })
  return {
    status: reply.status,
    bytes: await readStart(reply),
    licenseSignature: null,
    date: reply.headers.get('Date'),
    retryAfter: reply.headers.get('Retry-After'),
  }
}

/** Whether the system's client came through to a server: it accepted the certificate, and the proxy accepted it. */
export function cameThrough(asked: Probed<RawReply>): boolean {
  return asked.ok ? asked.value.status !== 407 : asked.code === 'unreachable-redirect'
}

async function readStart(reply: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = reply.body?.getReader()
  while (reader !== undefined && size < largestBodyBytes) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.length
  }
  await reader?.cancel()
  return Buffer.concat(chunks).subarray(0, largestBodyBytes)
}
