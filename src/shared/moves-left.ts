import type { LicenseOverview } from './license-overview.ts'

/** How often the bundle may still move to another computer: the lowest limit of its licenses; null where none has one. */
export function movesLeftOf({ licenses }: LicenseOverview): number | null {
  return licenses.reduce<number | null>(
    (least, { transfersLeft: left }) => (left === null ? least : Math.min(left, least ?? left)),
    null,
  )
}
