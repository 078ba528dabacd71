import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { type DeviceRequest, parseDeviceBody } from './device-request.ts'
import { checkDeactivation } from './offline-rules.ts'
import { findOrder } from './order-lookup.ts'
import { toOrderAt } from './order-over-time.ts'
import { checkBundleProduct } from './product-catalog.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { Refusal } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { toTextReply } from './signed-answer.ts'

/**
 * The reply to `POST deactivate_bundle`: the JSON text `"license_deactivated"`, which nobody signs, with the seat of the
 * whole bundle given back. Source: docs/protocol.md 6, and 3 (v2 rule 7).
 */
export async function deactivateBundle(
  { body }: ReceivedRequest,
  apiKey: ApiKey,
  context: CallContext,
): Promise<ApiReply> {
  const request = parseDeviceBody(body)
  if (!request.ok) return toRefusalReply(request.refusal)
  const refusal = freeSeat(request.value, apiKey, context)
  return refusal ? toRefusalReply(refusal) : toDeactivatedReply(context)
}

/** What both ways to give a seat back answer with. */
export function toDeactivatedReply({ fault }: CallContext): ApiReply {
  return toTextReply(JSON.stringify('license_deactivated'), fault, null)
}

/**
 * Why the device stays, or null once its seat is free. `checkFirst` may refuse before the device is looked for.
 * Refusals: those of the product and the order, license_not_enabled, license_not_active, device_not_found.
 */
export function freeSeat(
  request: DeviceRequest,
  apiKey: ApiKey,
  context: CallContext,
  checkFirst: () => Refusal | null = () => null,
): Refusal | null {
  const productRefusal = checkBundleProduct(request, apiKey)
  if (productRefusal) return productRefusal
  const order = findOrder(request, context)
  if (!order.ok) return order.refusal
  const first = checkFirst()
  if (first) return first
  const { ledger, now } = context
  const devices = ledger.devicesFor(order.value, request.hardwareId, now)
  const refusal = checkDeactivation(toOrderAt(order.value, devices, now), devices, request.hardwareId)
  if (refusal) return refusal
  ledger.deactivate(order.value, request.hardwareId)
  return null
}
