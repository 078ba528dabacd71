import { makeDemoBundle } from './demo-bundle.ts'
import { type DemoKeyEntry, demoKeyEntries, knownDeviceEntry } from './demo-keys.ts'
import { demoUserEntries } from './demo-users.ts'
import type { LicenseHolder, LicenseUser } from './license-holder.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'
import { demoProducts, teamProducts } from './product-catalog.ts'

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
  const products = holder.kind === 'user' ? teamProducts : demoProducts
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

/** The orders behind the demo keys and the demo users. */
export function makeDemoOrders(now: Date): readonly LicenseOrder[] {
  return [
    makeDemoOrder(knownDeviceEntry.key, now, knownDeviceEntry.change),
    ...demoKeyEntries.flatMap(({ key, change }: DemoKeyEntry) => (change ? [makeDemoOrder(key, now, change)] : [])),
    ...demoUserEntries.map(({ user, change }) => makeTeamOrder(user, now, change)),
  ]
}
