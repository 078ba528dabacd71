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
  listenSilent,
  listenTlsProxy,
  makePorts,
  refuseTunnel,
  tunnelTo,
} from './fault-servers.ts'

afterEach(closeServers)

const baseUrl = 'https://license.test'

/** Behind `proxies` only they have a name that is known here: the license server's is the proxy's business. */
function behind(proxies: string, members: Partial<DoctorPorts> = {}): DoctorPorts {
  const lookup = async (host: string) => {
    if (host === 'proxy.test') return ['127.0.0.1']
    throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
  }
  const fetch = () => Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED'))
  return makePorts({ resolveProxy: async () => proxies, lookup, fetch, ...members })
}

describe('the doctor behind a proxy', () => {
  it('finds the way free, though the name of the server is not known here', async () => {
    const seen: string[] = []
    const port = await listenProxy(tunnelTo(await listenHttps('healthy', answerAsApi()), seen))
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`PROXY proxy.test:${port}; DIRECT`))
    expect(diagnosis).toMatchObject({ code: null, proxy: { scheme: 'http', host: 'proxy.test', port } })
    expect(outcomesOf(diagnosis)).toBe('ooosooo')
    expect(factsOf(diagnosis, 'name').host).toBe('proxy.test')
    expect(seen).toEqual(['CONNECT license.test:443'])
  })

  it('goes through a proxy that is spoken to inside TLS', async () => {
    const port = await listenTlsProxy(tunnelTo(await listenHttps('healthy', answerAsApi())))
    // The proxy of the test presents a certificate for this name.
    const ports = behind(`HTTPS license.test:${port}`, { lookup: async () => ['127.0.0.1'] })
    const diagnosis = await diagnoseConnection({ baseUrl }, ports)
    expect(diagnosis).toMatchObject({ code: null, proxy: { scheme: 'https' } })
  })

  it.each([
    ['of another name', 'proxy.test', {}],
    ['of nobody that is known', 'license.test', { publicAuthorities: [] }],
  ])('tells no password to a proxy with a certificate %s', async (_what, host, members) => {
    const seen: string[] = []
    const port = await listenTlsProxy(tunnelTo(await listenHttps('healthy', answerAsApi()), seen))
    const proxyCredentials = () => ({ username: 'anna', password: 'secret' })
    const more = { lookup: async () => ['127.0.0.1'], proxyCredentials, ...members }
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`HTTPS ${host}:${port}`, more))
    expect(diagnosis).toMatchObject({ code: 'unreachable-proxy', failedLayer: 'proxy' })
    expect(seen).toEqual([])
  })

  it('names the proxy as the one whose name is not known', async () => {
    const diagnosis = await diagnoseConnection({ baseUrl }, behind('PROXY other.invalid:8080'))
    expect(diagnosis).toMatchObject({
      failedLayer: 'name',
      code: 'unreachable-proxy',
      proxy: { host: 'other.invalid' },
    })
  })

  it('names the proxy as the one that cannot be reached', async () => {
    const port = await freePort()
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`PROXY proxy.test:${port}`))
    expect(diagnosis).toMatchObject({ failedLayer: 'tcp', code: 'unreachable-proxy', proxy: { port } })
    expect(factsOf(diagnosis, 'tcp')).toMatchObject({ host: 'proxy.test', port, networkCode: 'ECONNREFUSED' })
  })

  it('goes on to the next way where the first proxy is away, and tells so', async () => {
    const dead = await freePort()
    const port = await listenProxy(tunnelTo(await listenHttps('healthy', answerAsApi())))
    const proxies = `PROXY proxy.test:${dead}; PROXY proxy.test:${port}`
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(proxies))
    expect(diagnosis).toMatchObject({ code: null, proxy: { port } })
    expect(factsOf(diagnosis, 'proxy').passedOver).toEqual([`http://proxy.test:${dead}`])
  })

  it('reports the first proxy where no way opens', async () => {
    const dead = await freePort()
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`PROXY proxy.test:${dead}; DIRECT`))
    expect(diagnosis).toMatchObject({ failedLayer: 'tcp', code: 'unreachable-proxy', proxy: { port: dead } })
  })

  it('names a proxy that does not let this server through', async () => {
    const port = await listenProxy(refuseTunnel('403 Forbidden'))
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`PROXY proxy.test:${port}`))
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy', code: 'unreachable-proxy' })
    expect(factsOf(diagnosis, 'proxy')).toEqual({ host: 'proxy.test', port, httpStatus: 403 })
    expect(outcomesOf(diagnosis)).toBe('oofssss')
  })

  it('names a proxy that takes the connection and never answers', async () => {
    const ports = behind(`PROXY proxy.test:${await listenSilent(60)}`)
    const diagnosis = await diagnoseConnection({ baseUrl }, ports, { timeLimitMs: 60 })
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy', code: 'unreachable-proxy' })
    expect(factsOf(diagnosis, 'proxy').networkCode).toBe('ETIMEDOUT')
  })

  it('names a proxy that is none', async () => {
    const ports = behind(`PROXY proxy.test:${await listenRaw((socket) => socket.end('220 mail.test ESMTP\r\n'))}`)
    const diagnosis = await diagnoseConnection({ baseUrl }, ports)
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy', code: 'unreachable-proxy' })
  })

  it('names the proxy where the system cannot tell which one to use', async () => {
    const ports = behind('', { resolveProxy: () => Promise.reject(new Error('net::ERR_PAC_SCRIPT_FAILED')) })
    const diagnosis = await diagnoseConnection({ baseUrl }, ports)
    expect(diagnosis).toMatchObject({ failedLayer: 'proxy', code: 'unreachable-proxy', proxy: null })
    expect(factsOf(diagnosis, 'proxy').networkCode).toBe('net::ERR_PAC_SCRIPT_FAILED')
  })

  it('names the certificate of the server, not of the proxy', async () => {
    const port = await listenProxy(tunnelTo(await listenHttps('inspected', answerAsApi())))
    const diagnosis = await diagnoseConnection({ baseUrl }, behind(`PROXY proxy.test:${port}`))
    expect(diagnosis.failedLayer).toBe('tls')
    expect(factsOf(diagnosis, 'tls').issuer?.organization).toBe('Example Web Gateway')
  })
})
