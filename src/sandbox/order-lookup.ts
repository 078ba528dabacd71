import type { Credentials } from './credentials.ts'
import type { DeviceRequest } from './device-request.ts'
import { isHeldBy, type LicenseUser } from './license-holder.ts'
import type { LicenseOrder } from './license-order.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The order of the bundle that the credentials of `request` open. Refusal: license_not_found.
 * ASSUMED: a key of another bundle, a wrong password, a code that was used and an unknown license id are all answered
 * like a license that is not there. A code of single sign-on is used up here, whatever becomes of the request.
 */
export function findOrder(
  { credentials, product, licenseId }: Pick<DeviceRequest, 'credentials' | 'product' | 'licenseId'>,
  { orders, signIns, now, emailAsName }: Pick<CallContext, 'orders' | 'signIns' | 'now' | 'emailAsName'>,
): Outcome<LicenseOrder> {
  const opened: Credentials | null =
    credentials.kind === 'single-sign-on' ? signIns.redeem(credentials, now) : credentials
  if (opened === null) return refuse(makeRefusal('license_not_found'))
  const isMeant = (order: LicenseOrder) => licenseId === null || order.licenses[0]?.id === licenseId
  const isTheirs = ({ holder }: LicenseOrder) => isHeldBy(holder, opened, emailAsName)
  const order = orders.find((each) => each.bundleCode === product && isTheirs(each) && isMeant(each))
  return order ? accept(order) : refuse(makeRefusal('license_not_found'))
}

/** The person of a customer account who signs in to a demo: its first one; null where the account is not known. */
export function findAccountUser(accountCode: string, { orders }: Pick<CallContext, 'orders'>): LicenseUser | null {
  const users = orders.flatMap(({ holder }) => (holder.kind === 'user' ? [holder.user] : []))
  return users.find((user) => user.accountCode === accountCode) ?? null
}
