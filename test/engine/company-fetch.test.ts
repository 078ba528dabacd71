import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCaFile } from '../../src/engine/certificate-authorities.ts'
import { type CompanyPorts, withCompanyAuthorities } from '../../src/engine/company-fetch.ts'
import { readNetworkError } from '../../src/engine/network-failure.ts'
import { certificatePath, startTlsFront, type TlsFront } from '../fakes/tls-front.ts'

const plain = createServer((asked, reply) => {
  let body = ''
  asked.on('data', (chunk) => {
    body += String(chunk)
  })
  asked.on('end', () => reply.end(`${asked.method} ${asked.url} ${body}`))
})
const seenByProxy: string[] = []
const proxy = createServer().on('connect', (asked, client, head) => {
  seenByProxy.push(`${asked.url} ${asked.headers['proxy-authorization'] ?? ''}`.trim())
  const tunnel = connect(front.port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
  tunnel.write(head)
  for (const socket of [client, tunnel]) socket.on('error', () => undefined)
  client.pipe(tunnel).pipe(client)
})
let front: TlsFront
const portOf = (server: typeof plain) => (server.address() as AddressInfo).port

beforeEach(async () => {
  seenByProxy.length = 0
  for (const server of [plain, proxy]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  }
})
afterEach(async () => {
  await front.close()
  for (const server of [plain, proxy]) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** What a POST by a system that ends with `word` comes to, where a server presents `certificate`. */
async function post(certificate: string, word: string, ports: Partial<CompanyPorts> = {}): Promise<string> {
  front = await startTlsFront(certificate, portOf(plain))
  const company = readCaFile(certificatePath('company'))
  const fetch = withCompanyAuthorities(() => Promise.reject(new Error(word)), {
    authorities: company.ok ? company.certificates : [],
    resolveProxy: async () => 'DIRECT',
    signInFor: () => null,
    ...ports,
  })
  try {
    const reply = await fetch(`${front.url}/api`, { method: 'POST', body: 'key', redirect: 'error' })
    return await reply.text()
  } catch (error) {
    return readNetworkError(error).code
  }
}
const unknown = 'net::ERR_CERT_AUTHORITY_INVALID'

describe('withCompanyAuthorities', () => {
  it('brings what the system refused for its issuer alone', async () => {
    expect(await post('localhost', unknown)).toBe('POST /api key')
    expect(front.calls()).toBe(1)
  })

  it.each(['localhost-wrong-host', 'localhost-expired', 'inspected', 'self-signed'])(
    'refuses %s as the system did',
    async (certificate) => {
      expect(await post(certificate, unknown)).toBe('unreachable-tls')
      expect(front.calls()).toBe(0)
    },
  )

  it.each([
    ['net::ERR_CERT_DATE_INVALID', 'unreachable-tls'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'unreachable-tls'],
    ['net::ERR_CERT_REVOKED', 'unreachable-tls'],
    ['net::ERR_CONNECTION_RESET', 'unreachable-dropped'],
  ])('leaves %s to the system: the call may have been sent', async (word, code) => {
    expect(await post('localhost', word)).toBe(code)
    expect(front.calls()).toBe(0)
  })

  it('goes by the proxy of the system, and signs in at that one', async () => {
    const asked: string[] = []
    const reply = await post('localhost', unknown, {
      resolveProxy: async () => `PROXY 127.0.0.1:${portOf(proxy)}; DIRECT`,
      signInFor: ({ host, port }) => {
        asked.push(`${host}:${port}`)
        return { username: 'ada', password: 'p@ss#1' }
      },
    })
    expect(reply).toBe('POST /api key')
    expect(asked).toEqual([`127.0.0.1:${portOf(proxy)}`])
    const basic = Buffer.from('ada:p@ss#1').toString('base64')
    expect(seenByProxy).toEqual([`localhost:${front.port} Basic ${basic}`])
  })

  it('leaves a proxy of another kind to the system', async () => {
    expect(await post('localhost', unknown, { resolveProxy: async () => 'SOCKS5 127.0.0.1:9' })).toBe('unreachable-tls')
  })
})
