import { toInstant } from './instant.ts'
import { type LicenseDetails, toDetails } from './license-details.ts'
import type { ServerLicense } from './license-schema.ts'
import type { ServerFeature } from './license-shown-members.ts'
import type { UnreadMember } from './server-members.ts'

/** One license of a bundle, as the server stated it under its signature. Instants are ISO 8601 UTC with milliseconds. */
export interface LicenseRecord {
  /** null where it cannot be read. */
  readonly id: number | null
  /** Empty where it cannot be read. */
  readonly productCode: string
  readonly productName: string
  readonly licenseKey: string | null
  /** License user of a user-based product. */
  readonly username: string | null
  /**
   * User name that was sent for it, as it is kept beside the signed bytes; null where a license key or a single sign-on
   * was used. Later calls name the holder by it.
   */
  readonly sentName?: string | null
  /** `perpetual`, `time-limited`, `subscription`, `consumption`, or a word that is newer than this product. */
  readonly licenseType: string
  readonly isTrial: boolean
  readonly isEnabled: boolean
  /** False where the server says that it is not active on this computer. */
  readonly isActive: boolean
  /** The first member that decides about its use and cannot be read; null where all can. */
  readonly problem: UnreadMember | null
  readonly startAt: string | null
  /** End of validity; null: none. */
  readonly validUntil: string | null
  /** Hours after `validUntil` in which a subscription stays usable; 0 where it has no grace period. */
  readonly graceHours: number
  readonly maintenanceUntil: string | null
  readonly floating: Floating | null
  readonly seats: Count | null
  readonly consumption: Count | null
  readonly features: readonly LicenseFeature[]
  readonly customFields: readonly CustomField[]
  readonly customerName: string | null
  /** When the server wrote it; null where it did not say, as over the network. */
  readonly issuedAt: string | null
  readonly details: LicenseDetails
  /** Members that decide nothing and could not be read. */
  readonly unread: readonly UnreadMember[]
}

/** A note of the vendor on the license. */
export interface CustomField {
  readonly name: string
  readonly value: string
  /** `text`, `number`, `date/time`, or another word; null where it is not said. */
  readonly dataType: string | null
}

/** A license that computers share in turn. */
export interface Floating {
  readonly places: number | null
  readonly inUse: number | null
  readonly borrowedUntil: string | null
  /** For how long a check lets this computer use it; null: no time is told. */
  readonly timeoutMinutes: number | null
}

/** How much is used of how much. */
export interface Count {
  readonly used: number
  /** null: no limit. */
  readonly max: number | null
  /** Allowed above `max`; null: none. */
  readonly overages: number | null
  /** `daily`, `weekly`, `monthly`, `annually`; null: never counted anew. */
  readonly resets: string | null
}

/** An entitlement inside a license. */
export interface LicenseFeature {
  readonly code: string
  readonly name: string
  readonly validUntil: string | null
  /** What the server wrote for the end where that is no date. */
  readonly endText: string | null
  readonly consumption: Count | null
  /** Shared by computers in turn, and for how long each; null for a feature of this computer alone. */
  readonly floating: { readonly places: number | null; readonly timeoutMinutes: number | null } | null
}

/** A license in this product's own words. Total: the schema has read every member. */
export function toLicenseRecord(license: ServerLicense, sentName: string | null = null): LicenseRecord {
  return {
    id: license.id,
    productCode: license.product_details.short_code,
    productName: license.product_details.product_name ?? (license.product_details.short_code || '?'),
    licenseKey: license.license_key,
    username: license.username ?? license.user?.email ?? null,
    sentName,
    licenseType: license.license_type,
    isTrial: license.is_trial,
    isEnabled: license.license_enabled,
    isActive: license.license_active,
    problem: license.problems[0] ?? null,
    startAt: license.start_date,
    validUntil: license.validity_period === null ? null : toInstant(license.validity_period),
    graceHours: license.allow_grace_period ? Math.max(0, license.grace_period ?? 0) : 0,
    maintenanceUntil: license.enable_maintenance_period ? license.maintenance_period : null,
    floating: floatingOf(license),
    seats: seatsOf(license),
    consumption: license.license_type === 'consumption' ? consumptionOf(license) : null,
    features: license.product_features.map(toFeature),
    customFields: license.custom_fields.flatMap(({ name, value, data_type: dataType }) =>
      name === null || value === null ? [] : [{ name, value, dataType }],
    ),
    customerName: customerNameOf(license),
    // The HMAC takes the text of the date as it stands; here it is only an instant.
    issuedAt: license.date === null ? null : toInstant(license.date),
    details: toDetails(license),
    unread: license.unread,
  }
}

function floatingOf(license: ServerLicense): Floating | null {
  if (!license.is_floating && !license.is_floating_cloud) return null
  const borrowedUntil = license.is_borrowed ? license.borrowed_until : null
  const { floating_users: places, floating_in_use_devices: inUse, floating_timeout: timeout } = license
  return { places, inUse, borrowedUntil, timeoutMinutes: positive(timeout) }
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null
}

function seatsOf(license: ServerLicense): Count | null {
  if (license.times_activated === null || !(license.areSeatsRead || license.allow_unlimited_activations)) return null
  const max = license.allow_unlimited_activations ? null : license.max_activations
  return { used: license.times_activated, max, overages: null, resets: null }
}

type Consuming = Pick<
  ServerFeature,
  | 'max_consumption'
  | 'total_consumptions'
  | 'allow_unlimited_consumptions'
  | 'allow_overages'
  | 'max_overages'
  | 'reset_consumption'
  | 'consumption_period'
>

function consumptionOf(source: Consuming): Count {
  return {
    used: source.total_consumptions ?? 0,
    max: source.allow_unlimited_consumptions ? null : source.max_consumption,
    overages: source.allow_overages ? source.max_overages : null,
    // The documentation spells it `annualy`.
    resets: source.reset_consumption ? (source.consumption_period?.replace('annualy', 'annually') ?? null) : null,
  }
}

function toFeature(feature: ServerFeature): LicenseFeature {
  const isShared = feature.is_floating || feature.is_floating_cloud
  return {
    code: feature.code,
    name: feature.name,
    validUntil: feature.expiry_date.at,
    endText: feature.expiry_date.text,
    consumption: feature.feature_type === 'consumption' ? consumptionOf(feature) : null,
    floating: isShared ? { places: feature.floating_users, timeoutMinutes: positive(feature.floating_timeout) } : null,
  }
}

function customerNameOf({ customer }: ServerLicense): string | null {
  if (customer === null) return null
  const person = [customer.first_name, customer.last_name].filter((part) => part !== null).join(' ')
  const names = [person, customer.company_name ?? ''].filter((name) => name !== '')
  return names.length > 0 ? names.join(', ') : customer.email
}
