/**
 * The members of a license in the schema of the offline page, and those that are known from elsewhere; a server is
 * compared with both. Source: docs/protocol.md 4, item members.
 */

/** Required by the page. `license_key` or `user` is there besides. */
export const pageMembers: readonly string[] = [
  ...['id', 'allow_grace_period', 'allow_overages', 'allow_unlimited_activations', 'can_borrow', 'channel'],
  ...['device_id', 'enable_maintenance_period', 'environment', 'eula_link', 'floating_timeout', 'grace_period'],
  ...['hash_md5', 'installation_file', 'is_air_gapped', 'is_borrowed', 'is_expired', 'is_floating_cloud'],
  ...['is_floating', 'is_hardware_key_auth', 'license_active', 'license_enabled', 'license_signature'],
  ...['license_signature_v2', 'offline_signature', 'license_type', 'max_activations', 'max_borrow_time'],
  ...['max_license_users', 'max_overages', 'max_transfers', 'order_store_id', 'prevent_vm', 'release_date'],
  ...['release_notes_link', 'requires_version', 'size', 'times_activated', 'transfer_count', 'version'],
  ...['product_features', 'custom_fields', 'customer', 'product_details', 'metadata'],
]

/** Named by the page, and not required. */
const optionalPageMembers: readonly string[] = [
  ...['borrowed_until', 'maintenance_period', 'start_date', 'validity_period', 'company', 'trial_days'],
  ...['floating_in_use_devices', 'floating_users', 'max_consumptions', 'total_consumptions'],
  ...['allow_unlimited_consumptions', 'reset_consumption', 'consumption_period', 'license_key', 'user'],
]

/** The members that a page names. */
export const membersOfThePage: ReadonlySet<string> = new Set([...pageMembers, ...optionalPageMembers])

/** Seen with the vendor's clients, and on no page. */
export const membersSeenElsewhere: readonly string[] = [
  ...['date', 'request_id', 'hardware_id', 'username', 'is_trial', 'active', 'request', 'allow_offline_activation'],
  ...['license_template_id', 'allow_negative_consumptions', 'variables', 'metadata_string'],
]
