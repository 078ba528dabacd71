import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isProblemOfTime, judgeCertificate, readCertificate } from '../../src/core/connection-certificate.ts'

const readVector = (name: string, host = 'license.test') =>
  readCertificate(readFileSync(new URL(`../vectors/tls/${name}.pem`, import.meta.url)), host)

const now = new Date('2026-11-22T12:00:00Z')
const untrusted = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'

describe('readCertificate', () => {
  it('names who issued it, for whom and until when', () => {
    expect(readVector('inspected')).toEqual({
      subject: { organization: null, commonName: 'license.test' },
      issuer: { organization: 'Example Web Gateway', commonName: 'Example Inspection CA' },
      validFrom: Date.parse('2020-01-01'),
      validUntil: Date.parse('2120-01-01'),
      isSelfSigned: false,
      isForHost: true,
    })
  })

  it.each([
    ['healthy', 'license.test', true],
    ['healthy', 'LICENSE.test', true],
    ['healthy', 'other.test', false],
    ['healthy', '127.0.0.1', false],
    ['healthy', '::1', false],
    ['wrong-host', 'license.test', false],
  ])('holds %s against the host %s', (name, host, isForHost) => {
    expect(readVector(name, host)?.isForHost).toBe(isForHost)
  })

  it.each([[[]], [[48, 3, 2, 1, 1]]])('reads nothing from the bytes %j', (bytes) => {
    expect(readCertificate(new Uint8Array(bytes), 'license.test')).toBe(null)
  })
})

describe('judgeCertificate', () => {
  it.each([
    ['healthy', null, null],
    ['healthy', untrusted, 'unknown-issuer'],
    ['inspected', 'SELF_SIGNED_CERT_IN_CHAIN', 'unknown-issuer'],
    ['inspected', 'SOMETHING_NEW', 'unknown-issuer'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    ['self-signed', null, null],
    ['expired', 'CERT_HAS_EXPIRED', 'expired'],
    ['expired', null, 'expired'],
    ['expired', untrusted, 'expired'],
    ['not-yet-valid', 'CERT_NOT_YET_VALID', 'not-yet-valid'],
    ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
    ['wrong-host', null, 'wrong-host'],
    // An authority further up can be out of its time while the certificate itself is not.
    ['healthy', 'CERT_HAS_EXPIRED', 'expired'],
  ])('judges %s with the verdict %s as %s', (name, verdict, problem) => {
    const certificate = readVector(name)
    expect(certificate && judgeCertificate(certificate, verdict, now)).toBe(problem)
  })

  it.each([
    ['2019-12-31T23:59:59Z', 'not-yet-valid'],
    ['2020-01-01T00:00:00Z', null],
    ['2120-01-01T00:00:00Z', null],
    ['2120-01-01T00:00:01Z', 'expired'],
  ])('takes the clock at %s', (at, problem) => {
    const certificate = readVector('healthy')
    expect(certificate && judgeCertificate(certificate, null, new Date(at))).toBe(problem)
  })

  it('tells trouble of time from the rest', () => {
    const problems = ['expired', 'not-yet-valid', 'self-signed', 'unknown-issuer', 'wrong-host', null] as const
    expect(problems.filter(isProblemOfTime)).toEqual(['expired', 'not-yet-valid'])
  })
})
