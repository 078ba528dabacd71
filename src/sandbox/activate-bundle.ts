import { type ActivationRequest, parseActivationBody } from './activation-body.ts'
import { checkActivation } from './activation-rules.ts'
import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import type { OrderDevices } from './device-ledger.ts'
import { type LicenseItem, toLicenseItem } from './license-item.ts'
import type { LicenseOrder } from './license-order.ts'
import { checkBundleProduct } from './product-catalog.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'
import { addSchemaSlips } from './schema-slips.ts'
import { toAnswer } from './signed-answer.ts'

/**
 * The reply to `POST activate_bundle`: all licenses of the bundle or none. Source: docs/protocol.md 4.
 * Steps: body, product, license, rules, and only then is the device counted.
 */
export async function activateBundle(body: string, apiKey: ApiKey, context: CallContext): Promise<ApiReply> {
  const request = parseActivationBody(body)
  if (!request.ok) return toRefusalReply(request.refusal)
  const productRefusal = checkBundleProduct(request.value.product, apiKey)
  if (productRefusal) return toRefusalReply(productRefusal)
  const order = findOrder(request.value, context.orders)
  if (!order.ok) return toRefusalReply(order.refusal)

  const { hardwareId, isVm } = request.value
  const devices = context.ledger.devicesOf(order.value)
  const { knownDevice, now } = context
  const refusal = checkActivation({ order: order.value, devices, hardwareId, isVm, knownDevice, now })
  if (refusal) return toRefusalReply(refusal)

  const after = context.ledger.activate(order.value, hardwareId)
  return toAnswer(toItems(order.value, hardwareId, after, now), context)
}

/** ASSUMED: a key of another bundle is not found. People with a user name or single sign-on have no order here yet. */
function findOrder(
  { credentials, product }: ActivationRequest,
  orders: readonly LicenseOrder[],
): Outcome<LicenseOrder> {
  if (credentials.kind !== 'license-key') return refuse(makeRefusal('license_not_found'))
  const order = orders.find(({ key, bundleCode }) => key === credentials.licenseKey && bundleCode === product)
  return order ? accept(order) : refuse(makeRefusal('license_not_found'))
}

function toItems(order: LicenseOrder, hardwareId: string, devices: OrderDevices, now: Date): readonly LicenseItem[] {
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
