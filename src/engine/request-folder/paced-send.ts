/** Sends as the license server can bear it: below its limits, and after the time that it asks for. */
import type { ExchangePorts } from '../../core/bundle-exchange.ts'
import type { RateLimit } from '../../core/rate-limit.ts'
import { type Failure, makeFailure } from '../../shared/failure.ts'
import { fail, type Result } from '../../shared/result.ts'

/** Time as a run of many calls sees it. */
export interface Pace {
  /** Milliseconds that only ever rise. */
  readonly nowMs: () => number
  /** Ends early, and without an error, when `signal` does. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** A call that waits for its turn; fails with `cancelled` where `stop` ends that. A call under way is not ended. */
export function paceCalls(
  send: ExchangePorts['send'],
  limit: RateLimit,
  pace: Pace,
  stop: AbortSignal,
): ExchangePorts['send'] {
  return async (request, signal) => {
    for (let ms = limit.waitMs(); ms > 0 && !stop.aborted; ms = limit.waitMs()) await pace.wait(Math.ceil(ms), stop)
    if (stop.aborted) return fail(makeFailure('cancelled'))
    limit.note()
    return send(request, signal)
  }
}

export interface Patience {
  readonly pace: Pace
  readonly stop: AbortSignal
  /** Called before each wait that the license server asks for. */
  readonly onWait: (seconds: number) => void
}

/** Where the server names no time. */
const usualWaitSeconds = 30
/** A server that asks for more is asked again by the next run. */
const longestWaitSeconds = 900
const mostWaits = 5

/** What `call` gives, tried again after each 429. Fails with `refused-rate-limit` in the end, or `cancelled`. */
export async function withPatience<T>(call: () => Promise<Result<T>>, patience: Patience): Promise<Result<T>> {
  const { pace, stop, onWait } = patience
  for (let waits = 0; ; waits += 1) {
    const result = await call()
    const seconds = result.ok ? null : secondsToWait(result.failure)
    if (seconds === null || waits === mostWaits) return result
    onWait(seconds)
    await pace.wait(seconds * 1000, stop)
    if (stop.aborted) return fail(makeFailure('cancelled'))
  }
}

function secondsToWait({ code, details }: Failure): number | null {
  if (code !== 'refused-rate-limit') return null
  const seconds = Math.max(1, details?.retryAfterSeconds ?? usualWaitSeconds)
  return seconds > longestWaitSeconds ? null : seconds
}
