import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** A proxy on this computer that lets nobody through without the right sign-in. */
export interface LocalProxy {
  readonly address: string
  /** What came, with the sign-in where there was one: `POST http://... anna:geheim`. */
  readonly seen: string[]
  readonly close: () => void
}

export interface ProxyOptions {
  /** `user:password`. */
  readonly signIn: string
  /** Where a CONNECT to any other computer ends; one to this computer goes where it wants to. */
  readonly tunnelPort: number
}

const refusal = { 'Proxy-Authenticate': 'Basic realm="Office"', 'Content-Length': '0' }

export async function startProxy({ signIn, tunnelPort }: ProxyOptions): Promise<LocalProxy> {
  const seen: string[] = []
  const open = new Set<Duplex>()
  const isWelcome = (incoming: IncomingMessage): boolean => {
    const given = Buffer.from(
      (incoming.headers['proxy-authorization'] ?? '').replace('Basic ', ''),
      'base64',
    ).toString()
    seen.push(`${incoming.method} ${incoming.url} ${given}`.trim())
    return given === signIn
  }
  const server: Server = createServer((incoming, outgoing) => {
    if (isWelcome(incoming)) forward(incoming, outgoing)
    else outgoing.writeHead(407, refusal).end()
  })
  server.on('connect', (incoming, client) => {
    client.on('error', () => undefined)
    if (!isWelcome(incoming)) {
      client.end('HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic realm="Office"\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const [host, wanted] = (incoming.url ?? '').split(':')
    const port = host === '127.0.0.1' ? Number(wanted) : tunnelPort
    const tunnel = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    open.add(tunnel)
    tunnel.on('error', () => client.destroy())
    client.pipe(tunnel).pipe(client)
  })
  server.on('connection', (socket) => open.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): void => {
    for (const socket of open) socket.destroy()
    server.close()
  }
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close }
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming
  const asking = request(incoming.url ?? '', { method, headers }, (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.rawHeaders)
    reply.pipe(outgoing)
  })
  asking.on('error', () => outgoing.destroy())
  incoming.pipe(asking)
}
