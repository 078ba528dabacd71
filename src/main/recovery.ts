/**
 * What happens when something breaks that nobody expected: the page, its process, or the main process. The first time the
 * page is shown again, on the step that it was on, because main keeps the state. The second time the program ends: what
 * breaks twice would break a third time, and a program that only looks alive helps nobody.
 */
import type { Log } from '../engine/log.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'

export interface RecoveryPorts {
  readonly log: Log
  /** Shows the page again; false where there is no window to show it in. */
  readonly reload: () => boolean
  /** Ends the program; called once. */
  readonly end: (failure: Failure) => void
}

export type LogFacts = Readonly<Record<string, string | number | boolean>>

export interface Recovery {
  /** The page is gone or cannot be shown. */
  readonly pageLost: (event: string, facts: LogFacts) => void
  /** Something was thrown in main that nobody has caught. */
  readonly thrown: (event: string, error: unknown) => void
  /** The wizard could not be started: there is nothing to show again. */
  readonly startFailed: (error: unknown) => void
  /** One of Chromium's helpers is gone; Chromium starts it again by itself, and the page goes on. */
  readonly helperLost: (event: string, facts: LogFacts) => void
}

export function openRecovery({ log, reload, end }: RecoveryPorts): Recovery {
  let hasReloaded = false
  let hasEnded = false
  const note = (event: string, facts: LogFacts): Failure => {
    const failure = log.failure(event, makeFailure('internal'))
    log.event('recovery.facts', { reference: failure.reference, ...facts })
    return failure
  }
  const endWith = (failure: Failure): void => {
    if (hasEnded) return
    hasEnded = true
    log.event('recovery.end', { reference: failure.reference })
    end(failure)
  }
  const recover = (failure: Failure): void => {
    if (hasEnded) return
    if (!hasReloaded && reload()) {
      hasReloaded = true
      log.event('recovery.reload', { reference: failure.reference })
    } else endWith(failure)
  }
  return {
    pageLost: (event, facts) => recover(note(event, facts)),
    thrown: (event, error) => recover(log.bug(event, error)),
    startFailed: (error) => endWith(log.bug('start', error)),
    helperLost: (event, facts) => void note(event, facts),
  }
}
