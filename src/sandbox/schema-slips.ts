import type { LicenseItem } from './license-item.ts'

/**
 * The item with the deviations from the documented schema that are seen on the wire, and with members that no
 * documentation names: a client has to bear all of them. Source: docs/protocol.md 4, schema slips.
 */
export function addSchemaSlips(item: LicenseItem): LicenseItem {
  return {
    ...item,
    custom_fields: [
      { name: 'Seats in contract', data_type: 'numer', value: '5' },
      { name: null, data_type: null, value: null },
    ],
    customer: { ...toRecord(item['customer']), customer_account: null, phone: null },
    product_details: { ...item.product_details, authorization_method: 'license_key' },
    product_features: toList(item['product_features']).map((feature) => ({
      ...toRecord(feature),
      ...('consumption_period' in toRecord(feature) && { consumption_period: 'annualy', allow_overages: 0 }),
      metadata: null,
    })),
    variables: [],
    license_pool: { id: 7, name: 'a member that nobody has documented' },
  }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
