import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'

/** What a handshake showed. `verdict` is the verifier's own word, null where it was content. */
export interface Handshake {
  readonly socket: TLSSocket
  /** The certificate that was presented, DER; empty where there was none. */
  readonly certificate: Uint8Array
  readonly verdict: string | null
}

/**
 * Makes TLS on `socket` and tells what was presented, good or bad. Rejects where no handshake comes about.
 *
 * The certificate is judged by the caller and not refused here: the point is to see who answered. So nothing secret
 * may ever be sent over the socket, and nothing that comes back is believed.
 */
export function shakeHands(
  socket: Socket,
  host: string,
  authorities: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      // An address is no server name: RFC 6066.
      ...(isIP(host) === 0 && { servername: host }),
      ...(authorities !== undefined && { ca: [...authorities] }),
    })
    secure.on('error', reject)
    secure.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })))
    secure.once('secureConnect', () => {
      const certificate = secure.getPeerCertificate().raw ?? new Uint8Array()
      const verdict = secure.authorized ? null : String(secure.authorizationError)
      resolve({ socket: secure, certificate, verdict })
    })
    signal.addEventListener('abort', () => secure.destroy(), { once: true })
  })
}
