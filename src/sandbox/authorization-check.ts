/**
 * Finds out who calls, from the Date and Authorization headers. What is covered by the caller's signature is the Date
 * header alone: method, path and body are not, so a captured pair of headers is good for any call within the window.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { signHttpDate } from '../core/request-signature.ts'
import type { ApiKey } from './api-keys.ts'
import { parseAuthorizationHeader } from './authorization-header.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

/** Accepted distance of the Date header from the server's clock. ASSUMED: the same for times in the future. */
export const maxClockDifferenceMs = 15 * 60_000

export interface AuthorizationSettings {
  readonly apiKeys: readonly ApiKey[]
  readonly now: Date
  /** ASSUMED: 400. The documentation has both. */
  readonly signatureMismatchStatus: 400 | 401
}

/**
 * The API key that signed the request. Source: docs/protocol.md 1.
 * Refusals: missing_headers, oauth_token_malformed, authorization_invalid_headers, authorization_missing_params,
 * hmac_required, date_header_diff, invalid_api_key, revoked_api_key, signature_mismatch, read_only_api_key.
 * ASSUMED: in this order.
 */
export function checkAuthorization(headers: IncomingHttpHeaders, settings: AuthorizationSettings): Outcome<ApiKey> {
  const { date, authorization } = headers
  if (!date || !authorization) return refuse(makeRefusal('missing_headers'))
  // ASSUMED: there is no token service here yet, so that no bearer token can be a good one.
  if (/^bearer\b/i.test(authorization)) return refuse(makeRefusal('oauth_token_malformed'))

  const parts = parseAuthorizationHeader(authorization)
  if (!parts.ok) return parts
  if (parts.value.algorithm.toLowerCase() !== 'hmac-sha256') return refuse(makeRefusal('hmac_required'))
  if (!isWithinWindow(date, settings.now)) return refuse(makeRefusal('date_header_diff'))

  const apiKey = settings.apiKeys.find((known) => known.apiKey === parts.value.apiKey)
  if (!apiKey) return refuse(makeRefusal('invalid_api_key'))
  if (apiKey.state === 'revoked') return refuse(makeRefusal('revoked_api_key'))
  if (!isSameText(parts.value.signature, signHttpDate(date, apiKey.sharedKey))) {
    return refuse(makeRefusal('signature_mismatch', { status: settings.signatureMismatchStatus }))
  }
  if (apiKey.state === 'read-only') return refuse(makeRefusal('read_only_api_key'))
  return accept(apiKey)
}

/** ASSUMED: a text that is no IMF-fixdate is refused like one that is too far away. */
function isWithinWindow(httpDate: string, now: Date): boolean {
  const at = new Date(httpDate)
  const isFixdate = !Number.isNaN(at.getTime()) && at.toUTCString() === httpDate
  return isFixdate && Math.abs(at.getTime() - now.getTime()) <= maxClockDifferenceMs
}

function isSameText(received: string, expected: string): boolean {
  const [left, right] = [Buffer.from(received), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
