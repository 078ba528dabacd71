/** Calls of the License API before and after they are signed. */
import type { Result } from '../shared/result.ts'
import { toAuthorization, toHttpDate } from './request-signature.ts'
import type { ApiCaller } from './vendor-configuration.ts'

/** A call that says what is wanted, and not yet by whom and when. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** null for a call without a body. */
  readonly body: string | null
}

declare const isSigned: unique symbol

/** A call that is ready to be sent as it is. */
export interface SignedRequest extends ApiRequest {
  readonly [isSigned]: true
}

/** Signs calls for one moment. */
export interface Authorizer {
  /** Fails where a permission has to be fetched first and cannot be. */
  readonly authorize: (request: ApiRequest, at: Date, signal: AbortSignal) => Promise<Result<SignedRequest>>
  /** The server does not accept the permission any more: the next call fetches a new one. */
  readonly forget: () => void
}

/** The call signed with an API key for the moment `at`. Source: docs/protocol.md 1. */
export function signByKey(request: ApiRequest, caller: ApiCaller, at: Date): SignedRequest {
  const date = toHttpDate(at)
  return withHeaders(request, { Date: date, Authorization: toAuthorization(date, caller.id, caller.secret) })
}

/** The call with a bearer token; the date is sent all the same. Source: docs/protocol.md 2. */
export function signByToken(request: ApiRequest, token: string, at: Date): SignedRequest {
  return withHeaders(request, { Date: toHttpDate(at), Authorization: `Bearer ${token}` })
}

/** A call that needs no signature: the token endpoint is asked with the credentials in its body. */
export function sendUnsigned(request: ApiRequest): SignedRequest {
  return withHeaders(request, {})
}

function withHeaders(request: ApiRequest, headers: Record<string, string>): SignedRequest {
  const whole: ApiRequest = { ...request, headers: { Accept: 'application/json', ...request.headers, ...headers } }
  return whole as SignedRequest
}
