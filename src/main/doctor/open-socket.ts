import { lookup as systemLookup } from 'node:dns/promises'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'

/** An open connection, plain or inside TLS. */
export type Connection = Socket

/** How long one of several addresses may take before the next is tried beside it. */
const nextAddressAfterMs = 500

/** Every address of `host`, in the system's order. Rejects with `ENOTFOUND`, `EAI_AGAIN` and the like. */
export async function lookUpName(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/**
 * A connection to `port` at the first of `addresses` that takes it. Rejects with the system's code (`ECONNREFUSED`).
 * The socket stays silent about later errors: whoever uses it sees them by its own events.
 */
export function openSocket(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      // Any name does: the addresses are known already.
      host: 'addresses.invalid',
      port,
      lookup: answerWith(addresses),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
    })
    socket.on('error', reject)
    socket.once('connect', () => resolve(socket))
    signal.addEventListener('abort', () => socket.destroy(), { once: true })
  })
}

function answerWith(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, _options, callback) => {
    if (found.length > 0) callback(null, found)
    else callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), [])
  }
}
