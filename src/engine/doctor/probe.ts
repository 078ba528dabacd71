import type { FailureCode } from '../../shared/failure-code.ts'
import { readNetworkError } from '../network-failure.ts'

/** What one question to the network brought: a value, or why not. */
export type Probed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly networkCode: string | undefined }

export interface ProbeLimits {
  readonly timeLimitMs: number
  readonly signal: AbortSignal
}

/**
 * What `run` gives back within the limits, whatever it does: it may throw, or never end. Fails with an
 * `unreachable-...` code, `cancelled` included. The signal that `run` gets fires when nobody waits any more.
 */
export async function runProbe<T>(limits: ProbeLimits, run: (signal: AbortSignal) => Promise<T>): Promise<Probed<T>> {
  const ending = new AbortController()
  const cancel = (): void => ending.abort()
  const timer = setTimeout(cancel, limits.timeLimitMs)
  limits.signal.addEventListener('abort', cancel, { once: true })
  try {
    if (limits.signal.aborted) return cancelled
    return { ok: true, value: await Promise.race([run(ending.signal), rejectAt(ending.signal)]) }
  } catch (error) {
    if (limits.signal.aborted) return cancelled
    if (ending.signal.aborted) return { ok: false, code: 'unreachable-timeout', networkCode: 'ETIMEDOUT' }
    return { ok: false, ...readNetworkError(error) }
  } finally {
    clearTimeout(timer)
    limits.signal.removeEventListener('abort', cancel)
  }
}

const cancelled = { ok: false, code: 'cancelled', networkCode: undefined } as const

function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('nobody waits any more')), { once: true })
  })
}
