/** Licenses in each standing that a license can have. Source: docs/protocol.md 7. */
import { asPerpetual } from './demo-offline-licenses.ts'
import type { LicensePlan } from './license-order.ts'

/** What changes a license of the demo bundle that was bought at `now`. */
export type LicenseChange = (plan: LicensePlan, now: Date) => Partial<LicensePlan>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How long after its activation a license ends that has to be seen to end. */
export const shortTermMs = 5000

const from = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** A perpetual license without anything special. */
const asPlain: LicenseChange = (plan) => ({
  ...asPerpetual(plan),
  isTrial: false,
  startsAt: null,
  maintenanceUntil: null,
  consumption: null,
})

export const asValid: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  maintenanceUntil: from(now, 365 * dayMs),
})

export const asInGrace: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  licenseType: 'subscription',
  validUntil: from(now, -5 * hourMs),
  graceHours: 72,
})

export const asSoonExpired: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  licenseType: 'time-limited',
  validForMs: shortTermMs,
})

export const asSoonEndedTrial: LicenseChange = (plan, now) => ({ ...asSoonExpired(plan, now), isTrial: true })

/** The vendor has moved the start: no license can be activated before it. */
export const asNotStarted: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  later: { startsAt: from(now, 7 * dayMs) },
})

export const asDisabled: LicenseChange = (plan, now) => ({ ...asPlain(plan, now), later: { enabled: false } })

export const asTrial: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  licenseType: 'time-limited',
  isTrial: true,
  startsAt: from(now, -27 * dayMs),
  validUntil: from(now, 3 * dayMs),
})

export const asUnmaintained: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  maintenanceUntil: from(now, -10 * dayMs),
})

export const asOverused: LicenseChange = (plan, now) => ({
  ...asPlain(plan, now),
  licenseType: 'consumption',
  consumption: { used: 110, max: 100, maxOverages: 20, period: 'monthly' },
})

export const asFloating: LicenseChange = (plan, now) => ({ ...asPlain(plan, now), isFloatingCloud: true })

export const asBorrowed: LicenseChange = (plan, now) => ({
  ...asFloating(plan, now),
  borrowedUntil: from(now, 2 * dayMs),
})

/** Gives each product of the bundle its own standing: the suite, writer, cloud library, render farm and studio. */
export function asMixed(changes: readonly [LicenseChange, LicenseChange, LicenseChange, LicenseChange, LicenseChange]) {
  const endings = ['WRITER', 'CLOUD', 'RENDER', 'STUDIO']
  const change: LicenseChange = (plan, now) => {
    const index = endings.findIndex((ending) => plan.product.shortCode.endsWith(ending)) + 1
    return changes[index]?.(plan, now) ?? {}
  }
  return change
}
