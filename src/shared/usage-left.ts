import type { Usage } from './license-overview.ts'

/** How much of something may still be used. */
export interface UsageLeft {
  /** Up to the limit. */
  readonly within: number
  /** Above it, where overages are allowed. */
  readonly beyond: number
}

/** What is left of `usage`, never below 0; null where there is no limit. Source: docs/protocol.md 7. */
export function leftOf({ used, max, overages }: Usage): UsageLeft | null {
  if (max === null) return null
  const above = max + Math.max(0, overages ?? 0) - Math.max(used, max)
  return { within: Math.max(0, max - used), beyond: Math.max(0, above) }
}

/** Whether nothing of `usage` is left, overages included. */
export function isUsedUp(usage: Usage): boolean {
  const left = leftOf(usage)
  return left !== null && left.within === 0 && left.beyond === 0
}
