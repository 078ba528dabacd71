/** How the window ends: with a code and a result file, where somebody asked for them. */
import { writeSync } from 'node:fs'
import type { WizardState } from '../core/wizard-state.ts'
import type { Scope } from '../engine/license-folder.ts'
import { failed, type Outcome } from '../engine/result/outcome.ts'
import { writeResultFile } from '../engine/result/result-file.ts'
import { type ResultContext, toResult } from '../engine/result/to-result.ts'
import { toUsageWords, type UsageProblem } from '../engine/result/usage-problem.ts'
import type { Verb } from '../engine/result/verb-names.ts'
import { afterChange, newWindowRun, toWindowOutcome } from '../engine/result/window-outcome.ts'
import type { WizardSession } from '../engine/wizard-session.ts'
import { exitCodes } from '../shared/exit-code.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { Embedding } from './embedding.ts'

/** Who closes the window while a license is being saved waits for that, and no longer than this. */
const settleLimitMs = 5000

export type EndingContext = Omit<ResultContext, 'verb' | 'nowMs'> & { readonly now: () => Date }

export interface Ending {
  /** The person wants to activate another time. */
  readonly setUpLater: () => void
  /** Call it once, when the window is closed: gives the code to end the process with, after the result file is written. */
  readonly end: () => Promise<number>
  /** Call it in place of `end`, when the program broke: tells `failure`, and gives the code to end the process with. */
  readonly breakDown: (failure: Failure) => Promise<number>
}

/** The end of a window that was told nothing: nobody waits for a code, besides where it could not be set up. */
export function plainEnding(code: number): Ending {
  return { setUpLater: () => undefined, end: async () => code, breakDown: async () => exitCodes.unexpected }
}

/** True where somebody waits for the code. */
export function isAwaited({ isFromInstaller, resultFile }: Embedding): boolean {
  return isFromInstaller || resultFile !== null
}

/** The end of a window on a session. */
export function sessionEnding(
  session: WizardSession,
  scope: Scope,
  embedding: Embedding,
  context: EndingContext,
): Ending {
  let run = newWindowRun
  let before = session.state
  let isLater = false
  session.watch((state) => {
    run = afterChange(run, before, state)
    before = state
  })
  return {
    setUpLater: () => {
      isLater = true
    },
    end: async () => {
      await settle(session)
      const { verb, outcome } = toWindowOutcome(run, session.state, scope, isLater)
      const { failure } = outcome
      const told = failure === undefined ? outcome : { ...outcome, failure: session.noted('window', failure) }
      return tell(verb, told, embedding, context)
    },
    breakDown: async (failure) => {
      await settle(session)
      // A license that is there is told of: only this run has broken.
      const { verb, outcome } = toWindowOutcome(run, session.state, scope, isLater)
      const { name: _name, exitCode: _exitCode, failure: _failure, ...facts } = outcome
      return tell(verb, failed(failure, facts), embedding, context)
    },
  }
}

/** The end of a window that never came to a session: its configuration cannot be used, or another one is open. */
export function refusedEnding(failure: Failure, embedding: Embedding, context: EndingContext): Ending {
  return {
    setUpLater: () => undefined,
    end: async () => tell('activate', failed(failure), embedding, context),
    breakDown: earlyBreakDown(embedding, context),
  }
}

/** The end of a start while another window of this person is open; that one has come to the front. */
export function secondEnding(embedding: Embedding, context: EndingContext): Ending {
  return isAwaited(embedding)
    ? refusedEnding(makeFailure('another-run'), embedding, context)
    : plainEnding(exitCodes.done)
}

/** Tells what is wrong with the command that started the window, on stderr too; gives the code to end with. */
export function tellUsage(problem: UsageProblem, resultFile: string | null, context: EndingContext): number {
  warn(toUsageWords(problem, context.t))
  const outcome = failed(makeFailure('malformed-command'), { problem })
  return tell('activate', outcome, { isFromInstaller: false, resultFile }, context)
}

/** Written before it returns: the process may end right after. Without a console, as on Windows, nobody reads it. */
export function warn(sentence: string): void {
  try {
    writeSync(2, `${sentence}\n`)
  } catch {
    // Nobody reads it.
  }
}

/** A broken start that knows no configuration yet. */
export function earlyBreakDown(embedding: Embedding, context: EndingContext): Ending['breakDown'] {
  return async (failure) => tell('activate', failed(failure), embedding, context)
}

function tell(verb: Verb, outcome: Outcome, { resultFile }: Embedding, { now, ...context }: EndingContext): number {
  const result = toResult(outcome, { ...context, verb, nowMs: now().getTime() })
  if (resultFile !== null && !writeResultFile(resultFile, `${JSON.stringify(result)}\n`)) {
    warn(context.t('cli.warning.resultFile', { path: resultFile }))
  }
  return outcome.exitCode
}

/** Stops what can be stopped; what cannot, because it is being saved, is waited for. */
async function settle(session: WizardSession): Promise<void> {
  session.cancel()
  const isDone = ({ page }: WizardState): boolean => page.step !== 'working'
  if (isDone(session.state)) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, settleLimitMs)
    session.watch((state) => {
      if (!isDone(state)) return
      clearTimeout(timer)
      resolve()
    })
  })
}
