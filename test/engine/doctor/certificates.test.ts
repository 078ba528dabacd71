import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseConnection } from '../../../src/engine/doctor/diagnose-connection.ts'
import type { DoctorPorts } from '../../../src/engine/doctor/doctor-ports.ts'
import { factsOf, outcomesOf } from './doctor-results.ts'
import {
  answerAsApi,
  type CertificateName,
  clientThatTrusts,
  closeServers,
  listenHttp,
  listenHttps,
  makePorts,
} from './fault-servers.ts'

afterEach(closeServers)

async function diagnose(name: CertificateName, members: Partial<DoctorPorts> = {}, serverTime = new Date()) {
  const port = await listenHttps(name, answerAsApi(serverTime))
  return await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts(members))
}

describe('the doctor on certificates', () => {
  it.each([
    ['inspected', 'unknown-issuer', { organization: 'Example Web Gateway', commonName: 'Example Inspection CA' }],
    ['self-signed', 'self-signed', { organization: 'Example Box', commonName: 'license.test' }],
    ['expired', 'expired', { organization: 'Example Public Authority', commonName: 'Example Public Root' }],
    ['not-yet-valid', 'not-yet-valid', { organization: 'Example Public Authority' }],
    ['wrong-host', 'wrong-host', { organization: 'Example Public Authority' }],
  ] as const)('tells that the certificate is %s and names who issued it', async (name, certificateProblem, issuer) => {
    const diagnosis = await diagnose(name)
    expect(diagnosis).toMatchObject({ failedLayer: 'tls', code: 'unreachable-tls' })
    expect(outcomesOf(diagnosis)).toBe('oossfss')
    expect(factsOf(diagnosis, 'tls')).toMatchObject({ certificateProblem, issuer })
  })

  it('tells for whom a certificate of another host was made', async () => {
    expect(factsOf(await diagnose('wrong-host'), 'tls').subject).toEqual({
      organization: null,
      commonName: 'portal.test',
    })
  })

  it('accepts an issuer that this computer trusts, and still names it', async () => {
    const diagnosis = await diagnose('inspected', { fetch: clientThatTrusts('inspection') })
    expect(diagnosis).toMatchObject({ failedLayer: null, code: null })
    expect(factsOf(diagnosis, 'tls')).toMatchObject({
      issuerKnownBy: 'system',
      issuer: { organization: 'Example Web Gateway' },
    })
  })

  it('blames the clock where a certificate is out of its time by the clock alone', async () => {
    const diagnosis = await diagnose('healthy', { now: () => new Date('2200-01-01T00:00:00Z') })
    expect(diagnosis).toMatchObject({ failedLayer: 'clock', code: 'refused-date-header-diff' })
    expect(outcomesOf(diagnosis)).toBe('oossofs')
    expect(factsOf(diagnosis, 'tls').certificateProblem).toBe('expired')
    expect(factsOf(diagnosis, 'clock').minutes).toBeGreaterThan(80_000_000)
  })

  it('blames the certificate where it is out of its time by the clock of the server too', async () => {
    const diagnosis = await diagnose('expired', {}, new Date())
    expect(factsOf(diagnosis, 'tls')).toMatchObject({
      certificateProblem: 'expired',
      validUntilAt: '2020-01-01T00:00:00.000Z',
      minutes: 0,
    })
  })

  it('names TLS where the other side speaks plain HTTP', async () => {
    const port = await listenHttp(answerAsApi())
    const diagnosis = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts())
    expect(diagnosis).toMatchObject({ failedLayer: 'tls', code: 'unreachable-tls' })
    expect(factsOf(diagnosis, 'tls').issuer).toBeUndefined()
  })
})
