import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { tokenPath } from './oauth-endpoints.ts'
import { findAccountUser } from './order-lookup.ts'
import { checkBundleProduct } from './product-catalog.ts'
import type { ReceivedRequest } from './received-request.ts'
import { accept, makeRefusal, type Outcome, type Refusal, refuse } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import type { SignIn } from './sign-in-desk.ts'
import { signInPath } from './sign-in-page.ts'
import { toDataAnswer } from './signed-answer.ts'

/**
 * The reply to `GET sso_url`: the address at which a person of the customer account signs in. Source: docs/protocol.md 6.
 * Refusals: missing_parameters, validation_error, those of the product, license_not_found (unknown account).
 * ASSUMED: all codes, and the members of `openid_configuration`.
 */
export async function tellSsoUrl(request: ReceivedRequest, apiKey: ApiKey, context: CallContext): Promise<ApiReply> {
  const signIn = parseSignIn(request.query)
  if (!signIn.ok) return toRefusalReply(signIn.refusal)
  const refusal = checkAsked(request.query, signIn.value, apiKey, context)
  if (refusal) return toRefusalReply(refusal)
  const page = `${request.baseUrl}${signInPath}`
  const url = await context.ssoProvider?.pageFor(signIn.value)
  return toDataAnswer(
    {
      url: url ?? `${page}?request=${context.signIns.open(signIn.value)}`,
      openid_configuration: {
        issuer: context.sso.provider?.issuer ?? request.baseUrl,
        authorization_endpoint: page,
        token_endpoint: `${request.baseUrl}${tokenPath}`,
        response_types_supported: ['code', 'token'],
      },
    },
    context,
  )
}

function checkAsked(query: URLSearchParams, signIn: SignIn, apiKey: ApiKey, context: CallContext): Refusal | null {
  const product = query.get('product')
  if (!product) return makeRefusal('missing_parameters')
  const refusal = checkBundleProduct({ product, bundleCode: query.get('bundle_code') || null }, apiKey)
  if (refusal) return refusal
  return findAccountUser(signIn.accountCode, context) ? null : makeRefusal('license_not_found')
}

/** ASSUMED: a `state` of the request is handed back. One in the query of the page takes its place (sign-in-page.ts). */
function parseSignIn(query: URLSearchParams): Outcome<SignIn> {
  const accountCode = query.get('customer_account_code')
  const responseType = query.get('response_type')
  const redirectUri = query.get('redirect_uri')
  if (!accountCode || !responseType || !redirectUri) return refuse(makeRefusal('missing_parameters'))
  if (responseType !== 'code' && responseType !== 'token') return refuseMember('response_type: expected code or token')
  if (!isRedirect(redirectUri)) {
    return refuseMember('redirect_uri: expected http to this computer, https or the scheme of a program')
  }
  const grant = responseType === 'code' ? 'code' : 'id_token'
  return accept({ accountCode, grant, redirectUri, state: query.get('state') })
}

/** ASSUMED: which addresses are accepted. A browser has to be able to go there, and nothing may be run by it. */
function isRedirect(text: string): boolean {
  if (!URL.canParse(text)) return false
  const address = new URL(text)
  if (['javascript:', 'data:', 'blob:', 'file:', 'about:', 'vbscript:'].includes(address.protocol)) return false
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)
  return address.protocol !== 'http:' || isLoopback
}

function refuseMember(message: string): Outcome<never> {
  return refuse(makeRefusal('validation_error', { message }))
}
