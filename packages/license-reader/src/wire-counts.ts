/** How much is used of how much, as the server writes it. */
import { amountOf, flagOf, isNoAmount, type Members, textOf } from './members.ts'
import type { Count } from './reading.ts'

/** Seats of the license; null where the server does not count them. */
export function seatsOf(from: Members): Count | null {
  const used = amountOf(from, 'times_activated')
  const most = amountOf(from, 'max_activations')
  const isUnlimited = flagOf(from, 'allow_unlimited_activations')
  const max = isUnlimited ? null : most
  const isKnown = used !== null && (isUnlimited || !isNoAmount(from, 'max_activations'))
  return !isKnown ? null : toCount({ used, max, overages: null, resets: null })
}

/** Consumption of a license or a feature; they name their limit differently. */
export function countOf(from: Members, maxName: string, hasOverages: boolean): Count {
  const [most, overages] = [amountOf(from, maxName), amountOf(from, 'max_overages')]
  // Where limit or count cannot be read, nothing is left: no limit would widen it.
  const isRead = !isNoAmount(from, maxName) && !isNoAmount(from, 'total_consumptions')
  const period = textOf(from, 'consumption_period')
  return toCount({
    used: amountOf(from, 'total_consumptions') ?? 0,
    max: flagOf(from, 'allow_unlimited_consumptions') ? null : isRead ? most : 0,
    overages: hasOverages ? overages : null,
    // The server's documentation spells it `annualy`.
    resets: flagOf(from, 'reset_consumption') ? (period?.replace('annualy', 'annually') ?? null) : null,
  })
}

function toCount(count: Omit<Count, 'left'>): Count {
  return { ...count, left: count.max === null ? null : Math.max(0, count.max + (count.overages ?? 0) - count.used) }
}
