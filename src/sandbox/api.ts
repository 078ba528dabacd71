import { activateBundle } from './activate-bundle.ts'
import { activateBundleOffline } from './activate-bundle-offline.ts'
import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { checkAuthorization } from './authorization-check.ts'
import { deactivateBundleOffline } from './deactivate-bundle-offline.ts'
import type { ReceivedRequest } from './received-request.ts'
import { makeRefusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'

type Endpoint = (request: ReceivedRequest, apiKey: ApiKey, context: CallContext) => Promise<ApiReply>

/** Method and path -> endpoint. Others of docs/protocol.md 6 join here. */
const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['POST /api/v4/activate_bundle', activateBundle],
  ['POST /api/v4/activate_bundle_offline', activateBundleOffline],
  ['POST /api/v4/deactivate_bundle_offline', deactivateBundleOffline],
])

/**
 * The reply to `request`, whatever it is. A bug in an endpoint becomes `internal_error`; nothing is thrown.
 * Refusals: not_found, validation_error (413 for a body that is too long), those of the authorization check and of
 * the endpoint. ASSUMED: an unknown path is refused before the caller is known.
 */
export async function answerRequest(request: ReceivedRequest, context: CallContext): Promise<ApiReply> {
  const endpoint = endpoints.get(`${request.method} ${request.path}`)
  if (!endpoint) return toRefusalReply(makeRefusal('not_found'))
  if (context.fault.replyInstead) return context.fault.replyInstead()
  if (request.isTooLong) {
    return toRefusalReply(makeRefusal('validation_error', { status: 413, message: 'body: too long' }))
  }
  const caller = checkAuthorization(request.headers, context)
  if (!caller.ok) return toRefusalReply(caller.refusal)
  try {
    return await endpoint(request, caller.value, context)
  } catch (error) {
    context.reportBug(error)
    return toRefusalReply(makeRefusal('internal_error'))
  }
}
