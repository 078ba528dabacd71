import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { type OfflineCall, readOfflineCall } from './offline-caller.ts'
import { checkDeactivation } from './offline-rules.ts'
import { findOrder } from './order-lookup.ts'
import { checkBundleProduct } from './product-catalog.ts'
import type { ReceivedRequest } from './received-request.ts'
import { makeRefusal, type Refusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { toTextReply } from './signed-answer.ts'

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
  const refusal = deactivateDevice(call.value, context)
  if (refusal) return toRefusalReply(refusal)
  return toTextReply(JSON.stringify('license_deactivated'), context.fault, null)
}

/** Why the device stays, or null once its seat is free. */
function deactivateDevice({ payload, apiKey }: OfflineCall, context: CallContext): Refusal | null {
  const productRefusal = checkBundleProduct(payload.product, apiKey)
  if (productRefusal) return productRefusal
  const order = findOrder(payload.credentials, payload.product, context.orders)
  if (!order.ok) return order.refusal
  const { ledger, offline, usedRequestIds } = context
  // ASSUMED: docs/protocol.md 10, item 20. An old file could else free the seat of a computer that came back.
  if (offline.repeatedRequestId === 'refused' && usedRequestIds.has(payload.requestId)) {
    return makeRefusal('validation_error', { message: 'request_id: was used before' })
  }
  const refusal = checkDeactivation(order.value, ledger.devicesOf(order.value), payload.hardwareId)
  if (refusal) return refusal
  ledger.deactivate(order.value, payload.hardwareId)
  usedRequestIds.add(payload.requestId)
  return null
}
