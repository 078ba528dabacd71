import { type ApiReply, toJsonReply, toRefusalReply } from './api-reply.ts'
import type { ReceivedRequest } from './received-request.ts'
import { makeRefusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { toDataAnswer } from './signed-answer.ts'

/** The path of the real service, on whose own host it is. Source: docs/protocol.md 2. */
export const tokenPath = '/realms/user-portal/protocol/openid-connect/token'

/**
 * The reply to `GET oauth_url`, which asks for no authorization: where access tokens are to be had.
 * Source: docs/protocol.md 2 and 6. Refusals: missing_parameters, validation_error.
 */
export async function tellTokenUrl(request: ReceivedRequest, context: CallContext): Promise<ApiReply> {
  const loginType = request.query.get('login_type')
  if (!loginType) return toRefusalReply(makeRefusal('missing_parameters'))
  if (loginType !== 'client_credentials') {
    return toRefusalReply(makeRefusal('validation_error', { message: 'login_type: expected client_credentials' }))
  }
  return toDataAnswer({ url: `${request.baseUrl}${tokenPath}`, login_type: loginType }, context)
}

/**
 * The reply of the token endpoint: an access token for the client that the form names. Source: docs/protocol.md 2.
 * Errors are of OAuth's own form. ASSUMED: all but that of a wrong client, in the words of the OAuth standard.
 */
export async function giveToken({ headers, body }: ReceivedRequest, context: CallContext): Promise<ApiReply> {
  const contentType = headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return toTokenError(400, 'invalid_request', 'The request is not form-encoded')
  }
  const form = new URLSearchParams(body)
  if (form.get('grant_type') !== 'client_credentials') {
    return toTokenError(400, 'unsupported_grant_type', 'The grant type must be client_credentials')
  }
  const { oauth, oauthSettings, now } = context
  const token = oauth.grant(form.get('client_id') ?? '', form.get('client_secret') ?? '', now)
  if (token === null) {
    return toTokenError(401, oauthSettings.clientError, 'Invalid client or Invalid client credentials')
  }
  return toJsonReply(200, {
    access_token: token,
    expires_in: oauthSettings.tokenLifetimeSeconds,
    refresh_expires_in: 0,
    token_type: 'Bearer',
    'not-before-policy': 0,
    scope: 'profile email',
  })
}

function toTokenError(status: number, error: string, description: string): ApiReply {
  return toJsonReply(status, { error, error_description: description })
}
