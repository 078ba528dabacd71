import { refusalByName } from './activation-rules.ts'
import type { OrderDevices } from './device-ledger.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'
import type { OfflineSettings } from './offline-options.ts'
import { makeRefusal, type Refusal } from './refusal.ts'

/**
 * Why the licenses of `order` may not go offline, or null where they may: all of them or none.
 * Refusals: offline_floating_cloud_not_supported, validation_error.
 * Source: docs/protocol.md 5, types. ASSUMED: the code for a type that may not, and that the vendor's own
 * `allow_offline_activation` is looked at first; docs/protocol.md 10, item 9.
 */
export function checkOfflineUse(order: LicenseOrder, settings: OfflineSettings): Refusal | null {
  if (order.licenses.some(({ isFloatingCloud }) => isFloatingCloud)) {
    return makeRefusal('offline_floating_cloud_not_supported')
  }
  const held = order.licenses.find((plan) => !mayGoOffline(plan, settings))
  if (!held) return null
  const reason = held.allowOfflineActivation ? `its type is ${held.licenseType}` : 'the vendor does not allow it'
  const message = `License of ${held.product.shortCode} cannot be activated offline: ${reason}`
  return makeRefusal('validation_error', { message })
}

function mayGoOffline(
  { allowOfflineActivation, isTrial, licenseType }: LicensePlan,
  settings: OfflineSettings,
): boolean {
  if (!allowOfflineActivation) return false
  if (isTrial || licenseType === 'perpetual' || licenseType === 'consumption') return true
  return licenseType === 'time-limited' && settings.timeLimited === 'allowed'
}

/**
 * Why `hardwareId` cannot give its seat of `order` back, or null where it can.
 * Refusals: license_not_enabled, license_not_active, device_not_found, and whatever the order is refused with by name.
 * ASSUMED: the last two are documented for other endpoints only; a license without any device is not active. An expired
 * license can be given back.
 */
export function checkDeactivation(order: LicenseOrder, devices: OrderDevices, hardwareId: string): Refusal | null {
  const named = refusalByName(order)
  if (named) return named
  if (!order.enabled) return makeRefusal('license_not_enabled')
  if (devices.active.has(hardwareId)) return null
  return devices.active.size === 0 ? makeRefusal('license_not_active') : makeRefusal('device_not_found')
}
