/** Asks the license server where a person of a customer account signs in. Source: docs/protocol.md 6. */
import { z } from 'zod'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ApiRequest } from './api-request.ts'
import type { RawReply } from './raw-reply.ts'
import { toOriginFailure } from './reply-origin.ts'
import type { ResponseKey } from './response-key.ts'
import { verifyBody } from './response-signature.ts'
import { isSecureAddress, parseUrl } from './url-text.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

const replySchema = z.object({ url: z.string().min(1).max(8000) })

/** The page of a company at which people sign in. */
export interface SignInAddress {
  readonly url: string
  /** Host, and port where it is not the usual one: what a person can compare. */
  readonly host: string
}

/** The call `GET /api/v4/sso_url`. `redirectUri` has no query: providers compare it with the registered one, whole. */
export function createSsoUrlRequest(
  { api, product, activation, sso }: VendorConfiguration,
  redirectUri: string,
): ApiRequest {
  const { bundleCode } = activation
  const query = new URLSearchParams({
    product: product.code,
    customer_account_code: sso?.accountCode ?? '',
    response_type: sso?.grant ?? 'code',
    redirect_uri: redirectUri,
    ...(bundleCode !== undefined && { bundle_code: bundleCode }),
  })
  return { method: 'GET', url: `${api.baseUrl}/api/v4/sso_url?${query}`, headers: {}, body: null }
}

/**
 * The address in a reply whose bytes the license server has signed: a browser will be sent there, and a person will
 * type a password. Fails with `not-genuine-unsigned`, `not-genuine-response`, `malformed-response`, or
 * `unreachable-intercepted` for a page of somebody else.
 */
export function parseSsoUrlReply(reply: RawReply, key: ResponseKey): Result<SignInAddress> {
  const body = verifyBody(reply.bytes, reply.licenseSignature, key)
  if (!body.ok) return fail(toOriginFailure(body.failure, reply))
  const parsed = replySchema.safeParse(parseJson(body.value.text))
  const url = parsed.success ? parseUrl(parsed.data.url) : null
  if (url === null || !isSecureAddress(url)) {
    return fail(makeFailure('malformed-response', { member: 'url', expected: 'https' }))
  }
  return succeed({ url: url.href, host: url.host.slice(0, 300) })
}

/**
 * The address of the page with `state` in its query, in place of one that stands there: only a state that was made for
 * this attempt shows that an answer belongs to it. The rest of the query keeps its bytes.
 * Source: RFC 6749, 4.1.1. ASSUMED(sso-url-state): the page takes a state and hands it back.
 */
export function addState(page: string, state: string): string {
  const url = new URL(page)
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !new URLSearchParams(pair).has('state'))
  url.search = [...kept, `state=${encodeURIComponent(state)}`].join('&')
  return url.href
}

/**
 * What a refusal of this endpoint means: it knows no license key, so that an account is what it did not find. Both come
 * from the vendor configuration. ASSUMED(sso-url-refusals): the codes of the endpoint are not published.
 */
export function toSsoUrlFailure(failure: Failure): Failure {
  if (failure.code !== 'refused-license-not-found' && failure.code !== 'refused-validation-error') return failure
  return { ...failure, ...makeFailure('refused-sign-in-account'), details: failure.details }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
