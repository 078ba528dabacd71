import type { ActivationRequest } from './activation-body.ts'
import { checkActivation } from './activation-rules.ts'
import type { ApiKey } from './api-keys.ts'
import type { OrderDevices } from './device-ledger.ts'
import { toSentName } from './license-holder.ts'
import { type LicenseItem, toLicenseItem } from './license-item.ts'
import type { LicenseOrder } from './license-order.ts'
import { findOrder } from './order-lookup.ts'
import { toOrderAt } from './order-over-time.ts'
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
  const productRefusal = checkBundleProduct(request, apiKey)
  if (productRefusal) return refuse(productRefusal)
  const found = findOrder(request, context)
  if (!found.ok) return found

  const { hardwareId, isVm, variables } = request
  const { ledger, knownDevice, now } = context
  const devices = ledger.devicesOf(found.value)
  const order = toOrderAt(found.value, devices, now)
  const refusal = checkActivation({ order, devices, hardwareId, isVm, knownDevice, now }) ?? checkMore(order)
  if (refusal) return refuse(refusal)

  ledger.activate(order, hardwareId, now)
  const reported = ledger.report(order, hardwareId, variables, now)
  return accept(toLicenseItems(order, toSentName(order.holder, request.credentials), hardwareId, reported, now))
}

/** The items of all licenses of `order` for one of its devices, the bundle's own first; `sentName` is for signatures. */
export function toLicenseItems(
  order: LicenseOrder,
  sentName: string,
  hardwareId: string,
  devices: OrderDevices,
  now: Date,
): readonly LicenseItem[] {
  const deviceNumber = devices.active.get(hardwareId) ?? 0
  return order.licenses.map((plan, index) => {
    const item = toLicenseItem(plan, order, {
      hardwareId,
      sentName,
      deviceId: deviceNumber + index,
      timesActivated: devices.active.size,
      transferCount: devices.transferCount,
      variables: devices.variables.get(hardwareId) ?? [],
      now,
    })
    return order.hasSchemaSlips ? addSchemaSlips(item) : item
  })
}
