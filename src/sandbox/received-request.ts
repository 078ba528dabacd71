import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** A request as it came in. */
export interface ReceivedRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Where it came in: `http://127.0.0.1:40123`. */
  readonly baseUrl: string
  readonly headers: IncomingHttpHeaders
  /** Empty where it was too long to be read. */
  readonly body: string
  readonly isTooLong: boolean
}

/** Longest body that is read, in bytes. */
export const maxBodyLength = 1024 * 1024

/** A client that sends more than this is cut off in place of an answer. */
const patience = 8 * maxBodyLength

/**
 * The whole request; what is beyond the longest body is thrown away as it comes, so that the client can be answered.
 * Rejects where the client goes away before its end, or is cut off.
 */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message) {
    length += chunk.length
    if (length <= maxBodyLength) chunks.push(chunk)
    if (length > patience) message.socket.destroy()
  }
  const isTooLong = length > maxBodyLength
  const [path = '', query = ''] = (message.url ?? '').split(/\?(.*)/s)
  return {
    method: message.method ?? '',
    path,
    query: new URLSearchParams(query),
    baseUrl: `http://127.0.0.1:${message.socket.localPort}`,
    headers: message.headers,
    body: isTooLong ? '' : Buffer.concat(chunks).toString('utf8'),
    isTooLong,
  }
}
