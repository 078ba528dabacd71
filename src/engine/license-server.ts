/**
 * Sends one signed request and brings back the reply untouched. It never parses, never follows a redirect, never waits
 * longer than the limit and never keeps more than the cap: what the network says is not believed here either.
 */
import type { SignedRequest } from '../core/api-request.ts'
import type { RawReply } from '../core/raw-reply.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { largestReplyBytes } from '../shared/size-limits.ts'
import { readNetworkError } from './network-failure.ts'

/** From the first byte sent to the last one received of 4 MiB, and as long again for each 4 MiB more. */
export const timeLimitMs = 15_000
const stepBytes = 4 * 1024 * 1024

/** Electron's network, which takes proxy and certificates from the system; any `fetch` will do. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * The reply to `request`. Fails with an `unreachable-...` code, or `cancelled` when `signal` ended it; host and port
 * are in the details for the IT department.
 */
export async function sendRequest(
  fetch: Fetch,
  request: SignedRequest,
  signal: AbortSignal,
  limits: { timeLimitMs: number; largestReplyBytes: number } = { timeLimitMs, largestReplyBytes },
): Promise<Result<RawReply>> {
  const host = hostOf(request.url)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort('timeout'), limits.timeLimitMs)
  const cancel = (): void => ending.abort('cancelled')
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  try {
    const response = await fetch(request.url, toInit(request, ending.signal))
    const bytes = await readBytes(response, limits.largestReplyBytes, ending.signal, () => timer.refresh())
    if (bytes === null) return fail(makeFailure('unreachable-too-large', { host, httpStatus: response.status }))
    return succeed(toRawReply(response, bytes))
  } catch (error) {
    if (signal.aborted) return fail(makeFailure('cancelled'))
    if (ending.signal.aborted) return fail(makeFailure('unreachable-timeout', { host }))
    const { code, ...facts } = readNetworkError(error)
    return fail(makeFailure(code, { host, ...facts }))
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    ending.abort('done')
  }
}

/** Host and port as an IT department has to open them: `api.example.com:443`. */
export function hostOf(address: string): string {
  const url = new URL(address)
  return `${url.hostname}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`
}

function toInit(request: SignedRequest, signal: AbortSignal): RequestInit {
  const { method, headers, body } = request
  const content = body === null ? {} : { body }
  return { method, headers, ...content, signal, redirect: 'error', credentials: 'omit' }
}

function toRawReply(response: Response, bytes: Uint8Array): RawReply {
  return {
    status: response.status,
    bytes,
    licenseSignature: response.headers.get('LicenseSignature'),
    date: response.headers.get('Date'),
    retryAfter: response.headers.get('Retry-After'),
  }
}

/**
 * The whole body, or null as soon as it is larger than `largest`; a declared length is not believed. A body that drips
 * gets no more time: `onStep` is called for whole steps only.
 */
async function readBytes(
  response: Response,
  largest: number,
  signal: AbortSignal,
  onStep: () => void,
): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array()
  const reader = response.body.getReader()
  const giveUp = (): void => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', giveUp, { once: true })
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (signal.aborted) throw new Error('aborted')
    if (done) return Buffer.concat(chunks)
    if (Math.floor((size + value.length) / stepBytes) > Math.floor(size / stepBytes)) onStep()
    size += value.length
    if (size > largest) {
      giveUp()
      return null
    }
    chunks.push(value)
  }
}
