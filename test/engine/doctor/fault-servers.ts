import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createHttpsServer, request } from 'node:https'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { vi } from 'vitest'
import type { DoctorPorts } from '../../../src/engine/doctor/doctor-ports.ts'
import type { Fetch } from '../../../src/engine/license-server.ts'

/** Certificates of test/vectors/tls; `inspected` comes from an authority that is not public. */
export type CertificateName =
  | 'healthy'
  | 'inspected'
  | 'self-signed'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-host'
  | 'root'
  | 'inspection'

export function readPem(name: CertificateName): string {
  return readFileSync(new URL(`../../vectors/tls/${name}.pem`, import.meta.url), 'utf8')
}

const key = readFileSync(new URL('../../vectors/tls/server.key', import.meta.url), 'utf8')

type OnConnect = (request: IncomingMessage, client: Duplex, head: Buffer) => void

const servers: Server[] = []
const sockets = new Set<Duplex>()

/** Ends every server of the test, and whatever hangs on it. */
export function closeServers(): void {
  vi.useRealTimers()
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
}

async function listen(server: Server): Promise<number> {
  servers.push(server)
  server.on('connection', (socket: Socket) => keep(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function keep<T extends Duplex>(socket: T): T {
  sockets.add(socket)
  return socket.on('error', () => undefined)
}

/** Each gives the port on which it listens. */
export const listenHttp = (answer: RequestListener): Promise<number> => listen(createHttpServer(answer))

export const listenHttps = (name: CertificateName, answer: RequestListener): Promise<number> =>
  listen(createHttpsServer({ key, cert: readPem(name) }, answer))

export const listenRaw = (take: (socket: Socket) => void = () => undefined): Promise<number> =>
  listen(createServer((socket) => take(socket)))

/** Takes a connection and never answers. Once it has been asked something, a whole time limit is over. */
export function listenSilent(timeLimitMs: number): Promise<number> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return listenRaw((socket) => socket.once('data', () => vi.advanceTimersByTime(timeLimitMs)))
}

export const listenProxy = (take: OnConnect): Promise<number> => listen(createHttpServer().on('connect', take))

/** A proxy that is itself spoken to inside TLS. */
export async function listenTlsProxy(take: OnConnect): Promise<number> {
  const inner = createHttpServer().on('connect', take)
  return await listen(createTlsServer({ key, cert: readPem('healthy') }, (socket) => inner.emit('connection', socket)))
}

/** A port where nobody listens any more. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The License API, which refuses an unsigned question in its own form; `date` is its clock. */
export function answerAsApi(date: Date = new Date(), seen: string[] = []): RequestListener {
  return (incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url} ${JSON.stringify(incoming.headers)}`)
    outgoing.writeHead(400, { 'Content-Type': 'application/json', Date: date.toUTCString() })
    outgoing.end('{"status":400,"code":"missing_headers","message":"Missing headers"}')
  }
}

/** Takes every CONNECT, whatever name it asks for, to `port` on this computer. */
export function tunnelTo(port: number, seen: string[] = []): OnConnect {
  return (incoming, client, head) => {
    seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim())
    const server = keep(connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n')))
    server.write(head)
    keep(client).pipe(server).pipe(client)
  }
}

/** Answers every CONNECT with `status`, as a proxy does that lets nobody through. */
export function refuseTunnel(status: string, headers = ''): OnConnect {
  return (_incoming, client) => keep(client).end(`HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\n\r\n`)
}

/** A client that trusts `authorities` and finds every name on this computer, as the system's own would. */
export function clientThatTrusts(...authorities: CertificateName[]): Fetch {
  return (url, { signal }) =>
    new Promise((resolve, reject) => {
      const ca = authorities.map(readPem)
      const { port, hostname, pathname } = new URL(url)
      const options = { host: '127.0.0.1', port, path: pathname, servername: hostname, ca, agent: false as const }
      const asking = request({ ...options, ...(signal && { signal }) }, (incoming) => {
        incoming.resume()
        const headers = { Date: incoming.headers.date ?? '' }
        resolve(new Response('{"code":"missing_headers"}', { status: incoming.statusCode ?? 0, headers }))
      })
      asking.on('error', reject).end()
    })
}

/** A computer without proxy that finds every name on itself and takes `root` for the one public authority. */
export function makePorts(members: Partial<DoctorPorts> = {}): DoctorPorts {
  return {
    resolveProxy: async () => 'DIRECT',
    lookup: async () => ['127.0.0.1'],
    now: () => new Date(),
    fetch: clientThatTrusts('root'),
    publicAuthorities: [readPem('root')],
    ...members,
  }
}
