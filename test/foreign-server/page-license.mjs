/** A license with exactly the members of the documentation's response schema. Written from the page alone. */

/**
 * @typedef {object} LicenseFacts
 * @property {number} index place in the bundle; the bundle's own is 0
 * @property {string} product short code of the bundle
 * @property {{ license_key: string } | { user: object }} holder
 * @property {number} seats devices that are active
 */

/** @param {LicenseFacts} facts */
export function pageLicense({ index, product, holder, seats }) {
  return {
    ...holder,
    id: 9007199254740991 - index,
    ...texts(['channel', 'environment', 'eula_link', 'hash_md5', 'installation_file', 'order_store_id']),
    ...texts(['release_date', 'release_notes_link', 'requires_version', 'size', 'version']),
    ...falsehoods(['allow_grace_period', 'allow_overages', 'allow_unlimited_activations', 'can_borrow']),
    ...falsehoods(['enable_maintenance_period', 'is_air_gapped', 'is_borrowed', 'is_expired', 'is_floating_cloud']),
    ...falsehoods(['is_floating', 'is_hardware_key_auth', 'prevent_vm']),
    ...{ floating_timeout: 0, grace_period: 0, max_borrow_time: 0, max_license_users: 1, max_overages: 0 },
    ...{ max_transfers: 0, transfer_count: 0, max_activations: 3, times_activated: seats },
    ...{ license_active: true, license_enabled: true },
    ...{ borrowed_until: null, maintenance_period: null, start_date: null },
    ...termOf(index),
    device_id: 1_900_000_000_000_000 + index,
    company: { id: 77 },
    product_features: [featureOf(index)],
    custom_fields: [{ name: 'Größe', data_type: 'numer', value: '12' }],
    customer: customerOf(),
    product_details: {
      product_id: 5_000 + index,
      product_name: index === 0 ? 'Foreign Suite' : `Foreign Part ${index}`,
      short_code: index === 0 ? product : `${product}-${index}`,
      authorization_method: 'user' in holder ? 'user' : 'license-key',
      metadata: { note: 'ä/ö "ü"' },
    },
    metadata: {},
  }
}

/** The second license is a trial, the third is used up, and the others do not end. @param {number} index */
function termOf(index) {
  if (index === 1) return { license_type: 'time-limited', trial_days: 14, validity_period: '2099-12-31T00:00:00.000Z' }
  if (index !== 2) return { license_type: 'perpetual', validity_period: null }
  const consumption = { max_consumptions: 10, total_consumptions: 3, allow_unlimited_consumptions: false }
  const type = { license_type: 'consumption', validity_period: null }
  return { ...type, ...consumption, reset_consumption: false, consumption_period: null }
}

/** @param {number} index */
function featureOf(index) {
  return {
    ...{ id: 30 + index, code: `part-${index}`, name: 'Teil é', expiry_date: '2099-01-01T00:00:00.000Z' },
    ...{ metadata: {}, feature_type: 'activation', is_floating: false, is_floating_cloud: false },
  }
}

function customerOf() {
  const names = ['company_name', 'reference', 'phone', 'first_name', 'last_name', 'city', 'postcode', 'state']
  return { ...texts([...names, 'country', 'address']), email: 'ana@example.com', customer_account: null, metadata: {} }
}

/** @param {string[]} names @returns {Record<string, string>} */
const texts = (names) => Object.fromEntries(names.map((name) => [name, '']))

/** @param {string[]} names @returns {Record<string, boolean>} */
const falsehoods = (names) => Object.fromEntries(names.map((name) => [name, false]))
