/** What is known of the computer's clock. A wrong clock is helped, never punished: it is often not the person's doing. */

/** The computer's clock and the server's at one moment. Instants are ISO 8601 UTC. */
export interface ClockDifference {
  readonly localTimeAt: string
  readonly serverTimeAt: string
  /** Computer minus server; negative: the computer is behind. */
  readonly minutes: number
}

/** Below this, two clocks are the same to a person. The server accepts 15 minutes. Source: docs/protocol.md 1. */
const worthAWordMs = 5 * 60_000
/** How far a clock may stand before the last verified time: time zones that were mended, and leap days, fit in. */
const rollbackToleranceMs = 26 * 3_600_000

/** The difference of the clocks, or null where the server named no time. */
export function compareClocks(serverDate: string | null, now: Date): ClockDifference | null {
  const server = Date.parse(serverDate ?? '')
  if (Number.isNaN(server)) return null
  return {
    localTimeAt: now.toISOString(),
    serverTimeAt: new Date(server).toISOString(),
    minutes: Math.round((now.getTime() - server) / 60_000),
  }
}

/** True where a person should hear of it. */
export function isWorthAWord(difference: ClockDifference): boolean {
  return Math.abs(Date.parse(difference.localTimeAt) - Date.parse(difference.serverTimeAt)) >= worthAWordMs
}

/**
 * The difference where the clock stands before the last time that a verified answer came with, by more than a day; null
 * where it does not. It is shown, and forgiven by the next answer.
 */
export function findRollback(lastServerTimeAt: string | null, now: Date): ClockDifference | null {
  const difference = compareClocks(lastServerTimeAt, now)
  if (difference === null) return null
  return Date.parse(difference.serverTimeAt) - now.getTime() > rollbackToleranceMs ? difference : null
}
