import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { freeSeat, toDeactivatedReply } from './deactivate-bundle.ts'
import { type OfflineCall, readOfflineCall } from './offline-caller.ts'
import type { ReceivedRequest } from './received-request.ts'
import { makeRefusal, type Refusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The reply to `POST deactivate_bundle_offline`: the JSON text `"license_deactivated"`, which nobody signs, with the seat
 * of the whole bundle given back. Source: docs/protocol.md 6, and 3 (v2 rule 7).
 */
export async function deactivateBundleOffline(
  request: ReceivedRequest,
  _sender: ApiKey,
  context: CallContext,
): Promise<ApiReply> {
  const call = await readOfflineCall(request, 'deactivation', context)
  if (!call.ok) return toRefusalReply(call.refusal)
  const { payload, apiKey } = call.value
  const refusal = freeSeat(payload, apiKey, context, () => checkRepetition(call.value, context))
  if (refusal) return toRefusalReply(refusal)
  context.usedRequestIds.add(payload.requestId)
  return toDeactivatedReply(context)
}

/** ASSUMED: docs/protocol.md 10, item 20. An old file could else free the seat of a computer that came back. */
function checkRepetition({ payload }: OfflineCall, { offline, usedRequestIds }: CallContext): Refusal | null {
  if (offline.repeatedRequestId === 'accepted' || !usedRequestIds.has(payload.requestId)) return null
  return makeRefusal('validation_error', { message: 'request_id: was used before' })
}
