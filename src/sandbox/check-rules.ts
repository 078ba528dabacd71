import { checkExpiry, refusalByName } from './activation-rules.ts'
import type { CheckSettings } from './check-options.ts'
import type { OrderDevices } from './device-ledger.ts'
import type { LicenseOrder } from './license-order.ts'
import { makeRefusal, type Refusal } from './refusal.ts'

/** One device that asks how its licenses stand. */
export interface CheckAttempt {
  readonly order: LicenseOrder
  readonly devices: OrderDevices
  readonly hardwareId: string
  readonly settings: CheckSettings
  readonly now: Date
}

/**
 * Why the device is not told how its licenses stand, or null where it is. Source: docs/protocol.md 6.
 * Refusals: license_not_active, license_not_enabled, device_not_found, blacklisted, and by the settings license_expired
 * and trial_expired; and whatever the order is refused with by name. ASSUMED: in this order.
 */
export function checkStanding({ order, devices, hardwareId, settings, now }: CheckAttempt): Refusal | null {
  const named = refusalByName(order)
  if (named) return named
  if (devices.active.size === 0) return makeRefusal('license_not_active')
  if (!order.enabled && settings.disabledOrder === 'refused') return makeRefusal('license_not_enabled')
  if (!devices.active.has(hardwareId)) return makeRefusal('device_not_found')
  if (order.blacklist === 'every-device' || order.blacklist.includes(hardwareId)) return makeRefusal('blacklisted')
  return settings.expiredLicense === 'refused' ? checkExpiry({ order, now }) : null
}
