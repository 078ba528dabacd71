import { makeDemoBundle } from './demo-bundle.ts'
import { type DemoKeyEntry, demoKeyEntries } from './demo-keys.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'
import { demoProducts } from './product-catalog.ts'

/** How an order differs from the plain one. */
export type OrderChange = Partial<Omit<LicenseOrder, 'key' | 'licenses'>> & {
  readonly changeLicense?: (plan: LicensePlan, now: Date) => Partial<LicensePlan>
}

/** An order of the demo bundle for `key`, bought before `now`: five seats, nothing special but for `change`. */
export function makeDemoOrder(key: string, now: Date, { changeLicense, ...change }: OrderChange = {}): LicenseOrder {
  return {
    bundleCode: demoProducts.suite.shortCode,
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
    hasSchemaSlips: false,
    ...change,
    key,
    licenses: makeDemoBundle(now).map((plan) => ({ ...plan, ...changeLicense?.(plan, now) })),
  }
}

/** The orders behind the demo keys. */
export function makeDemoOrders(now: Date): readonly LicenseOrder[] {
  return demoKeyEntries.flatMap(({ key, change }: DemoKeyEntry) => (change ? [makeDemoOrder(key, now, change)] : []))
}
