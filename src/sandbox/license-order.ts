import type { AnyErrorCode } from './documented-errors.ts'
import type { LicenseFeature } from './license-feature.ts'
import type { LicenseHolder } from './license-holder.ts'
import type { CatalogProduct } from './product-catalog.ts'

/** One license of a bundle, as the vendor has set it up. Which device uses it is kept in the device ledger. */
export interface LicensePlan {
  readonly id: number
  readonly product: CatalogProduct
  readonly licenseType: 'perpetual' | 'time-limited' | 'subscription' | 'consumption'
  readonly isTrial: boolean
  /** A license that is not is refused an activation; a check tells it. */
  readonly enabled: boolean
  /** End of the license, or of the trial; null where it has none. */
  readonly validUntil: Date | null
  /** Milliseconds from the first activation to the end, in place of a `validUntil` that is fixed; null where it is. */
  readonly validForMs: number | null
  readonly startsAt: Date | null
  /** Hours after `validUntil` in which a subscription goes on; null where grace is not allowed. */
  readonly graceHours: number | null
  /** Until when updates are included; null where the license has no maintenance period. */
  readonly maintenanceUntil: Date | null
  readonly preventVm: boolean
  /** Shared over this API by more devices than it has seats for. */
  readonly isFloatingCloud: boolean
  /** Until when one device has a floating license for itself, also without a connection; null where none has. */
  readonly borrowedUntil: Date | null
  /** What the vendor has set; the type of the license may still forbid it. */
  readonly allowOfflineActivation: boolean
  readonly consumption: ConsumptionPlan | null
  readonly features: readonly LicenseFeature[]
  readonly customFields: readonly CustomField[]
  readonly metadata: Readonly<Record<string, unknown>>
  readonly hasInstallationFile: boolean
  /** What the vendor changes once a device is active: no activation tells it, a check does. */
  readonly later: Partial<Omit<LicensePlan, 'later' | 'validForMs'>>
}

export interface ConsumptionPlan {
  readonly used: number
  /** null is unlimited. */
  readonly max: number | null
  /** null where none are allowed. */
  readonly maxOverages: number | null
  readonly period: 'daily' | 'weekly' | 'monthly' | 'annually' | null
}

export interface CustomField {
  readonly name: string
  readonly dataType: 'number' | 'text' | 'date/time'
  readonly value: string
}

/** What one license key, or one user, stands for: a bundle with its licenses, the bundle's own one first, and the limits they share. */
export interface LicenseOrder {
  readonly holder: LicenseHolder
  readonly bundleCode: string
  readonly licenses: readonly LicensePlan[]
  readonly enabled: boolean
  /** Devices that may be active at the same time; null is unlimited. */
  readonly maxActivations: number | null
  /** 0 is unlimited, -1 is none. Source: docs/protocol.md 10, item 12. */
  readonly maxTransfers: number
  readonly transferCount: number
  /** Hardware ids that are active before anybody has asked. */
  readonly activeDevices: readonly string[]
  /** Seats that were given back before anybody has asked: the next new device is a transfer. */
  readonly releasedSeats: number
  readonly blacklist: readonly string[] | 'every-device'
  /** Treats each device as a virtual machine, so that the ban can be met on real hardware too. */
  readonly everyDeviceIsVirtual: boolean
  /** Treats each device as one that exists already: an activation is refused, a check answers. */
  readonly everyDeviceExists: boolean
  /** Refused by name of the holder, whatever else is asked for; null where the rules decide. */
  readonly refusedWith: AnyErrorCode | { readonly undocumentedCode: string; readonly message: string } | null
  /** What the vendor changes once a device is active, as with a license. */
  readonly later: Partial<Pick<LicenseOrder, 'enabled' | 'blacklist' | 'refusedWith'>>
  /** Answers with the deviations from the documented schema that are seen on the wire. */
  readonly hasSchemaSlips: boolean
}

/** When the license stops to be usable: its end, with the grace hours that a subscription may have. */
export function endOf(plan: LicensePlan): Date | null {
  if (!plan.validUntil || plan.licenseType !== 'subscription') return plan.validUntil
  return new Date(plan.validUntil.getTime() + (plan.graceHours ?? 0) * 3_600_000)
}

/** Past its end, grace included. Source: docs/protocol.md 7 and 10, item 13. */
export function isExpired(plan: LicensePlan, now: Date): boolean {
  const end = endOf(plan)
  return end !== null && end.getTime() < now.getTime()
}
