import type { ApiKey } from './api-keys.ts'
import type { DeviceRequest } from './device-request.ts'
import { makeRefusal, type Refusal } from './refusal.ts'

export interface CatalogProduct {
  readonly id: number
  readonly shortCode: string
  readonly name: string
  readonly kind: 'bundle' | 'product'
  readonly state: 'active' | 'disabled' | 'archived'
  /** How a client names its licenses; the same for all products of a bundle. Source: docs/protocol.md 6. */
  readonly authorizationMethod: 'license-key' | 'user'
}

const product = (
  id: number,
  shortCode: string,
  name: string,
  kind: CatalogProduct['kind'],
  state: CatalogProduct['state'] = 'active',
): CatalogProduct => ({ id, shortCode, name, kind, state, authorizationMethod: 'license-key' })

const userProduct = (id: number, shortCode: string, name: string, kind: CatalogProduct['kind']): CatalogProduct => ({
  ...product(id, shortCode, name, kind),
  authorizationMethod: 'user',
})

/** The five products of a demo bundle, its own first. */
export interface BundleProducts {
  readonly suite: CatalogProduct
  readonly writer: CatalogProduct
  readonly cloud: CatalogProduct
  readonly render: CatalogProduct
  readonly studio: CatalogProduct
}

/** The same as the demo bundle for people who sign in with a user name. */
export const teamProducts = {
  suite: userProduct(910_021, 'DEMO-TEAM', 'Example Suite for Teams', 'bundle'),
  writer: userProduct(910_022, 'DEMO-TEAM-WRITER', 'Example Writer for Teams', 'product'),
  cloud: userProduct(910_023, 'DEMO-TEAM-CLOUD', 'Example Cloud Library for Teams', 'product'),
  render: userProduct(910_024, 'DEMO-TEAM-RENDER', 'Example Render Farm for Teams', 'product'),
  studio: userProduct(910_025, 'DEMO-TEAM-STUDIO', 'Example Studio for Teams', 'product'),
} as const satisfies BundleProducts

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

const catalog: readonly CatalogProduct[] = [...Object.values(demoProducts), ...Object.values(teamProducts)]

/** Short codes that the demo's API key may ask for: all but one, so that `api_key_product_not_allowed` can be met. */
export const allowedProductCodes = catalog
  .map(({ shortCode }) => shortCode)
  .filter((shortCode) => shortCode !== demoProducts.foreignSuite.shortCode)

/**
 * Why the product cannot be activated as a bundle with this API key, or null where it can. Source: docs/protocol.md 4.
 * Refusals: unknown_product, api_key_product_not_allowed, archived_product, disabled_product, product_not_bundle.
 * ASSUMED: a `bundle_code` beside a bundle's own code has to be the same, or the product is not known.
 */
export function checkBundleProduct(
  { product: shortCode, bundleCode }: Pick<DeviceRequest, 'product' | 'bundleCode'>,
  apiKey: ApiKey,
): Refusal | null {
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
  if (bundleCode !== null && bundleCode !== shortCode) return makeRefusal('unknown_product')
  return null
}
