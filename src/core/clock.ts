/** What is known of the computer's clock. A wrong clock is helped, never punished: it is often not the person's doing. */

import type { ClockNote } from '../shared/wizard-view.ts'

/** The computer's clock and the server's at one moment. Instants are ISO 8601 UTC. */
export interface ClockDifference {
  readonly localTimeAt: string
  readonly serverTimeAt: string
  /** Computer minus server; negative: the computer is behind. */
  readonly minutes: number
}

/** Below this, two clocks are the same to a person. The server accepts 15 minutes. Source: docs/protocol.md 1. */
const worthAWordMs = 5 * 60_000
/** How far a clock may stand before a time that is known to be over: time zones that were mended, and leap days, fit in. */
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

/** The note on a difference that an answer has shown just now. */
export function toServerNote({ localTimeAt, serverTimeAt, minutes }: ClockDifference): ClockNote {
  return { against: 'server', localTimeAt, knownTimeAt: serverTimeAt, minutes }
}

/** Two moments that are over, whatever the clock says. Instants are ISO 8601 UTC; null where nothing is known. */
export interface KnownPast {
  /** The server's time in the last verified answer. */
  readonly lastServerTimeAt: string | null
  readonly programMadeAt: string | null
}

/**
 * The note where the clock stands more than a day before the last verified answer, or else before this program was made;
 * null where it does not. It is shown, and forgiven by the next answer.
 */
export function findWrongClock({ lastServerTimeAt, programMadeAt }: KnownPast, now: Date): ClockNote | null {
  return noteOf(lastServerTimeAt, 'last-answer', now) ?? noteOf(programMadeAt, 'program', now)
}

function noteOf(knownTimeAt: string | null, against: ClockNote['against'], now: Date): ClockNote | null {
  const difference = compareClocks(knownTimeAt, now)
  if (difference === null) return null
  const isBehind = Date.parse(difference.serverTimeAt) - now.getTime() > rollbackToleranceMs
  return isBehind ? { ...toServerNote(difference), against } : null
}
