/** What is not documented about `check_bundle`, each with what the sandbox does by default. */
export interface CheckSettings {
  /**
   * What a check says of a license that is over: `is_expired`, or the errors license_expired and trial_expired.
   * ASSUMED: it tells the state, since checks have a member for it.
   */
  readonly expiredLicense: 'told' | 'refused'
  /**
   * The same for an order that the vendor has disabled: `license_enabled`, or the error license_not_enabled.
   * ASSUMED: it refuses, as the sibling endpoints do. A single license that is disabled is always told.
   */
  readonly disabledOrder: 'refused' | 'told'
}

export const defaultCheckSettings: CheckSettings = { expiredLicense: 'told', disabledOrder: 'refused' }
