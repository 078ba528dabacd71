/** Licenses in the form that the pages of the documentation give them. Source: docs/protocol.md 4 and 5. */
import type { SignedLicenseItem, SomeItem, WireItem } from './license-item.ts'

const itemMembers = [
  ...['id', 'license_key', 'user', 'allow_grace_period', 'allow_overages', 'allow_unlimited_activations'],
  ...['borrowed_until', 'can_borrow', 'channel', 'device_id', 'enable_maintenance_period', 'environment', 'eula_link'],
  ...['floating_timeout', 'grace_period', 'hash_md5', 'installation_file', 'is_air_gapped', 'is_borrowed'],
  ...['is_expired', 'is_floating_cloud', 'is_floating', 'is_hardware_key_auth', 'license_active', 'license_enabled'],
  ...['license_type', 'maintenance_period', 'max_activations', 'max_borrow_time', 'max_license_users', 'max_overages'],
  ...['max_transfers', 'order_store_id', 'prevent_vm', 'release_date', 'release_notes_link', 'requires_version'],
  ...['size', 'start_date', 'times_activated', 'transfer_count', 'validity_period', 'version', 'company'],
  ...['product_features', 'custom_fields', 'customer', 'product_details', 'metadata', 'trial_days'],
  ...['floating_in_use_devices', 'floating_users', 'max_consumptions', 'total_consumptions'],
  ...['allow_unlimited_consumptions', 'reset_consumption', 'consumption_period'],
] as const

const productMembers = ['product_id', 'product_name', 'short_code', 'authorization_method', 'metadata'] as const

/**
 * The item with the members of the offline page alone, the installation file's side by side. Texts that the page does
 * not allow to be null are empty.
 */
export function toPageItem(item: SomeItem): SomeItem {
  const { short_code } = item.product_details
  return {
    ...pick(item, itemMembers),
    ...toFloating(item),
    product_features: toList(item['product_features']).map(toPageFeature),
    custom_fields: toList(item['custom_fields']).map(toPageField),
    customer: toPageCustomer(item['customer']),
    product_details: { ...pick(item.product_details, productMembers), metadata: {}, short_code },
    ...Object.fromEntries(filledTexts.map((name) => [name, item[name] ?? ''])),
  }
}

/**
 * The same for an answer over the network. ASSUMED: the page for it names another page for its items, which is not at
 * hand: `is_trial` is added, which the offline page speaks of and does not list.
 */
export function toOnlinePageItem(item: SignedLicenseItem): WireItem {
  return { ...toPageItem(item), is_trial: item['is_trial'], license_signature: item.license_signature }
}

const filledTexts = ['release_date', 'release_notes_link', 'requires_version', 'size'] as const

function toFloating(item: SomeItem): object {
  const isFloating = item['is_floating'] === true || item['is_floating_cloud'] === true
  return isFloating ? { floating_in_use_devices: item['times_activated'], floating_users: item['max_activations'] } : {}
}

function toPageFeature(feature: Members): Members {
  return { ...feature, expiry_date: feature['expiry_date'] ?? '', metadata: feature['metadata'] ?? {} }
}

/** The page spells the type of a number without its last letters. */
function toPageField({ name, data_type, value }: Members): Members {
  return { name: name ?? '', data_type: data_type === 'number' ? 'numer' : (data_type ?? 'text'), value: value ?? '' }
}

function toPageCustomer(customer: unknown): Members {
  const { customer_account: account, ...rest } = toMembers(customer)
  const texts = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? '']))
  return { ...texts, customer_account: toMembers(account)['code'] ?? null }
}

type Members = Readonly<Record<string, unknown>>

function pick(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(names.flatMap((name) => (name in members ? [[name, members[name]]] : [])))
}

function toMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function toList(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.map(toMembers) : []
}
