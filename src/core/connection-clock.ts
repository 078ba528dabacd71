/** What the server's clock says beside this computer's. */
export interface ClockReading {
  /** This computer's clock minus the server's, in whole minutes. */
  readonly minutes: number
  readonly serverTimeAt: string
  /** The server would refuse a request that is dated with this computer's clock. */
  readonly isWrong: boolean
}

/** The server accepts a date that is up to 15 minutes old. Source: docs/protocol.md 1. */
export const clockToleranceMinutes = 15

/**
 * The reading of `dateHeader` (`Sun, 22 Nov 2026 12:00:00 GMT`), or null where there is none to read.
 * ASSUMED(date-ahead): a clock that is ahead is judged as one that is behind, although only the latter is documented.
 */
export function readClock(dateHeader: string | null, now: Date, toleranceMinutes: number): ClockReading | null {
  const server = Date.parse(dateHeader ?? '')
  if (Number.isNaN(server)) return null
  const difference = now.getTime() - server
  return {
    minutes: Math.round(difference / 60_000),
    serverTimeAt: new Date(server).toISOString(),
    isWrong: Math.abs(difference) > toleranceMinutes * 60_000,
  }
}
