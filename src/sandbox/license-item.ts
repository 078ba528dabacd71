import { type DeviceVariable, toWireVariables } from './device-variable.ts'
import { toWireFeature } from './license-feature.ts'
import { type LicenseHolder, toWireUsername } from './license-holder.ts'
import { companyId, demoCustomer, toInstallationFile, toProductDetails, toWireUser } from './license-item-parts.ts'
import { type ConsumptionPlan, isExpired, type LicenseOrder, type LicensePlan } from './license-order.ts'

/** What one activation of a license is about: the device, and the numbers that count with it. */
export interface ActivationFacts {
  readonly hardwareId: string
  /** What signatures have in place of a license key: see `toSentName`. */
  readonly sentName: string
  readonly deviceId: number
  readonly timesActivated: number
  readonly transferCount: number
  /** What the device has reported of itself. */
  readonly variables: readonly DeviceVariable[]
  readonly now: Date
}

/** Marks what the sandbox knows of an item and no answer carries: JSON leaves members out whose name is a symbol. */
export const sentName = Symbol('the name that was sent')

/**
 * A license in the answer of an activation, before it is signed: the members that others go by, and the rest. It has
 * a `license_key`, or a `username` where the licenses are a user's.
 */
export interface LicenseItem extends SomeItem {
  readonly hardware_id: string
  readonly [sentName]: string
  readonly license_key?: string
  readonly username?: string
  readonly validity_period: string | null
}

/** The same with its own signature, Base64. */
export type SignedLicenseItem = LicenseItem & Signed

/** A signed license as it goes out, in whichever form. */
export type WireItem = SomeItem & Signed

/** A license in whichever form. */
export interface SomeItem {
  readonly product_details: Readonly<Record<string, unknown>> & { readonly short_code: string }
  readonly [member: string]: unknown
}

interface Signed {
  readonly license_signature: string
}

/**
 * The item for `plan` in the answer of an online activation, which has neither `license_active` nor `license_enabled`.
 * Instants are ISO 8601 UTC with milliseconds, the only form that every client signs alike.
 * Source: docs/protocol.md 4 (item members) and 3 (v1 rule 3).
 */
export function toLicenseItem(plan: LicensePlan, order: LicenseOrder, facts: ActivationFacts): LicenseItem {
  return {
    id: plan.id,
    active: true,
    request: 'activation',
    hardware_id: facts.hardwareId,
    [sentName]: facts.sentName,
    device_id: facts.deviceId,
    company: { id: companyId },
    ...toHolder(order.holder, order, facts),
    license_type: plan.licenseType,
    is_trial: plan.isTrial,
    ...(plan.isTrial && { trial_days: 30 }),
    ...toTerm(plan, facts.now),
    ...toLimits(order, facts),
    ...toModes(plan),
    ...(plan.borrowedUntil && toBorrowing(plan, facts.now)),
    ...(plan.consumption && toWireConsumption(plan.consumption)),
    license_template_id: null,
    metadata: plan.metadata,
    custom_fields: plan.customFields.map(({ name, dataType, value }) => ({ name, data_type: dataType, value })),
    customer: demoCustomer,
    product_details: toProductDetails(plan),
    product_features: plan.features.map(toWireFeature),
    installation_file: plan.hasInstallationFile ? toInstallationFile(plan, facts.now) : null,
    ...(facts.variables.length > 0 && { variables: toWireVariables(facts.variables, facts.deviceId) }),
  }
}

function toHolder(holder: LicenseHolder, order: LicenseOrder, facts: ActivationFacts) {
  if (holder.kind === 'license-key') return { license_key: holder.licenseKey }
  return { username: toWireUsername(holder.user), user: toWireUser(holder.user, order, facts.timesActivated) }
}

function toTerm(plan: LicensePlan, now: Date) {
  return {
    start_date: plan.startsAt?.toISOString() ?? null,
    validity_period: plan.validUntil?.toISOString() ?? null,
    is_expired: isExpired(plan, now),
    allow_grace_period: plan.graceHours !== null,
    grace_period: plan.graceHours ?? 0,
    enable_maintenance_period: plan.maintenanceUntil !== null,
    maintenance_period: plan.maintenanceUntil?.toISOString() ?? null,
  }
}

function toLimits(order: LicenseOrder, facts: ActivationFacts) {
  return {
    max_activations: order.maxActivations ?? 0,
    allow_unlimited_activations: order.maxActivations === null,
    times_activated: facts.timesActivated,
    max_transfers: order.maxTransfers,
    transfer_count: facts.transferCount,
  }
}

function toModes(plan: LicensePlan) {
  return {
    allow_offline_activation: plan.allowOfflineActivation,
    allow_overages: plan.consumption?.maxOverages != null,
    max_overages: plan.consumption?.maxOverages ?? 0,
    can_borrow: plan.borrowedUntil !== null,
    max_borrow_time: plan.borrowedUntil === null ? 0 : 168,
    floating_timeout: 120,
    is_air_gapped: false,
    is_floating: false,
    is_floating_cloud: plan.isFloatingCloud,
    is_hardware_key_auth: false,
    prevent_vm: plan.preventVm,
  }
}

/**
 * ASSUMED: an activation tells of a borrowed license as a check does, and of no other one, since the members are not
 * known of it. Source: docs/protocol.md 4, item members.
 */
function toBorrowing({ borrowedUntil }: LicensePlan, now: Date) {
  const isBorrowed = borrowedUntil !== null && borrowedUntil.getTime() > now.getTime()
  return { is_borrowed: isBorrowed, borrowed_until: borrowedUntil?.toISOString() ?? null }
}

function toWireConsumption(consumption: ConsumptionPlan) {
  return {
    max_consumptions: consumption.max ?? 0,
    total_consumptions: consumption.used,
    allow_unlimited_consumptions: consumption.max === null,
    allow_negative_consumptions: false,
    reset_consumption: consumption.period !== null,
    consumption_period: consumption.period,
  }
}
