/** Keeps calls below the limits of the license server, which count over rolling times. Pure: the clock comes in. */

export interface RateRule {
  /** At most so many calls in any stretch of `windowMs`. */
  readonly calls: number
  readonly windowMs: number
}

export interface RateLimit {
  /** Milliseconds until the next call may go out; 0: now. */
  readonly waitMs: () => number
  /** Notes a call that goes out now. */
  readonly note: () => void
}

/** Calls a minute where nothing else is said: the smallest plan has 1,800 for all of a company. */
export const defaultCallsPerMinute = 1000

/**
 * The rules for a run of many calls. Only the limit of a minute depends on the vendor's plan; the others stay below what
 * any plan allows: 50 in a second for each caller, 200 in ten seconds for each address. Source: docs/protocol.md 9.
 */
export function callRules(callsPerMinute: number): readonly RateRule[] {
  return [
    { calls: 20, windowMs: 1000 },
    { calls: 180, windowMs: 10_000 },
    { calls: callsPerMinute, windowMs: 60_000 },
  ]
}

/** A limit that holds all of `rules`. `nowMs` only ever rises: a changed clock must not end a wait or make one. */
export function openRateLimit(rules: readonly RateRule[], nowMs: () => number): RateLimit {
  const longestMs = Math.max(...rules.map(({ windowMs }) => windowMs))
  let times: readonly number[] = []
  return {
    waitMs: () => Math.max(0, ...rules.map((rule) => freeAt(rule, times) - nowMs())),
    note: () => {
      const now = nowMs()
      times = [...times.filter((time) => now - time < longestMs), now]
    },
  }
}

/** When `rule` allows the next call. `times`: those of the calls so far, oldest first. */
function freeAt({ calls, windowMs }: RateRule, times: readonly number[]): number {
  const first = times.at(-calls)
  return first === undefined || times.length < calls ? Number.NEGATIVE_INFINITY : first + windowMs
}
