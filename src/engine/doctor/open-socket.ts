import { lookup as systemLookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'

/** An open connection, plain or inside TLS. */
export type Connection = Socket

/** How long one of several addresses may take before the next is tried; the last one has all the time that is left. */
const nextAddressAfterMs = 1000

/** Every address of `host`, in the system's order. Rejects with `ENOTFOUND`, `EAI_AGAIN` and the like. */
export async function lookUpName(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/**
 * A connection to `port` at the first of `addresses` that takes it. Rejects with the system's code (`ECONNREFUSED`).
 * The socket stays silent about later errors: whoever uses it sees them by its own events.
 */
export async function openSocket(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Connection> {
  let reason: unknown = toError('ENOTFOUND')
  for (const [at, address] of addresses.entries()) {
    if (signal.aborted) break
    try {
      return await openAt(address, port, at < addresses.length - 1 ? nextAddressAfterMs : null, signal)
    } catch (error) {
      // A computer without IPv6 has no way to such an address: that tells nothing about the server.
      if (at === 0 || isWithoutWay(reason)) reason = error
    }
  }
  throw reason
}

/** The system's own choice among addresses is not used: older runtimes break when it is stopped half-way. */
function openAt(address: string, port: number, limitMs: number | null, signal: AbortSignal): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, autoSelectFamily: false })
    const giveUp = (): void => void socket.destroy(toError('ETIMEDOUT'))
    const timer = limitMs === null ? undefined : setTimeout(giveUp, limitMs)
    const settle = (): void => {
      clearTimeout(timer)
      // Once it is open, TLS may lie over the socket, which then has to be closed from the outside in.
      signal.removeEventListener('abort', giveUp)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    socket.on('error', reject)
    socket.once('error', settle)
    socket.once('connect', () => {
      settle()
      resolve(socket)
    })
  })
}

function isWithoutWay(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(?:ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/.test(String(error.code))
  )
}

function toError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
