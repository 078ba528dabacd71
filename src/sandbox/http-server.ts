import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers one exchange; `closing` fires when the server is about to close. */
export type ExchangeHandler = (
  message: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
) => Promise<void>

export interface RunningServer {
  readonly port: number
  /** Answers what is under way as soon as possible, and ends. */
  close(): Promise<void>
}

/** How long a closing server waits for what is under way. */
const closingGraceMs = 500

/**
 * A server on the loopback address alone, on `port`, or on any free one where that is 0.
 * Rejects where the port cannot be had, with the system's code (`EADDRINUSE`).
 */
export async function runHttpServer(
  port: number,
  handle: ExchangeHandler,
  reportBug: (error: unknown) => void,
): Promise<RunningServer> {
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  const server = createServer((message, response) => {
    const exchange = handle(message, response, closing.signal)
      .catch((error) => {
        // A client that goes away in the middle of its request is nothing to speak of.
        if (!message.errored) reportBug(error)
        response.socket?.destroy()
      })
      .finally(() => underWay.delete(exchange))
    underWay.add(exchange)
  })
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      closing.abort()
      await closeServer(server, underWay)
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function closeServer(server: Server, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const deadline = setTimeout(() => server.closeAllConnections(), closingGraceMs)
  await Promise.race([Promise.allSettled(underWay).then(() => server.closeIdleConnections()), closed])
  await closed
  clearTimeout(deadline)
}
