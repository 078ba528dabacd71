import { makeDemoBundle, makeMoreLicenses } from './demo-bundle.ts'
import { type DemoKeyEntry, demoKeyEntries, knownDeviceEntry } from './demo-keys.ts'
import { demoUserEntries, seedUserEntries } from './demo-users.ts'
import type { LicenseHolder, LicenseUser } from './license-holder.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'
import { type BundleProducts, demoProducts, teamProducts } from './product-catalog.ts'

/** How an order differs from the plain one. */
export type OrderChange = Partial<Omit<LicenseOrder, 'holder' | 'bundleCode' | 'licenses'>> & {
  readonly changeLicense?: (plan: LicensePlan, now: Date) => Partial<LicensePlan>
}

/** An order of the demo bundle for `key`, bought before `now`: five seats, nothing special but for `change`. */
export function makeDemoOrder(key: string, now: Date, change: OrderChange = {}): LicenseOrder {
  return makeOrder({ kind: 'license-key', licenseKey: key }, now, change)
}

/** The same of the team bundle for `user`. */
export function makeTeamOrder(user: LicenseUser, now: Date, change: OrderChange = {}): LicenseOrder {
  return makeOrder({ kind: 'user', user }, now, change)
}

function makeOrder(holder: LicenseHolder, now: Date, { changeLicense, ...change }: OrderChange): LicenseOrder {
  const products = productsOf(holder)
  return {
    bundleCode: products.suite.shortCode,
    enabled: true,
    maxActivations: 5,
    maxTransfers: 3,
    transferCount: 0,
    activeDevices: [],
    releasedSeats: 0,
    blacklist: [],
    everyDeviceIsVirtual: false,
    everyDeviceExists: false,
    refusedWith: null,
    later: {},
    hasSchemaSlips: false,
    ...change,
    holder,
    licenses: makeDemoBundle(now, products).map((plan) => ({ ...plan, ...changeLicense?.(plan, now) })),
  }
}

function productsOf(holder: LicenseHolder): BundleProducts {
  return holder.kind === 'user' ? teamProducts : demoProducts
}

/** What can be asked of the orders of the demo. */
export interface DemoOrderOptions {
  /** Adds people whose user names are no e-mail addresses. */
  readonly seedUsers?: boolean
  /** How many licenses each order has. */
  readonly licenses?: number
}

/** The orders behind the demo keys and the demo users. */
export function makeDemoOrders(now: Date, options: DemoOrderOptions = {}): readonly LicenseOrder[] {
  const { seedUsers = false, licenses } = options
  const users = seedUsers ? [...demoUserEntries, ...seedUserEntries] : demoUserEntries
  const orders = [
    makeDemoOrder(knownDeviceEntry.key, now, knownDeviceEntry.change),
    ...demoKeyEntries.flatMap(({ key, change }: DemoKeyEntry) => (change ? [makeDemoOrder(key, now, change)] : [])),
    ...users.map(({ user, change }) => makeTeamOrder(user, now, change)),
  ]
  return licenses === undefined ? orders : withLicenseCount(orders, licenses)
}

/** Licenses beyond those of the demo bundle are shared by all orders of the same products. */
function withLicenseCount(orders: readonly LicenseOrder[], count: number): readonly LicenseOrder[] {
  const demo = makeMoreLicenses(demoProducts, count)
  const team = makeMoreLicenses(teamProducts, count)
  return orders.map((order) => {
    const more = order.holder.kind === 'user' ? team : demo
    return { ...order, licenses: [...order.licenses.slice(0, count), ...more] }
  })
}
