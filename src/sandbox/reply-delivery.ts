import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { ApiReply } from './api-reply.ts'
import type { Delivery } from './faults.ts'

const streamedChunkLength = 64 * 1024

export interface DeliveryTerms {
  /** Value of the `Date` header. */
  readonly httpDate: string
  /** Whether the names of the headers are spelled in small letters. */
  readonly isLowerCase: boolean
  readonly slowMs: number
  /** Ends the wait of a slow delivery. */
  readonly closing: AbortSignal
}

type Deliver = (response: ServerResponse, reply: ApiReply, terms: DeliveryTerms) => Promise<void>

/** Sends `reply`; gives back when it has been handed over or the client has gone. */
export async function deliverReply(
  response: ServerResponse,
  reply: ApiReply,
  delivery: Delivery,
  terms: DeliveryTerms,
): Promise<void> {
  response.sendDate = false
  for (const [name, value] of Object.entries({ Date: terms.httpDate, ...reply.headers })) {
    response.setHeader(terms.isLowerCase ? name.toLowerCase() : name, value)
  }
  response.statusCode = reply.status
  await deliveries[delivery](response, reply, terms)
}

const deliveries: Readonly<Record<Delivery, Deliver>> = {
  'at-once': sendAtOnce,
  slow: async (response, reply, terms) => {
    await wait(terms.slowMs, undefined, { signal: terms.closing }).catch(() => undefined)
    await sendAtOnce(response, reply, terms)
  },
  drop: async (response) => {
    response.socket?.destroy()
  },
  truncated: sendTruncated,
  streamed: (response, reply) => sendChunks(response, reply, streamedChunkLength),
  'byte-by-byte': (response, reply) => sendChunks(response, reply, 1),
  'then-reset': sendThenReset,
}

async function sendAtOnce(response: ServerResponse, { body }: ApiReply, { closing }: DeliveryTerms): Promise<void> {
  // A closing server waits for its connections, so none may be kept for a next request.
  if (closing.aborted) response.setHeader('Connection', 'close')
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

async function sendTruncated(response: ServerResponse, { body }: ApiReply): Promise<void> {
  response.setHeader('Content-Length', body.length)
  const half = body.subarray(0, Math.floor(body.length / 2))
  // Only once the half has left: a socket that is destroyed earlier would send nothing at all.
  await new Promise<void>((resolve) => response.write(half, () => resolve()))
  response.socket?.destroy()
}

/** The client keeps the connection, until it finds it broken. */
async function sendThenReset(response: ServerResponse, reply: ApiReply, terms: DeliveryTerms): Promise<void> {
  const { socket } = response
  response.once('finish', () => setImmediate(() => socket?.resetAndDestroy()))
  await sendAtOnce(response, reply, terms)
}

async function sendChunks(response: ServerResponse, { body }: ApiReply, length: number): Promise<void> {
  const chunks = function* () {
    for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length)
  }
  // A client that has had enough and hangs up is what this delivery is for.
  await pipeline(Readable.from(chunks()), response).catch(() => undefined)
}
