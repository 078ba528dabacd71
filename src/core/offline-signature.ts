/**
 * Signs the payload of a request file, and checks the `offline_signature` of a license in an answer: both are made
 * alike, with a key that is shipped. It tells a damaged file from a whole one, and proves nothing about its origin.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What the five lines of the signed text hold. */
export interface OfflineSigned {
  readonly date: string
  /** License key, or user name. */
  readonly identifier: string
  readonly hardwareId: string
  /** API key, or OAuth client id. */
  readonly callerId: string
}

/**
 * Base64 of HMAC-SHA256 over `licenseSpring`, `date: <date>`, identifier, hardware id and caller id, one a line without
 * a line feed at the end. Source: docs/protocol.md 5, vector `offline-signature.json`.
 */
export function signOffline(signed: OfflineSigned, sharedKey: string): string {
  const text = ['licenseSpring', `date: ${signed.date}`, signed.identifier, signed.hardwareId, signed.callerId].join(
    '\n',
  )
  return signText(text, sharedKey)
}

/** Base64 of HMAC-SHA256 over `text`. */
export function signText(text: string, sharedKey: string): string {
  return createHmac('sha256', sharedKey).update(text).digest('base64')
}

/** Compares two signatures in constant time. */
export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
