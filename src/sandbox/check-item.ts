import type { LicenseItem, SignedLicenseItem, WireItem } from './license-item.ts'
import { toStoredMembers } from './offline-item.ts'

/** The item of an activation with what a check has more. Source: docs/protocol.md 4, item members, column "check". */
export function toStoredItem(item: LicenseItem, isEnabled: boolean): LicenseItem {
  return { ...item, ...toStoredMembers(item), license_enabled: isEnabled }
}

/**
 * The same without what a check has not: it is for a device that the caller knows, so that neither the hardware id nor
 * the user's name is in it, though `license_signature` covers both. Source: docs/protocol.md 4, column "check".
 */
export function toCheckItem(item: SignedLicenseItem): WireItem {
  const { active, request, hardware_id, username, variables, product_details: details, ...rest } = item
  const { product_id, product_name, short_code, authorization_method, metadata } = details
  return { ...rest, product_details: { product_id, product_name, short_code, authorization_method, metadata } }
}
