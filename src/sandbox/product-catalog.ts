import type { ApiKey } from './api-keys.ts'
import { makeRefusal, type Refusal } from './refusal.ts'

export interface CatalogProduct {
  readonly id: number
  readonly shortCode: string
  readonly name: string
  readonly kind: 'bundle' | 'product'
  readonly state: 'active' | 'disabled' | 'archived'
}

const product = (
  id: number,
  shortCode: string,
  name: string,
  kind: CatalogProduct['kind'],
  state: CatalogProduct['state'] = 'active',
): CatalogProduct => ({ id, shortCode, name, kind, state })

/** The vendor's products, the demo bundle first. */
export const demoProducts = {
  suite: product(910_001, 'DEMO-SUITE', 'Example Suite', 'bundle'),
  writer: product(910_002, 'DEMO-WRITER', 'Example Writer', 'product'),
  cloud: product(910_003, 'DEMO-CLOUD', 'Example Cloud Library', 'product'),
  render: product(910_004, 'DEMO-RENDER', 'Example Render Farm', 'product'),
  studio: product(910_005, 'DEMO-STUDIO', 'Example Studio', 'product'),
  otherSuite: product(910_011, 'OTHER-SUITE', 'Other Suite', 'bundle'),
  archivedSuite: product(910_012, 'ARCHIVED-SUITE', 'Archived Suite', 'bundle', 'archived'),
  disabledSuite: product(910_013, 'DISABLED-SUITE', 'Disabled Suite', 'bundle', 'disabled'),
  foreignSuite: product(910_014, 'FOREIGN-SUITE', 'Suite of another team', 'bundle'),
} as const

const catalog: readonly CatalogProduct[] = Object.values(demoProducts)

/** Short codes that the demo's API key may ask for: all but one, so that `api_key_product_not_allowed` can be met. */
export const allowedProductCodes = catalog
  .map(({ shortCode }) => shortCode)
  .filter((shortCode) => shortCode !== demoProducts.foreignSuite.shortCode)

/**
 * Why `shortCode` cannot be activated as a bundle with this API key, or null where it can. Source: docs/protocol.md 4.
 * Refusals: unknown_product, api_key_product_not_allowed, archived_product, disabled_product, product_not_bundle.
 */
export function checkBundleProduct(shortCode: string, apiKey: ApiKey): Refusal | null {
  const found = catalog.find((candidate) => candidate.shortCode === shortCode)
  if (!found) return makeRefusal('unknown_product')
  if (apiKey.products !== 'all' && !apiKey.products.includes(shortCode)) {
    return makeRefusal('api_key_product_not_allowed')
  }
  if (found.state === 'archived') return makeRefusal('archived_product')
  if (found.state === 'disabled') return makeRefusal('disabled_product')
  if (found.kind !== 'bundle') {
    return makeRefusal('product_not_bundle', { message: `Specified product "${shortCode}" is not a bundle` })
  }
  return null
}
