import type { LicensePlan } from './license-order.ts'

/**
 * What makes a license of the demo bundle one that may go offline: trials and consumption licenses stay as they are,
 * and the others become perpetual. Source: docs/protocol.md 5, types.
 */
export function asOfflineLicense(plan: LicensePlan): Partial<LicensePlan> {
  return plan.isTrial || plan.licenseType === 'consumption' ? {} : asPerpetual(plan)
}

/** What makes a license a perpetual one: no end, no grace, and no feature that floats. */
export function asPerpetual({ features }: LicensePlan): Partial<LicensePlan> {
  return {
    licenseType: 'perpetual',
    validUntil: null,
    graceHours: null,
    allowOfflineActivation: true,
    features: features.map((feature) => ({ ...feature, floating: null })),
  }
}
