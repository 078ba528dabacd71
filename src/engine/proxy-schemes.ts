import { toConnectionTarget } from '../core/connection-target.ts'
import { askTunnel } from './doctor/http-exchange.ts'
import { lookUpName, openSocket } from './doctor/open-socket.ts'
import { shakeHands } from './doctor/tls-handshake.ts'

/**
 * The ways to sign in that the proxy at the address `proxy` offers for a connection to `url`, lower case; none where that
 * cannot be found out. Asks for a tunnel without signing in: nothing secret is sent.
 */
export async function askProxySchemes(proxy: string, url: string, signal: AbortSignal): Promise<readonly string[]> {
  const target = toConnectionTarget(url)
  const { protocol, hostname, port } = new URL(proxy)
  const host = hostname.replace(/^\[|\]$/g, '')
  const opened: { destroy: () => unknown }[] = []
  const keep = <T extends { destroy: () => unknown }>(socket: T): T => {
    opened.unshift(socket)
    return socket
  }
  try {
    const isSecure = protocol === 'https:'
    const plain = keep(await openSocket(await lookUpName(host), Number(port || (isSecure ? 443 : 80)), signal))
    const socket = isSecure ? keep((await shakeHands(plain, host, undefined, signal)).socket) : plain
    return target === null ? [] : (await askTunnel(socket, target, null, signal)).signInSchemes
  } catch {
    return []
  } finally {
    // From the outside in: see Examination.close.
    for (const socket of opened) socket.destroy()
  }
}
