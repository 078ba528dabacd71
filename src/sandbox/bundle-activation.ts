import type { ActivationRequest } from './activation-body.ts'
import { checkActivation } from './activation-rules.ts'
import type { ApiKey } from './api-keys.ts'
import type { OrderDevices } from './device-ledger.ts'
import { type LicenseItem, toLicenseItem } from './license-item.ts'
import type { LicenseOrder } from './license-order.ts'
import { findOrder } from './order-lookup.ts'
import { checkBundleProduct } from './product-catalog.ts'
import { accept, type Outcome, type Refusal, refuse } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { addSchemaSlips } from './schema-slips.ts'

/**
 * The licenses of the bundle that `request` asks for, with the device counted: all of them or none. Online and offline
 * activation both come here, so that they share seats. Source: docs/protocol.md 4.
 * Steps: product, license, rules, then `checkMore`, and only then is the device counted. Nothing here waits, so that
 * two requests at the same time cannot both take the last seat.
 */
export function activateDevice(
  request: ActivationRequest,
  apiKey: ApiKey,
  context: CallContext,
  checkMore: (order: LicenseOrder) => Refusal | null = () => null,
): Outcome<readonly LicenseItem[]> {
  const productRefusal = checkBundleProduct(request.product, apiKey)
  if (productRefusal) return refuse(productRefusal)
  const order = findOrder(request.credentials, request.product, context.orders)
  if (!order.ok) return order

  const { hardwareId, isVm } = request
  const devices = context.ledger.devicesOf(order.value)
  const { knownDevice, now } = context
  const attempt = { order: order.value, devices, hardwareId, isVm, knownDevice, now }
  const refusal = checkActivation(attempt) ?? checkMore(order.value)
  if (refusal) return refuse(refusal)

  const after = context.ledger.activate(order.value, hardwareId)
  return accept(toLicenseItems(order.value, hardwareId, after, now))
}

/** The items of all licenses of `order` for one of its devices, the bundle's own first. */
export function toLicenseItems(
  order: LicenseOrder,
  hardwareId: string,
  devices: OrderDevices,
  now: Date,
): readonly LicenseItem[] {
  const deviceNumber = devices.active.get(hardwareId) ?? 0
  return order.licenses.map((plan, index) => {
    const item = toLicenseItem(plan, order, {
      hardwareId,
      deviceId: deviceNumber + index,
      timesActivated: devices.active.size,
      transferCount: devices.transferCount,
      now,
    })
    return order.hasSchemaSlips ? addSchemaSlips(item) : item
  })
}
