import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseConnection } from '../../../src/engine/doctor/diagnose-connection.ts'
import type { DoctorPorts } from '../../../src/engine/doctor/doctor-ports.ts'
import { factsOf, outcomesOf } from './doctor-results.ts'
import {
  answerAsApi,
  closeServers,
  freePort,
  listenHttps,
  listenProxy,
  listenRaw,
  makePorts,
  refuseTunnel,
  tunnelTo,
} from './fault-servers.ts'

afterEach(closeServers)

const baseUrl = 'https://license.test'
const proxyCredentials = () => ({ username: 'anna', password: 'grün:1' })
const basic = `Basic ${Buffer.from('anna:grün:1').toString('base64')}`
const wantsSignIn = refuseTunnel('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="Office, 2"\r\n')
const wantsAccount = refuseTunnel('407 Nope', 'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n')
const failing = (word: string) => () => Promise.reject(new Error(word))
const answering = (status: number) => async () =>
  new Response('{"status":400,"code":"missing_headers","message":""}', { status })

async function diagnose(
  proxy: Parameters<typeof listenProxy>[0],
  members: Partial<DoctorPorts>,
  word: 'PROXY' | 'SOCKS5' = 'PROXY',
) {
  const port = await listenProxy(proxy)
  const resolveProxy = async () => `${word} proxy.test:${port}`
  const fetch = failing('net::ERR_PROXY_AUTH_REQUESTED')
  return await diagnoseConnection({ baseUrl }, makePorts({ resolveProxy, fetch, ...members }))
}

describe('the doctor at a proxy that wants a sign-in', () => {
  it.each([
    ['a password', wantsSignIn, ['basic']],
    ['the account of the computer', wantsAccount, ['negotiate', 'ntlm']],
  ])('names the sign-in where %s is wanted and none is there', async (_name, proxy, signInSchemes) => {
    const diagnosis = await diagnose(proxy, {})
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy-sign-in', code: 'unreachable-proxy-sign-in' })
    expect(factsOf(diagnosis, 'proxy-sign-in')).toMatchObject({ host: 'proxy.test', signInSchemes, httpStatus: 407 })
    expect(outcomesOf(diagnosis)).toBe('ooofsss')
  })

  it('signs in with what the person typed, at the proxy alone', async () => {
    const atProxy: string[] = []
    const atServer: string[] = []
    const tunnel = tunnelTo(await listenHttps('healthy', answerAsApi(new Date(), atServer)), atProxy)
    const diagnosis = await diagnose(
      (incoming, ...rest) =>
        (incoming.headers['proxy-authorization'] === basic ? tunnel : wantsSignIn)(incoming, ...rest),
      { proxyCredentials },
    )
    expect(diagnosis.code).toBe(null)
    expect(outcomesOf(diagnosis)).toBe('ooooooo')
    expect(atProxy).toEqual([`CONNECT license.test:443 ${basic}`])
    expect(atServer.join()).not.toContain('Basic')
    expect(JSON.stringify(diagnosis)).not.toMatch(/grün|anna/)
  })

  it('names the sign-in where what the person typed is refused', async () => {
    const diagnosis = await diagnose(wantsSignIn, { proxyCredentials })
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy-sign-in', code: 'unreachable-proxy-sign-in-refused' })
  })

  it('asks for the sign-in of exactly the proxy that it talks to', async () => {
    const asked: object[] = []
    const diagnosis = await diagnose(wantsSignIn, {
      proxyCredentials: (server) => {
        asked.push(server)
        return null
      },
    })
    expect(asked).toEqual([{ host: 'proxy.test', port: diagnosis.proxy?.port }])
    expect(diagnosis.code).toBe('unreachable-proxy-sign-in')
  })

  it('sends a password to no proxy that does not offer Basic', async () => {
    const seen: string[] = []
    const diagnosis = await diagnose(
      (incoming, ...rest) => {
        seen.push(incoming.headers['proxy-authorization'] ?? 'none')
        wantsAccount(incoming, ...rest)
      },
      { proxyCredentials },
    )
    expect(diagnosis.failedLayer).toBe('proxy-sign-in')
    expect(seen).toEqual(['none'])
  })

  it('lets the client of the system sign in with the account of the computer', async () => {
    const diagnosis = await diagnose(wantsAccount, { fetch: answering(400) })
    expect(diagnosis.code).toBe(null)
    expect(outcomesOf(diagnosis)).toBe('oooosso')
  })

  it('does not take the 407 of the system for an answer', async () => {
    expect((await diagnose(wantsAccount, { fetch: answering(407) })).failedLayer).toBe('proxy-sign-in')
  })
})

describe('the doctor at a proxy of another kind', () => {
  const socks = async (port: number, fetch: DoctorPorts['fetch']) =>
    await diagnoseConnection({ baseUrl }, makePorts({ resolveProxy: async () => `SOCKS5 proxy.test:${port}`, fetch }))

  it.each([
    ['finds the way free where the system gets through', answering(400), null, null],
    ['names the proxy where it refuses', failing('net::ERR_SOCKS_CONNECTION_FAILED'), 'proxy', 'unreachable-proxy'],
    ['names TLS where the system refuses it', failing('net::ERR_CERT_AUTHORITY_INVALID'), 'tls', 'unreachable-tls'],
    ['names the API where the network redirects', failing('net::ERR_UNSAFE_REDIRECT'), 'api', 'unreachable-redirect'],
    [
      'names the API where something else answers',
      async () => new Response('<html>'),
      'api',
      'unreachable-intercepted',
    ],
  ] as const)('%s', async (_name, fetch, failedLayer, code) => {
    expect(await socks(await listenRaw(), fetch)).toMatchObject({ failedLayer, code, proxy: { scheme: 'socks5' } })
  })

  it('names the connection to it where nobody listens', async () => {
    expect(await socks(await freePort(), answering(400))).toMatchObject({
      failedLayer: 'tcp',
      code: 'unreachable-proxy',
    })
  })
})
