/**
 * Whose certificates the Node side of the product believes: what Node believes anyway, and the authorities of a company
 * beside that. Nothing here takes trust away, and nothing switches the check off.
 */
import { X509Certificate } from 'node:crypto'
import * as tls from 'node:tls'
import { decodeText } from '../core/decode-text.ts'
import type { Expectation } from '../shared/configuration-problem.ts'
import { readSmallFile, type UnreadFile } from './small-file.ts'

/** Enough for every public authority and some. */
const largestCaFileBytes = 1_048_576

/** Certificates, each as PEM; or what the file must be. */
export type ReadAuthorities =
  | { readonly ok: true; readonly certificates: readonly string[] }
  | { readonly ok: false; readonly expected: Expectation }

const expectations: Readonly<Record<UnreadFile['reason'], Expectation>> = {
  missing: 'file-there',
  'cannot-read': 'readable-file',
  'not-a-file': 'certificates',
  'too-large': 'certificates',
}

/** The certificates in the PEM file at `path`, one or more; text around them is passed over. */
export function readCaFile(path: string): ReadAuthorities {
  const read = readSmallFile(path, largestCaFileBytes, 'named')
  if (!read.ok) return { ok: false, expected: expectations[read.reason] }
  const certificates = parseCertificates(decodeText(read.bytes))
  return certificates === null ? { ok: false, expected: 'certificates' } : { ok: true, certificates }
}

/** null where there is none, or one that cannot be read: half of a file is not what somebody meant. */
function parseCertificates(text: string): readonly string[] | null {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  const isWhole = blocks.length > 0 && blocks.length === text.split('-----BEGIN CERTIFICATE-----').length - 1
  try {
    return isWhole ? blocks.map((block) => new X509Certificate(block).toString()) : null
  } catch {
    return null
  }
}

/**
 * Everything that counts with `certificates` added, as the `ca` of a TLS connection: naming any replaces all that Node
 * has itself. `NODE_EXTRA_CA_CERTS` stays, and the system's own on a Node that was told to use them (22.15 and newer).
 */
export function withNodeAuthorities(
  certificates: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  // Missing before Node 22.15, though the types of a later one may have it.
  const { getCACertificates } = tls as unknown as { getCACertificates?: (kind: 'default') => string[] }
  if (getCACertificates !== undefined) return [...getCACertificates('default'), ...certificates]
  const extra = environment['NODE_EXTRA_CA_CERTS'] ? readCaFile(environment['NODE_EXTRA_CA_CERTS']) : null
  return [...tls.rootCertificates, ...(extra?.ok ? extra.certificates : []), ...certificates]
}
