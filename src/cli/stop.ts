import { makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'

/** Ends a run before its time: the person or the system asks for it, or the time for what the run does now is over. */
export interface Stop {
  readonly signal: AbortSignal
  /** The failure that a stopped run ends with; `cancelled` where somebody asked for the end. */
  readonly code: () => FailureCode
  /**
   * Gives `limitMs` to what begins now, and ends the time that was given before. When the time is over, the run is
   * stopped with `code`. null: no limit.
   */
  readonly allow: (limitMs: number | null, code: FailureCode) => void
  readonly dispose: () => void
}

export function openStop(asked: AbortSignal): Stop {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  let timer: ReturnType<typeof setTimeout> | undefined
  let late: FailureCode = 'cancelled'
  asked.addEventListener('abort', end, { once: true })
  if (asked.aborted) end()
  return {
    signal: ending.signal,
    code: () => (asked.aborted || !ending.signal.aborted ? 'cancelled' : late),
    allow: (limitMs, code) => {
      clearTimeout(timer)
      if (ending.signal.aborted) return
      late = code
      timer = limitMs === null ? undefined : setTimeout(end, limitMs)
    },
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
