import type { Credentials } from './activation-body.ts'
import { isHeldBy } from './license-holder.ts'
import type { LicenseOrder } from './license-order.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

/**
 * The order of the bundle `product` that `credentials` open. Refusal: license_not_found.
 * ASSUMED: a key of another bundle, and a wrong password, are answered like a license that is not there. Nobody has an
 * order for single sign-on here yet.
 */
export function findOrder(
  credentials: Credentials,
  product: string,
  orders: readonly LicenseOrder[],
): Outcome<LicenseOrder> {
  const order = orders.find(({ holder, bundleCode }) => bundleCode === product && isHeldBy(holder, credentials))
  return order ? accept(order) : refuse(makeRefusal('license_not_found'))
}
