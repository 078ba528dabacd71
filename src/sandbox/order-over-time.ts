import type { OrderDevices } from './device-ledger.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'

/**
 * The order as it stands at `now`: ends that count from the first activation are fixed, and once a device is active it
 * is as the vendor has changed it since.
 */
export function toOrderAt(order: LicenseOrder, { activatedAt }: OrderDevices, now: Date): LicenseOrder {
  const startedAt = activatedAt ?? now
  const later = activatedAt === null ? {} : order.later
  const licenses = order.licenses.map((plan) => {
    const change = activatedAt === null ? {} : plan.later
    return { ...plan, validUntil: endFrom(plan, startedAt), ...change }
  })
  return { ...order, ...later, licenses }
}

function endFrom({ validUntil, validForMs }: LicensePlan, startedAt: Date): Date | null {
  return validForMs === null ? validUntil : new Date(startedAt.getTime() + validForMs)
}
