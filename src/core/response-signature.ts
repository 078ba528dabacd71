/**
 * Decides whether an answer comes from the license server. Trusts the public key alone; promises that the bytes are
 * the signed ones, and nothing about what they say: machine and product are checked after parsing.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ResponseKey } from './response-key.ts'
import { isSignedBy } from './rsa-signature.ts'

declare const isVerified: unique symbol

/** What proves a body: the signature of its bytes, or the signatures inside an answer file. */
export type Evidence =
  | { readonly road: 'online'; readonly signature: string }
  | {
      /** A whole bundle, or one license that takes the place of an earlier one. */
      readonly road: 'offline' | 'refresh'
      /** Form of the text that the bundle's signature covers, null for none; then, whether each item has its own. */
      readonly covered: { readonly bundle: string | null; readonly items: boolean; readonly offline?: OfflineCheck }
    }

/** What became of `offline_signature`; `not-checked` where something that it covers is not known. */
export const offlineChecks = ['right', 'not-checked', 'absent'] as const
export type OfflineCheck = (typeof offlineChecks)[number]

/** True where one signature covers every license with its own `license_signature`: over the network, or a bundle's. */
export function isWholeSigned(evidence: Evidence): boolean {
  if (evidence.road === 'online') return true
  const { bundle } = evidence.covered
  return bundle !== null && !bundle.startsWith('stripped')
}

/** Licenses that the license server signed. Online and offline meet here; nothing after it has to know the road. */
export interface VerifiedBody {
  readonly [isVerified]: true
  /** As received, with everything that is needed to verify it again. */
  readonly bytes: Uint8Array
  /** The list of licenses in it, JSON text. */
  readonly text: string
  readonly evidence: Evidence
}

/** For the two modules that verify: this one and answer-signature.ts. Whoever calls it says "I have checked". */
export function makeVerifiedBody(bytes: Uint8Array, text: string, evidence: Evidence): VerifiedBody {
  return { bytes, text, evidence } as VerifiedBody
}

/** The same body with a note of what became of `offline_signature`: it takes no part in the proof. */
export function withOfflineCheck(body: VerifiedBody, offline: OfflineCheck): VerifiedBody {
  const { bytes, text, evidence } = body
  if (evidence.road === 'online') return body
  return makeVerifiedBody(bytes, text, { ...evidence, covered: { ...evidence.covered, offline } })
}

/**
 * The body of an online answer with proof of its origin: RSA over the received bytes against the `LicenseSignature`
 * header's value. Fails with `not-genuine-unsigned`, `not-genuine-response`, or `malformed-response` for bytes that are
 * signed and no UTF-8. Source: docs/protocol.md 3, v2 header rules.
 */
export function verifyBody(bytes: Uint8Array, header: string | null, key: ResponseKey): Result<VerifiedBody> {
  if (header === null || header.trim() === '') return fail(makeFailure('not-genuine-unsigned'))
  const signature = header.trim()
  if (!isSignedBy(key, bytes, signature)) return fail(makeFailure('not-genuine-response'))
  const text = decodeUtf8(bytes)
  if (text === null) return fail(makeFailure('malformed-response', { member: '', expected: 'UTF-8' }))
  return succeed(makeVerifiedBody(bytes, text, { road: 'online', signature }))
}

/** The text of bytes, or null where they are no UTF-8; nothing is put in place of what cannot be read. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
