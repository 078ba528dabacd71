/**
 * Reads and judges the certificate that a server, or whoever answered in its place, presented. It trusts nothing in
 * it: names are text of a stranger, shown and never followed.
 */

import { X509Certificate } from 'node:crypto'
import type { CertificateProblem, Party } from '../shared/connection-diagnosis.ts'
import { toQuotedText } from './quoted-text.ts'

export interface PresentedCertificate {
  readonly subject: Party
  readonly issuer: Party
  /** Milliseconds since 1970. */
  readonly validFrom: number
  readonly validUntil: number
  readonly isSelfSigned: boolean
  readonly isForHost: boolean
}

/** The certificate in `der`, held against `host` (name or address); null where it cannot be read. */
export function readCertificate(der: Uint8Array, host: string): PresentedCertificate | null {
  try {
    const certificate = new X509Certificate(der)
    return {
      subject: toParty(certificate.subject),
      issuer: toParty(certificate.issuer),
      validFrom: Date.parse(certificate.validFrom),
      validUntil: Date.parse(certificate.validTo),
      isSelfSigned: certificate.subject === certificate.issuer,
      isForHost: isAddress(host) ? certificate.checkIP(host) !== undefined : certificate.checkHost(host) !== undefined,
    }
  } catch {
    return null
  }
}

/**
 * What is wrong with `certificate` at `now`, or null. `verdict` is the verifier's own word, null where it was content;
 * of several troubles the one is named that tells most about who answered.
 */
export function judgeCertificate(
  certificate: PresentedCertificate,
  verdict: string | null,
  now: Date,
): CertificateProblem | null {
  if (verdict !== null && certificate.isSelfSigned) return 'self-signed'
  if (now.getTime() < certificate.validFrom) return 'not-yet-valid'
  if (now.getTime() > certificate.validUntil) return 'expired'
  if (verdict === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'wrong-host'
  if (verdict !== null) return verdictProblems.get(verdict) ?? 'unknown-issuer'
  return certificate.isForHost ? null : 'wrong-host'
}

/** Whether `problem` is one of time alone, which a wrong clock explains. */
export function isProblemOfTime(problem: CertificateProblem | null): boolean {
  return problem === 'expired' || problem === 'not-yet-valid'
}

/** A certificate further up the chain can be out of its time too; only the verifier sees that one. */
const verdictProblems: ReadonlyMap<string, CertificateProblem> = new Map([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not-yet-valid'],
  ['HOSTNAME_MISMATCH', 'wrong-host'],
])

/** `O=Example\nCN=Gateway`: one attribute a line, the first of each kind counts. */
function toParty(name: string | undefined): Party {
  return { organization: attributeOf(name, 'O'), commonName: attributeOf(name, 'CN') }
}

function attributeOf(name: string | undefined, kind: string): string | null {
  const line = name?.split('\n').find((text) => text.startsWith(`${kind}=`))
  if (line === undefined) return null
  const value = toQuotedText(line.slice(kind.length + 1), 200)
  return value === '' ? null : value
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)
}
