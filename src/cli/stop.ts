import { makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'

/** Ends a run before its time: the person or the system asks for it, or the time that was given is over. */
export interface Stop {
  readonly signal: AbortSignal
  /** The failure that a stopped run ends with. */
  readonly code: () => FailureCode
  readonly dispose: () => void
}

export function openStop(asked: AbortSignal, timeoutMs: number | null): Stop {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const timer = timeoutMs === null ? undefined : setTimeout(end, timeoutMs)
  asked.addEventListener('abort', end, { once: true })
  if (asked.aborted) end()
  return {
    signal: ending.signal,
    code: () => (asked.aborted ? 'cancelled' : 'unreachable-timeout'),
    dispose: () => {
      clearTimeout(timer)
      asked.removeEventListener('abort', end)
    },
  }
}

/** What `work` gives, or `cancelled` as soon as the run is stopped. */
export async function untilStopped<T>(work: Promise<T>, { signal }: Stop): Promise<Result<T>> {
  let stop = (): void => undefined
  const stopped = new Promise<Result<T>>((resolve) => {
    stop = () => resolve(fail(makeFailure('cancelled')))
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  try {
    return await Promise.race([work.then((value) => succeed(value)), stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
