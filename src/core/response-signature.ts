/**
 * Decides whether an answer comes from the license server. Trusts the public key alone; promises that the bytes are
 * the signed ones, and nothing about what they say: machine and product are checked after parsing.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ResponseKey } from './response-key.ts'
import { isSignedBy } from './rsa-signature.ts'

declare const isVerified: unique symbol

/** Bytes that the license server signed, as text. Only this module can make one. */
export interface VerifiedBody {
  readonly [isVerified]: true
  /** The signed bytes, exactly as received. */
  readonly bytes: Uint8Array
  /** The same as text. */
  readonly text: string
  /** Base64, canonical. */
  readonly signature: string
}

/**
 * The body with proof of its origin: RSA over the received bytes against the `LicenseSignature` header's value.
 * Fails with `not-genuine-unsigned`, `not-genuine-response`, or `malformed-response` for bytes that are signed and no
 * UTF-8. Source: docs/protocol.md 3, v2 header rules.
 */
export function verifyBody(bytes: Uint8Array, signature: string | null, key: ResponseKey): Result<VerifiedBody> {
  if (signature === null || signature.trim() === '') return fail(makeFailure('not-genuine-unsigned'))
  const canonical = signature.trim()
  if (!isSignedBy(key, bytes, canonical)) return fail(makeFailure('not-genuine-response'))
  const text = decodeUtf8(bytes)
  if (text === null) return fail(makeFailure('malformed-response', { member: '', expected: 'UTF-8' }))
  return succeed({ bytes, text, signature: canonical } as VerifiedBody)
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
