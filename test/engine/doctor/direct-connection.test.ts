import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseConnection } from '../../../src/engine/doctor/diagnose-connection.ts'
import { diagnosisSchema } from '../../../src/shared/connection-diagnosis.ts'
import { factsOf, outcomesOf } from './doctor-results.ts'
import {
  answerAsApi,
  closeServers,
  freePort,
  listenHttp,
  listenHttps,
  listenRaw,
  listenSilent,
  makePorts,
} from './fault-servers.ts'

afterEach(closeServers)

const short = { timeLimitMs: 60 }

describe('the doctor on a direct connection', () => {
  it('finds the way free to a healthy server', async () => {
    const seen: string[] = []
    const port = await listenHttps('healthy', answerAsApi(new Date(), seen))
    const diagnosis = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts())
    expect(diagnosis).toMatchObject({ host: 'license.test', port, protocol: 'https', proxy: null, code: null })
    expect(outcomesOf(diagnosis)).toBe('oossooo')
    expect(factsOf(diagnosis, 'name')).toEqual({ host: 'license.test', addresses: ['127.0.0.1'] })
    expect(factsOf(diagnosis, 'tls')).toMatchObject({
      issuer: { organization: 'Example Public Authority', commonName: 'Example Public Root' },
      issuerKnownBy: 'public',
    })
    expect(factsOf(diagnosis, 'clock').minutes).toBe(0)
    expect(factsOf(diagnosis, 'api').httpStatus).toBe(400)
    expect(diagnosisSchema.parse(diagnosis)).toEqual(diagnosis)
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatch(/^GET \/api\/v4\/check_bundle /)
    expect(seen[0]).not.toMatch(/authorization|cookie/i)
  })

  it('skips TLS for a server on this computer', async () => {
    const port = await listenHttp(answerAsApi())
    const diagnosis = await diagnoseConnection({ baseUrl: `http://127.0.0.1:${port}/api/v4/` }, makePorts())
    expect(diagnosis).toMatchObject({ protocol: 'http', failedLayer: null, code: null })
    expect(outcomesOf(diagnosis)).toBe('oosssoo')
  })

  it('names a name that nobody knows', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    const diagnosis = await diagnoseConnection({ baseUrl: 'https://license.invalid' }, makePorts({ lookup }))
    expect(diagnosis).toMatchObject({ failedLayer: 'name', code: 'unreachable-name', port: 443 })
    expect(factsOf(diagnosis, 'name')).toEqual({ host: 'license.invalid', networkCode: 'ENOTFOUND' })
    expect(outcomesOf(diagnosis)).toBe('fssssss')
  })

  it('blames no name on a computer without any network', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }))
    const ports = makePorts({ lookup, isOnline: () => false })
    const diagnosis = await diagnoseConnection({ baseUrl: 'https://license.invalid' }, ports)
    expect(diagnosis).toMatchObject({ failedLayer: 'name', code: 'unreachable-no-network' })
  })

  it('waits no longer than the limit for a name', async () => {
    const ports = makePorts({ lookup: () => new Promise(() => undefined) })
    const diagnosis = await diagnoseConnection({ baseUrl: 'https://license.test' }, ports, short)
    expect(diagnosis).toMatchObject({ failedLayer: 'name', code: 'unreachable-name' })
    expect(factsOf(diagnosis, 'name').networkCode).toBe('ETIMEDOUT')
  })

  it('names a port where nobody listens', async () => {
    const port = await freePort()
    const diagnosis = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts())
    expect(diagnosis).toMatchObject({ failedLayer: 'tcp', code: 'unreachable-refused' })
    expect(factsOf(diagnosis, 'tcp')).toMatchObject({ port, networkCode: 'ECONNREFUSED' })
    expect(outcomesOf(diagnosis)).toBe('ofsssss')
  })

  it('reaches a server at the second of its addresses', async () => {
    const port = await listenHttp(answerAsApi())
    const ports = makePorts({ lookup: async () => ['::1', '127.0.0.1'] })
    const diagnosis = await diagnoseConnection({ baseUrl: `http://localhost:${port}` }, ports)
    expect(diagnosis.code).toBe(null)
  })

  it('names the layer at which a black hole stops answering', async () => {
    const port = await listenSilent(short.timeLimitMs)
    const overTls = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts(), short)
    expect(overTls).toMatchObject({ failedLayer: 'tls', code: 'unreachable-timeout' })
    const plain = await diagnoseConnection({ baseUrl: `http://127.0.0.1:${port}` }, makePorts(), short)
    expect(plain).toMatchObject({ failedLayer: 'api', code: 'unreachable-timeout' })
  })

  it('names a connection that is cut', async () => {
    const port = await listenRaw((socket) => socket.destroy())
    const overTls = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts())
    expect(overTls).toMatchObject({ failedLayer: 'tls', code: 'unreachable-tls' })
    const plain = await diagnoseConnection({ baseUrl: `http://127.0.0.1:${port}` }, makePorts())
    expect(plain).toMatchObject({ failedLayer: 'api', code: 'unreachable-dropped' })
  })
})
