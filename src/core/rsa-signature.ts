import { verify } from 'node:crypto'
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
