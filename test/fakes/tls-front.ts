import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'

const vectors = join(__dirname, '../vectors/tls')

/** Path of a certificate of test/vectors/tls. */
export const certificatePath = (name: string): string => join(vectors, `${name}.pem`)

/** TLS before a server on this computer that speaks plain HTTP, as a load balancer is. */
export interface TlsFront {
  /** `https://localhost:port` */
  readonly url: string
  readonly port: number
  /** Times that a client was content with the certificate and sent something. */
  readonly calls: () => number
  readonly close: () => Promise<void>
}

/** `certificate` is one of test/vectors/tls, such as `localhost`. */
export async function startTlsFront(certificate: string, plainPort: number): Promise<TlsFront> {
  const open = new Set<{ destroy: () => unknown }>()
  let calls = 0
  const key = readFileSync(join(vectors, 'server.key'))
  const server = createServer({ key, cert: readFileSync(certificatePath(certificate)) }, (client) => {
    const inner = connect(plainPort, '127.0.0.1')
    for (const socket of [client, inner]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    client.once('data', () => {
      calls += 1
    })
    client.pipe(inner).pipe(client)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://localhost:${port}`,
    port,
    calls: () => calls,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
