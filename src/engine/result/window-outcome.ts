/**
 * What a run of the window comes to, in the very terms of the command line: an installer that starts the one or the
 * other reads the same object and the same code. Pure. Documented in docs/embedding.md.
 */
import type { WizardPage, WizardState } from '../../core/wizard-state.ts'
import { exitCodes } from '../../shared/exit-code.ts'
import { type Failure, makeFailure } from '../../shared/failure.ts'
import type { Scope } from '../license-folder.ts'
import { stateOf, toLicenseState, toStateCode } from './license-state.ts'
import { failed, licensed, type Outcome } from './outcome.ts'
import type { Verb } from './verb-names.ts'

/** What the last state of a run does not tell by itself. */
export interface WindowRun {
  readonly deed: 'activated' | 'imported' | 'returned' | null
  /** How the last attempt failed; null once the person has begun something else. */
  readonly failure: { readonly verb: Verb; readonly failure: Failure } | null
}

export const newWindowRun: WindowRun = { deed: null, failure: null }

/** Failures of these count: asking about a license, or sending the file of another computer, is no attempt of this one. */
const verbOfTask: Readonly<Partial<Record<Extract<WizardPage, { step: 'failure' }>['task'], Verb>>> = {
  activate: 'activate',
  'sign-in': 'activate',
  'bring-file': 'import',
}

/** Pages with which something else is begun. Looking at the key again, or at the connection, is still the same matter. */
const beginnings: ReadonlySet<WizardPage['step']> = new Set(['start', 'working', 'sign-in', 'result'])

/** The run after its state went from `before` to `state`. */
export function afterChange(run: WindowRun, before: WizardState, state: WizardState): WindowRun {
  const { page } = state
  if (page.step === 'failure') {
    const verb = verbOfTask[page.task]
    return verb === undefined ? run : { ...run, failure: { verb, failure: page.failure } }
  }
  if (page.step === 'result' && page.justActivated && before.page.step !== 'result') {
    return { deed: before.page.step === 'answer-preview' ? 'imported' : 'activated', failure: null }
  }
  // A page that is shown again because the computer is read once more gave nothing back.
  if (before.current !== null && state.current === null && before.page.step !== 'starting') {
    return { deed: 'returned', failure: null }
  }
  return beginnings.has(page.step) && run.failure !== null ? { ...run, failure: null } : run
}

interface WindowOutcome {
  readonly verb: Verb
  readonly outcome: Outcome
}

/** What the window ends with. `isLater`: the person said so, rather than closing it. */
export function toWindowOutcome(run: WindowRun, state: WizardState, scope: Scope, isLater: boolean): WindowOutcome {
  const { verb, outcome } = judgeRun(run, state, scope, isLater)
  return { verb, outcome: { ...outcome, clock: state.clock } }
}

function judgeRun(run: WindowRun, state: WizardState, scope: Scope, isLater: boolean): WindowOutcome {
  const { current, requests } = state
  if (run.failure !== null) {
    const kept = current === null ? {} : { license: current, state: stateOf(current), scope }
    return { verb: run.failure.verb, outcome: failed(run.failure.failure, kept) }
  }
  if (current !== null) return toLicensed(run, licensed('status', current, scope))
  const found = { state: toLicenseState(state), scope, requests }
  if (run.deed === 'returned') {
    const name = requests.some(({ kind }) => kind === 'deactivation') ? 'return-written' : 'deactivated'
    return { verb: 'deactivate', outcome: { name, exitCode: exitCodes.cancelled, ...found } }
  }
  if (found.state === 'pending')
    return { verb: 'status', outcome: { name: 'status', exitCode: toStateCode(state), ...found } }
  if (isLater) return { verb: 'activate', outcome: { name: 'later', exitCode: exitCodes.cancelled, ...found } }
  // A license that is there and of no use says why; without one, nothing has happened.
  return {
    verb: 'activate',
    outcome: failed(state.notice ?? makeFailure('cancelled'), state.notice === null ? {} : found),
  }
}

function toLicensed({ deed }: WindowRun, outcome: Outcome): WindowOutcome {
  if (deed === 'activated') return { verb: 'activate', outcome: { ...outcome, name: 'activated' } }
  if (deed === 'imported') return { verb: 'import', outcome: { ...outcome, name: 'imported' } }
  // A script that activates is told that nothing had to be done only where all of it can be used.
  if (outcome.state === 'valid') return { verb: 'activate', outcome: { ...outcome, name: 'already-active' } }
  return { verb: 'status', outcome }
}
