/**
 * Finds out who calls, from the Date and Authorization headers. What is covered by the caller's signature is the Date
 * header alone: method, path and body are not, so a captured pair of headers is good for any call within the window.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { signHttpDate } from '../core/request-signature.ts'
import type { ApiKey } from './api-keys.ts'
import { parseAuthorizationHeader } from './authorization-header.ts'
import type { OAuthDesk } from './oauth-desk.ts'
import { accept, makeRefusal, type Outcome, type Refusal, refuse } from './refusal.ts'

/** Accepted distance of the Date header from the server's clock. ASSUMED: the same for times in the future. */
export const maxClockDifferenceMs = 15 * 60_000

export interface AuthorizationSettings {
  readonly apiKeys: readonly ApiKey[]
  readonly now: Date
  /** ASSUMED: 400. The documentation has both. */
  readonly signatureMismatchStatus: 400 | 401
  /** `forbidden`: the company demands OAuth. */
  readonly apiKeyUse: 'accepted' | 'forbidden'
  /** Recognises the access tokens. */
  readonly oauth: OAuthDesk
}

/**
 * The API key that signed the request, or the OAuth client whose token it carries. Source: docs/protocol.md 1 and 2.
 * Refusals: missing_headers, oauth_token_malformed, oauth_token_expired, authorization_invalid_headers, authorization_missing_params,
 * hmac_required, date_header_diff, invalid_api_key, revoked_api_key, signature_mismatch, read_only_api_key.
 * ASSUMED: in this order.
 */
export function checkAuthorization(headers: IncomingHttpHeaders, settings: AuthorizationSettings): Outcome<ApiKey> {
  const { date, authorization } = headers
  if (!date || !authorization) return refuse(makeRefusal('missing_headers'))
  if (/^bearer\b/i.test(authorization)) return checkBearer(date, authorization, settings)

  const parts = parseAuthorizationHeader(authorization)
  if (!parts.ok) return parts
  if (parts.value.algorithm.toLowerCase() !== 'hmac-sha256') return refuse(makeRefusal('hmac_required'))
  if (!isWithinWindow(date, settings.now)) return refuse(makeRefusal('date_header_diff'))

  const apiKey = settings.apiKeys.find((known) => known.apiKey === parts.value.apiKey)
  if (!apiKey) return refuse(makeRefusal('invalid_api_key'))
  if (settings.apiKeyUse === 'forbidden') return refuse(apiKeysForbidden())
  if (apiKey.state === 'revoked') return refuse(makeRefusal('revoked_api_key'))
  if (!isSameText(parts.value.signature, signHttpDate(date, apiKey.sharedKey))) {
    return refuse(makeRefusal('signature_mismatch', { status: settings.signatureMismatchStatus }))
  }
  if (apiKey.state === 'read-only') return refuse(makeRefusal('read_only_api_key'))
  return accept(apiKey)
}

/** ASSUMED: the window of the Date header is that of API keys, and is looked at first. */
function checkBearer(date: string, authorization: string, { oauth, now }: AuthorizationSettings): Outcome<ApiKey> {
  if (!isWithinWindow(date, now)) return refuse(makeRefusal('date_header_diff'))
  const token = authorization.slice('bearer'.length).trim()
  const code = oauth.refusalOf(token, now)
  return code === null ? accept(oauth.caller) : refuse(makeRefusal(code))
}

/** What an API key gets where the company demands OAuth. ASSUMED: the code; docs/protocol.md 2, company settings. */
export function apiKeysForbidden(): Refusal {
  return makeRefusal('invalid_api_key', { message: 'API keys are disabled for this company: OAuth is required' })
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
