import type { LicenseFeature } from './license-feature.ts'
import type { LicensePlan } from './license-order.ts'
import { type BundleProducts, type CatalogProduct, demoProducts } from './product-catalog.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** License ids have 16 digits on the wire, which is still below 2^53. Source: docs/protocol.md 4. */
const firstLicenseId = 1_723_000_000_000_001

const plainLicense = {
  isTrial: false,
  enabled: true,
  validUntil: null,
  validForMs: null,
  startsAt: null,
  graceHours: null,
  maintenanceUntil: null,
  preventVm: false,
  isFloatingCloud: false,
  borrowedUntil: null,
  allowOfflineActivation: true,
  consumption: null,
  features: [],
  customFields: [],
  metadata: {},
  hasInstallationFile: false,
  later: {},
} satisfies Partial<LicensePlan>

const plainFeature = {
  expiresAt: null,
  consumption: null,
  floating: null,
  metadata: {},
} satisfies Partial<LicenseFeature>

/**
 * The five licenses of the demo bundle, one of each kind: the bundle's own (perpetual, with maintenance), one for a
 * limited time, a subscription in its grace hours, consumption, and a trial. Dates stand relative to `now`.
 */
export function makeDemoBundle(now: Date, products: BundleProducts = demoProducts): readonly LicensePlan[] {
  const after = (ms: number) => new Date(now.getTime() + ms)
  return [
    suite(products.suite, after),
    writer(products.writer, after),
    cloud(products.cloud, after),
    render(products.render),
    studio(products.studio, after),
  ]
}

/**
 * The licenses that a bundle of `count` has beside the five above: perpetual ones of modules with numbers in their codes,
 * `DEMO-SUITE-M00006`. They are plain, so that thousands of them are made and sent in no time.
 */
export function makeMoreLicenses({ suite: bundle }: BundleProducts, count: number): readonly LicensePlan[] {
  return Array.from({ length: Math.max(0, count - demoBundleSize) }, (_, index) => {
    const number = demoBundleSize + index + 1
    const digits = String(number).padStart(5, '0')
    const names = { shortCode: `${bundle.shortCode}-M${digits}`, name: `Example Module ${number}` }
    const product: CatalogProduct = { ...bundle, id: 1_000_000 + number, kind: 'product', ...names }
    return { ...plainLicense, id: firstLicenseId + number - 1, product, licenseType: 'perpetual' }
  })
}

const demoBundleSize = 5

type InstantAfter = (ms: number) => Date

const suite = (product: CatalogProduct, after: InstantAfter): LicensePlan => ({
  ...plainLicense,
  id: firstLicenseId,
  product,
  licenseType: 'perpetual',
  maintenanceUntil: after(365 * dayMs),
  features: [{ ...plainFeature, id: 920_001, code: 'updates', name: 'Updates and news' }],
  customFields: [
    { name: 'Cost centre', dataType: 'text', value: 'Zürich-7' },
    { name: 'Seats in contract', dataType: 'number', value: '5' },
  ],
  metadata: { contract: 'C-2041', region: 'EMEA' },
  hasInstallationFile: true,
})

const writer = (product: CatalogProduct, after: InstantAfter): LicensePlan => ({
  ...plainLicense,
  id: firstLicenseId + 1,
  product,
  licenseType: 'time-limited',
  startsAt: after(-30 * dayMs),
  validUntil: after(335 * dayMs),
  features: [
    { ...plainFeature, id: 920_002, code: 'export-pdf', name: 'PDF export', metadata: { max_pages: 500 } },
    {
      ...plainFeature,
      id: 920_003,
      code: 'spelling-pl',
      name: 'Pisownia – język polski',
      expiresAt: after(60 * dayMs),
    },
    { ...plainFeature, id: 920_004, code: 'beta', name: 'Preview functions', expiresAt: after(-10 * dayMs) },
  ],
  customFields: [{ name: 'Delivered', dataType: 'date/time', value: after(-30 * dayMs).toISOString() }],
  hasInstallationFile: true,
})

const cloud = (product: CatalogProduct, after: InstantAfter): LicensePlan => ({
  ...plainLicense,
  id: firstLicenseId + 2,
  product,
  licenseType: 'subscription',
  startsAt: after(-365 * dayMs),
  validUntil: after(-5 * hourMs),
  graceHours: 72,
  allowOfflineActivation: false,
  features: [
    {
      ...plainFeature,
      id: 920_005,
      code: 'team-library',
      name: 'Team library',
      floating: { users: 10, timeoutMinutes: 60 },
    },
  ],
})

const render = (product: CatalogProduct): LicensePlan => ({
  ...plainLicense,
  id: firstLicenseId + 3,
  product,
  licenseType: 'consumption',
  consumption: { used: 250, max: 1000, maxOverages: 100, period: 'monthly' },
  features: [
    {
      ...plainFeature,
      id: 920_006,
      code: 'gpu-minutes',
      name: 'GPU minutes',
      consumption: { used: 42, max: 600, maxOverages: null, period: 'weekly' },
    },
    {
      ...plainFeature,
      id: 920_007,
      code: 'previews',
      name: 'Preview images',
      consumption: { used: 7, max: null, maxOverages: null, period: null },
    },
  ],
})

const studio = (product: CatalogProduct, after: InstantAfter): LicensePlan => ({
  ...plainLicense,
  id: firstLicenseId + 4,
  product,
  licenseType: 'time-limited',
  isTrial: true,
  startsAt: after(-16 * dayMs),
  validUntil: after(14 * dayMs),
  features: [{ ...plainFeature, id: 920_008, code: 'watermark', name: 'Watermark on export' }],
})
