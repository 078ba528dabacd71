import { activateBundle } from './activate-bundle.ts'
import { activateBundleOffline } from './activate-bundle-offline.ts'
import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { checkAuthorization } from './authorization-check.ts'
import { checkBundle } from './check-bundle.ts'
import { deactivateBundle } from './deactivate-bundle.ts'
import { deactivateBundleOffline } from './deactivate-bundle-offline.ts'
import { giveToken, tellTokenUrl, tokenPath } from './oauth-endpoints.ts'
import type { ReceivedRequest } from './received-request.ts'
import { makeRefusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { showSignIn, signInPath } from './sign-in-page.ts'
import { tellSsoUrl } from './sso-url.ts'

type OpenEndpoint = (request: ReceivedRequest, context: CallContext) => Promise<ApiReply>
type Endpoint = (request: ReceivedRequest, apiKey: ApiKey, context: CallContext) => Promise<ApiReply>

/** Method and path -> endpoint. Others of docs/protocol.md 6 join here. */
const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['POST /api/v4/activate_bundle', activateBundle],
  ['GET /api/v4/check_bundle', checkBundle],
  ['POST /api/v4/deactivate_bundle', deactivateBundle],
  ['GET /api/v4/sso_url', tellSsoUrl],
  ['POST /api/v4/activate_bundle_offline', activateBundleOffline],
  ['POST /api/v4/deactivate_bundle_offline', deactivateBundleOffline],
])

/** The same for those that anybody may ask. The last two stand for servers beside the License API. */
const openEndpoints: ReadonlyMap<string, OpenEndpoint> = new Map([
  ['GET /api/v4/oauth_url', tellTokenUrl],
  [`POST ${tokenPath}`, giveToken],
  [`GET ${signInPath}`, showSignIn],
])

/** Whether a path belongs to the License API, which alone goes wrong on request. */
export function isApiPath(path: string): boolean {
  return path !== tokenPath && path !== signInPath
}

/**
 * The reply to `request`, whatever it is. A bug in an endpoint becomes `internal_error`; nothing is thrown.
 * Refusals: not_found, validation_error (413 for a body that is too long), those of the authorization check and of
 * the endpoint. ASSUMED: an unknown path is refused before the caller is known.
 */
export async function answerRequest(request: ReceivedRequest, context: CallContext): Promise<ApiReply> {
  const endpoint = findEndpoint(`${request.method} ${request.path}`)
  if (!endpoint) return toRefusalReply(makeRefusal('not_found'))
  if (context.fault.replyInstead && isApiPath(request.path)) return context.fault.replyInstead()
  if (request.isTooLong) {
    return toRefusalReply(makeRefusal('validation_error', { status: 413, message: 'body: too long' }))
  }
  try {
    return await endpoint(request, context)
  } catch (error) {
    context.reportBug(error)
    return toRefusalReply(makeRefusal('internal_error'))
  }
}

function findEndpoint(name: string): OpenEndpoint | null {
  const endpoint = endpoints.get(name)
  if (!endpoint) return openEndpoints.get(name) ?? null
  return async (request, context) => {
    const caller = checkAuthorization(request.headers, context)
    return caller.ok ? endpoint(request, caller.value, context) : toRefusalReply(caller.refusal)
  }
}
