import type { ConsumptionPlan } from './license-order.ts'

/** A part of a product that is licensed on its own. */
export interface LicenseFeature {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly expiresAt: Date | null
  /** null for a feature that is simply there, as opposed to one that is used up. */
  readonly consumption: ConsumptionPlan | null
  /** Users at the same time and their time-out in minutes; null where the feature is not floating. */
  readonly floating: { readonly users: number; readonly timeoutMinutes: number } | null
  readonly metadata: Readonly<Record<string, unknown>>
}

/**
 * A member of `product_features` as it goes over the wire: the members of floating and of consumption features are
 * there for these alone. Source: docs/protocol.md 4.
 */
export function toWireFeature(feature: LicenseFeature) {
  return {
    id: feature.id,
    code: feature.code,
    name: feature.name,
    feature_type: feature.consumption ? 'consumption' : 'activation',
    expiry_date: feature.expiresAt?.toISOString() ?? null,
    is_floating: false,
    is_floating_cloud: feature.floating !== null,
    ...(feature.floating && {
      floating_users: feature.floating.users,
      floating_timeout: feature.floating.timeoutMinutes,
    }),
    ...(feature.consumption && toWireFeatureConsumption(feature.consumption)),
    metadata: feature.metadata,
  }
}

function toWireFeatureConsumption(consumption: ConsumptionPlan) {
  return {
    max_consumption: consumption.max ?? 0,
    allow_unlimited_consumptions: consumption.max === null,
    total_consumptions: consumption.used,
    allow_overages: consumption.maxOverages !== null,
    max_overages: consumption.maxOverages ?? 0,
    reset_consumption: consumption.period !== null,
    consumption_period: consumption.period,
  }
}
