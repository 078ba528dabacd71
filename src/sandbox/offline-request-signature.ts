/**
 * The HMAC signatures of offline activation. They tell who has written a request or an answer to somebody who knows the
 * shared key, and nothing to anybody else.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What the five signed lines name. `identifier` is the license key or the user name; `date` is plain text. */
export interface SignedFacts {
  readonly date: string
  readonly identifier: string
  readonly hardwareId: string
  readonly apiKey: string
}

/**
 * The text that `signature` of a flat request and `offline_signature` of an answer cover: `licenseSpring`,
 * `date: <date>`, identifier, hardware id and API key, with a line feed between them and none at the end.
 * Source: docs/protocol.md 5, vector `offline-request-signature.json`.
 */
export function toSignedLines({ date, identifier, hardwareId, apiKey }: SignedFacts): string {
  return ['licenseSpring', `date: ${date}`, identifier, hardwareId, apiKey].join('\n')
}

/** Base64 of HMAC-SHA256 over `text` with the shared key's UTF-8 text as the key: 44 characters. */
export function signWithSharedKey(text: string, sharedKey: string): string {
  return macOf(text, sharedKey).toString('base64')
}

/**
 * Whether `signature` is that of one of `texts`. It may be Base64 or, as one client writes it, 64 digits of hex.
 * Source: docs/protocol.md 5, server rules.
 */
export function isSignedWithSharedKey(texts: readonly string[], signature: string, sharedKey: string): boolean {
  const received = decodeMac(signature)
  if (received === null) return false
  return texts.some((text) => timingSafeEqual(received, macOf(text, sharedKey)))
}

function macOf(text: string, sharedKey: string): Buffer {
  return createHmac('sha256', sharedKey).update(text).digest()
}

function decodeMac(signature: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(signature)) return Buffer.from(signature, 'hex')
  return /^[A-Za-z0-9+/]{43}=$/.test(signature) ? Buffer.from(signature, 'base64') : null
}
