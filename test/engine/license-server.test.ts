import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type SignedRequest, sendUnsigned } from '../../src/core/api-request.ts'
import { hostOf, sendRequest } from '../../src/engine/license-server.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(answer: RequestListener): Promise<SignedRequest> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return requestTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`)
}

function requestTo(url: string): SignedRequest {
  const headers = { 'Content-Type': 'application/json', Date: 'Tue, 07 Jun 2011 20:51:35 GMT', Authorization: 'a' }
  return sendUnsigned({ method: 'POST', url, headers, body: '{"a":1}' })
}

const never = new AbortController().signal
const send = (request: SignedRequest, signal = never, limits = { timeLimitMs: 60_000, largestReplyBytes: 1000 }) =>
  sendRequest(fetch, request, signal, limits)

describe('sendRequest', () => {
  it('sends headers and body as they are signed, and brings the reply back untouched', async () => {
    const seen: unknown[] = []
    const request = await listen((incoming, outgoing) => {
      const { date, authorization } = incoming.headers
      incoming.on('data', (chunk) => seen.push({ date, authorization, body: String(chunk) }))
      incoming.on('end', () => {
        outgoing.writeHead(400, { LicenseSignature: 'sig', Date: 'Sun, 22 Nov 2026 12:00:00 GMT', 'Retry-After': '7' })
        outgoing.end(Buffer.from([0xff, 0x00, 0x5b]))
      })
    })
    const reply = await send(request)
    expect(seen).toEqual([{ date: 'Tue, 07 Jun 2011 20:51:35 GMT', authorization: 'a', body: '{"a":1}' }])
    expect(reply).toMatchObject({
      ok: true,
      value: { status: 400, licenseSignature: 'sig', date: 'Sun, 22 Nov 2026 12:00:00 GMT', retryAfter: '7' },
    })
    expect(reply.ok && [...reply.value.bytes]).toEqual([0xff, 0x00, 0x5b])
  })

  it('follows no redirect', async () => {
    let calls = 0
    const request = await listen((_incoming, outgoing) => {
      calls += 1
      outgoing.writeHead(302, { Location: '/elsewhere' }).end()
    })
    expect(await send(request)).toMatchObject({ failure: { code: 'unreachable-redirect' } })
    expect(calls).toBe(1)
  })

  it('stops reading at the cap, whatever length was declared', async () => {
    const request = await listen((_incoming, outgoing) => {
      const more = (): void => {
        while (!outgoing.destroyed && outgoing.write('x'.repeat(400)));
      }
      outgoing.on('drain', more)
      more()
    })
    expect(await send(request)).toMatchObject({ failure: { code: 'unreachable-too-large' } })
  })

  it('takes a reply of exactly the cap', async () => {
    const request = await listen((_incoming, outgoing) => outgoing.end('x'.repeat(1000)))
    expect(await send(request)).toMatchObject({ ok: true })
  })

  it.each([
    ['before the reply begins', () => undefined],
    [
      'in the middle of the reply',
      (_in: unknown, outgoing: { write: (text: string) => boolean }) => void outgoing.write('x'),
    ],
  ] as [string, RequestListener][])('gives up at the time limit %s', async (_name, answer) => {
    const request = await listen(answer)
    const limits = { timeLimitMs: 50, largestReplyBytes: 1000 }
    expect(await send(request, never, limits)).toMatchObject({ failure: { code: 'unreachable-timeout' } })
  })

  it('ends when it is cancelled', async () => {
    const cancelling = new AbortController()
    const request = await listen(() => cancelling.abort())
    expect(await send(request, cancelling.signal)).toMatchObject({ failure: { code: 'cancelled' } })
  })

  it('sends nothing when it was cancelled before', async () => {
    const request = await listen((_incoming, outgoing) => outgoing.end('x'))
    expect(await send(request, AbortSignal.abort())).toMatchObject({ failure: { code: 'cancelled' } })
  })

  it('tells a cut connection', async () => {
    const request = await listen((incoming) => (incoming.socket as Socket).destroy())
    expect(await send(request)).toMatchObject({ failure: { code: 'unreachable-dropped' } })
  })

  it('tells a reply that ends before its declared length', async () => {
    const request = await listen((incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Length': '500' })
      outgoing.write('x', () => (incoming.socket as Socket).destroy())
    })
    expect(await send(request)).toMatchObject({ failure: { code: 'unreachable-dropped' } })
  })

  it('tells a port where nobody listens, with host and port', async () => {
    const request = await listen(() => undefined)
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve))
    const { host } = new URL(request.url)
    expect(await send(request)).toMatchObject({ failure: { code: 'unreachable-refused', details: { host } } })
  })
})

describe('hostOf', () => {
  it.each([
    ['https://api.example.com', 'api.example.com:443'],
    ['https://api.example.com:8443/x', 'api.example.com:8443'],
    ['http://127.0.0.1', '127.0.0.1:80'],
  ])('names host and port of %s', (address, host) => {
    expect(hostOf(address)).toBe(host)
  })
})
