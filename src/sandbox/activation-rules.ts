/**
 * Decides whether a device may use an order. Pure: nothing is counted here, so that a refusal never takes a seat.
 * The whole bundle is refused where one of its licenses is. ASSUMED: docs/protocol.md 10, item 11.
 */
import type { OrderDevices } from './device-ledger.ts'
import { isExpired, type LicenseOrder } from './license-order.ts'
import { makeRefusal, type Refusal } from './refusal.ts'

export interface ActivationAttempt {
  readonly order: LicenseOrder
  readonly devices: OrderDevices
  readonly hardwareId: string
  readonly isVm: boolean
  /** What a device gets that is active already. ASSUMED: accepted by default, docs/protocol.md 10, item 10. */
  readonly knownDevice: 'accepted' | 'refused'
  readonly now: Date
}

type Rule = (attempt: ActivationAttempt) => Refusal | null

/** Source: docs/protocol.md 4, which also suggests this order. */
const rules: readonly Rule[] = [
  checkEnabled,
  checkBlacklist,
  checkStartDate,
  checkExpiry,
  checkVirtualMachine,
  checkDeviceExists,
  checkSeats,
  checkTransfers,
]

/**
 * The first reason why the attempt is refused, or null where there is none.
 * Refusals: license_not_enabled, blacklisted, license_start_date_error, license_expired, trial_expired,
 * vm_not_allowed, license_device_exists, license_activated_max_times (license_user_activated_max_times for a user),
 * license_transferred_max_times, and whatever the order is refused with by name.
 */
export function checkActivation(attempt: ActivationAttempt): Refusal | null {
  const named = refusalByName(attempt.order)
  if (named) return named
  for (const rule of rules) {
    const refusal = rule(attempt)
    if (refusal) return refusal
  }
  return null
}

/** The refusal that the order is made for, whatever is asked of it. */
export function refusalByName({ refusedWith }: LicenseOrder): Refusal | null {
  if (refusedWith === null) return null
  if (typeof refusedWith === 'string') return makeRefusal(refusedWith)
  return { status: 400, code: refusedWith.undocumentedCode, message: refusedWith.message }
}

function checkEnabled({ order }: ActivationAttempt): Refusal | null {
  return order.enabled && order.licenses.every(({ enabled }) => enabled) ? null : makeRefusal('license_not_enabled')
}

function checkBlacklist({ order, hardwareId }: ActivationAttempt): Refusal | null {
  const isListed = order.blacklist === 'every-device' || order.blacklist.includes(hardwareId)
  return isListed ? makeRefusal('blacklisted') : null
}

function checkStartDate({ order, now }: ActivationAttempt): Refusal | null {
  const waiting = order.licenses.find(({ startsAt }) => startsAt && startsAt.getTime() > now.getTime())
  if (!waiting?.startsAt) return null
  // ASSUMED: the date has the form of the other instants.
  const message = `This license cannot be activated before start date: ${waiting.startsAt.toISOString()}`
  return makeRefusal('license_start_date_error', { message })
}

/** The first license of the order that is over, in the words of a refusal: license_expired or trial_expired. */
export function checkExpiry({ order, now }: Pick<ActivationAttempt, 'order' | 'now'>): Refusal | null {
  const expired = order.licenses.find((plan) => isExpired(plan, now))
  return expired ? makeRefusal(expired.isTrial ? 'trial_expired' : 'license_expired') : null
}

function checkVirtualMachine({ order, isVm }: ActivationAttempt): Refusal | null {
  const isBanned = order.licenses.some(({ preventVm }) => preventVm)
  return isBanned && (isVm || order.everyDeviceIsVirtual) ? makeRefusal('vm_not_allowed') : null
}

function checkDeviceExists(attempt: ActivationAttempt): Refusal | null {
  const { order, knownDevice } = attempt
  const isRefused = order.everyDeviceExists || (isKnown(attempt) && knownDevice === 'refused')
  return isRefused ? makeRefusal('license_device_exists') : null
}

function checkSeats(attempt: ActivationAttempt): Refusal | null {
  const { maxActivations, holder } = attempt.order
  const isFull = maxActivations !== null && attempt.devices.active.size >= maxActivations
  if (!isFull || isKnown(attempt)) return null
  return makeRefusal(holder.kind === 'user' ? 'license_user_activated_max_times' : 'license_activated_max_times')
}

function checkTransfers(attempt: ActivationAttempt): Refusal | null {
  const { maxTransfers } = attempt.order
  const { releasedSeats, transferCount } = attempt.devices
  const isTransfer = releasedSeats > 0 && !isKnown(attempt)
  const isUsedUp = maxTransfers < 0 || (maxTransfers > 0 && transferCount >= maxTransfers)
  return isTransfer && isUsedUp ? makeRefusal('license_transferred_max_times') : null
}

function isKnown({ devices, hardwareId }: ActivationAttempt): boolean {
  return devices.active.has(hardwareId)
}
