import type { LicenseUser } from './license-holder.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'

export const companyId = 4711

/** The system that all installers of the demo are for. */
export const installerEnvironment = 'linux'

/** The demo's customer. Names beyond ASCII, since a signature over wrongly decoded text fails on exactly these. */
export const demoCustomer = {
  email: 'zofia.angstrom@example.com',
  company_name: 'Łąka & Söhne – 株式会社サンプル',
  reference: 'PO-2041/Ž',
  phone: '+48 22 555 01 00',
  first_name: 'Žofia',
  last_name: 'Ångström-Çelik',
  address: 'ul. Świętokrzyska 7',
  city: 'Kraków',
  postcode: '30-015',
  state: 'Małopolska',
  country: 'Polska',
  customer_account: { id: 5_100_001, name: 'Łąka & Söhne', code: 'LAKA' },
  metadata: {},
}

/** `product_details` in the form of an activation, which has more members than that of a check. */
export function toProductDetails(plan: LicensePlan) {
  return {
    product_id: plan.product.id,
    product_name: plan.product.name,
    short_code: plan.product.shortCode,
    allow_trial: plan.isTrial,
    trial_days: plan.isTrial ? 30 : 0,
    // With a hyphen, as the wire has it. Source: docs/protocol.md 4, schema slips.
    authorization_method: plan.product.authorizationMethod,
    allow_overages: plan.consumption?.maxOverages != null,
    max_overages: plan.consumption?.maxOverages ?? 0,
    prevent_vm: plan.preventVm,
    validity_period: null,
    floating_timeout: 120,
    company_id: companyId,
    metadata: null,
  }
}

/** The user of a user-based license, who takes the place of its key. Source: docs/protocol.md 4. */
export function toWireUser(user: LicenseUser, order: LicenseOrder, timesActivated: number) {
  return {
    id: user.id,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    phone_number: '',
    is_initial_password: false,
    max_activations: order.maxActivations ?? 0,
    allow_unlimited_activations: order.maxActivations === null,
    total_activations: timesActivated,
  }
}

/** The newest installer of the product. `size`, `requires_version` and `release_notes_link` may be null. */
export function toInstallationFile(plan: LicensePlan, now: Date) {
  const name = plan.product.shortCode.toLowerCase()
  return {
    id: plan.product.id * 10 + 1,
    installation_file: `https://downloads.example.com/${name}/4.2.0/${name}-setup.bin`,
    version: '4.2.0',
    requires_version: null,
    environment: installerEnvironment,
    channel: 'stable',
    hash_md5: '9e107d9d372bb6826bd81d3542a419d6',
    size: '73400320',
    release_date: now.toISOString().slice(0, 10),
    release_notes_link: null,
    eula_link: `https://www.example.com/${name}/eula`,
  }
}
