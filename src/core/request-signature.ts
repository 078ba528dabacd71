/**
 * Signs a request so that the server knows who calls. It covers the Date header and nothing else: not the method, not
 * the path, not the body. It proves nothing to the client; the proof of an answer is RSA (response-signature.ts).
 */
import { createHmac } from 'node:crypto'

/**
 * The date as it must stand in the `Date` header: IMF-fixdate in GMT, `Tue, 07 Jun 2011 20:51:35 GMT`.
 * Source: docs/protocol.md 1.
 */
export function toHttpDate(now: Date): string {
  return now.toUTCString()
}

/**
 * Base64 of HMAC-SHA256 over `licenseSpring`, LF, `date: ` and the Date header's value, with the shared key's UTF-8
 * text as the key: 44 characters. Source: docs/protocol.md 1, vector `request-signature.json`.
 */
export function signHttpDate(httpDate: string, sharedKey: string): string {
  return createHmac('sha256', sharedKey).update(`licenseSpring\ndate: ${httpDate}`).digest('base64')
}

/**
 * The `Authorization` header's value for an API key:
 * `algorithm="hmac-sha256",headers="date",signature="<base64>",apikey="<key>"`. Source: docs/protocol.md 1.
 */
export function toAuthorization(httpDate: string, apiKey: string, sharedKey: string): string {
  const signature = signHttpDate(httpDate, sharedKey)
  return `algorithm="hmac-sha256",headers="date",signature="${signature}",apikey="${apiKey}"`
}
