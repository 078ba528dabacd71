/** The files that a vendor's portal hands out for computers without internet. */
import type { ApiCredentials } from './api-keys.ts'
import { toLicenseItems } from './bundle-activation.ts'
import type { LicenseItem } from './license-item.ts'
import type { LicenseOrder } from './license-order.ts'
import { toRefreshItem } from './offline-item.ts'
import { signRefreshItem } from './offline-item-signer.ts'
import { toOrderAt } from './order-over-time.ts'
import type { SandboxState } from './sandbox-state.ts'

/** Which license a refresh file is for, and what is new in it. */
export interface RefreshRequest {
  /** The license key, or the user's name. */
  readonly holder: string
  readonly hardwareId: string
  /** Short code of the one product in the bundle that the file is for. */
  readonly product: string
  /** New end of the license; null ends it never. As the order has it where this is absent. */
  readonly validUntil?: Date | null
  /** Changes whatever else, before anything is signed. */
  readonly changeItem?: (item: LicenseItem) => LicenseItem
}

/** What a refresh file is made from. */
export type RefreshSource = Pick<SandboxState, 'orders' | 'ledger' | 'keyPair'> & {
  readonly caller: ApiCredentials
  readonly now: Date
}

/**
 * The text of a `license_refresh.lic`: Base64 of the JSON of one license, newly signed, for one of its devices.
 * null where no such device is active. Source: docs/protocol.md 3 and 6, bundle refresh.
 */
export function makeRefreshFile(request: RefreshRequest, source: RefreshSource): string | null {
  const item = source.orders
    .filter(
      (order) => isOrderOf(order, request.holder) && source.ledger.devicesOf(order).active.has(request.hardwareId),
    )
    .flatMap((order) => toRefreshedItems(order, request, source))
    .find(({ product_details }) => product_details.short_code === request.product)
  if (!item) return null
  const refreshed = toRefreshItem(request.changeItem?.(item) ?? item, source.now)
  return toPortalFile(JSON.stringify(signRefreshItem(refreshed, source.caller, source.keyPair)))
}

/**
 * The text of the file that a portal gives for an answer: Base64 of its very bytes.
 * ASSUMED: docs/protocol.md 10, item 4.
 */
export function toPortalFile(answerJson: string | Uint8Array): string {
  return Buffer.from(answerJson).toString('base64')
}

/** Whether `name` is the license key of the order, or the name of its user. */
export function isOrderOf({ holder }: LicenseOrder, name: string): boolean {
  return name === (holder.kind === 'user' ? holder.user.username : holder.licenseKey)
}

function toRefreshedItems(order: LicenseOrder, request: RefreshRequest, { ledger, now }: RefreshSource) {
  const devices = ledger.devicesOf(order)
  const changed = changeEnd(toOrderAt(order, devices, now), request)
  return toLicenseItems(changed, request.holder, request.hardwareId, devices, now)
}

function changeEnd(order: LicenseOrder, { validUntil }: RefreshRequest): LicenseOrder {
  if (validUntil === undefined) return order
  return { ...order, licenses: order.licenses.map((plan) => ({ ...plan, validUntil })) }
}
