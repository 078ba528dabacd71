import { constants, publicDecrypt, verify } from 'node:crypto'
import type { ResponseKey } from './response-key.ts'

/**
 * True when `signature` is the RSASSA-PKCS1-v1_5 signature with SHA-256 of `bytes` under `key`. The Base64 must be in
 * its one canonical form, so that a changed character is always noticed. Source: docs/protocol.md 3.
 */
export function isSignedBy(key: ResponseKey, bytes: Uint8Array, signature: string): boolean {
  const decoded = Buffer.from(signature, 'base64')
  if (decoded.length === 0 || decoded.toString('base64') !== signature) return false
  try {
    return verify('RSA-SHA256', bytes, key.key, decoded)
  } catch {
    return false
  }
}

/** What stands before the digest inside a PKCS#1 v1.5 signature with SHA-256 (RFC 8017, 9.2). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/**
 * True when `signature` was made with the private half of `key`, over whatever text. It proves nothing about a text at
 * hand; it tells a person whether a file was changed or comes from somewhere else.
 */
export function isMadeBy(key: ResponseKey, signature: string): boolean {
  try {
    const padding = constants.RSA_PKCS1_PADDING
    const opened = publicDecrypt({ key: key.key, padding }, Buffer.from(signature, 'base64'))
    return opened.subarray(0, sha256Prefix.length).equals(sha256Prefix)
  } catch {
    return false
  }
}
