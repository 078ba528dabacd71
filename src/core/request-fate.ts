/** The connected side: what becomes of a request file that could not be sent. */
import type { Failure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import type { CarriedRequest } from './request-file.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** Refused for now, whatever was asked. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'refused-rate-limit',
  'refused-internal-error',
  'refused-internal-server-error',
  'refused-date-header-diff',
  'refused-oauth-token-expired',
  'refused-oauth-token-malformed',
  'refused-oauth-client',
  'refused-oauth-client-not-allowed',
])

/** About whoever calls; a request that was made for another caller can bring these up as well. */
const ofCaller: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'refused-authorization-invalid-headers',
  'refused-hmac-required',
  'refused-signature-mismatch',
  'refused-authorization-missing-params',
  'refused-invalid-api-key',
  'refused-revoked-api-key',
  'refused-read-only-api-key',
  'refused-missing-headers',
  'refused-not-found',
])

/**
 * True where the license server has judged the request itself, so that sending it again is of no use. Everything else
 * is about the network, the moment or the set-up of this computer: the same request can be sent later.
 */
export function isJudged({ code }: Failure, { payload }: CarriedRequest, { api }: VendorConfiguration): boolean {
  if (!code.startsWith('refused-') || passing.has(code)) return false
  return !ofCaller.has(code) || (payload.api_key ?? payload.client_id) !== api.caller.id
}

/**
 * Nothing got through to the license server, or nothing came back: other requests will fare no better. A reply, even one
 * of no use, may be due to this request alone, which must not hold up those behind it.
 */
export function isUnreachable({ code }: Failure): boolean {
  return (
    code.startsWith('unreachable-') && code !== 'unreachable-server-error' && !code.startsWith('unreachable-too-large')
  )
}

/**
 * True where a refused return shows that the seat is free. Only for one that was sent before by a run that did not hear
 * the end of it: the server then knows the device no more, or the request's number already. ASSUMED(repeated-return):
 * docs/protocol.md 10, item 20.
 */
export function saysFreedBefore({ code, details }: Failure): boolean {
  if (code === 'refused-license-not-active' || code === 'refused-device-not-found') return true
  return code === 'refused-validation-error' && /\brequest_id\b/.test(details?.serverMessage ?? '')
}
