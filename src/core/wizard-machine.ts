/**
 * The flow of the wizard as one pure function. An event that has no meaning on the present page changes nothing, so a
 * late click, a double click or a hostile window cannot bring it to a place that a person could not reach.
 */
import type { Failure } from '../shared/failure.ts'
import type { LicenseOverview } from '../shared/license-overview.ts'
import { parseLicenseKey } from './license-key.ts'
import type { WizardEvent, WizardPage, WizardState } from './wizard-state.ts'

type Rules = {
  readonly [K in WizardEvent['kind']]: (
    state: WizardState,
    event: Extract<WizardEvent, { readonly kind: K }>,
  ) => WizardState
}

const rules: Rules = {
  'configuration-refused': (state, { path, problems }) => at(state, { step: 'configuration-problem', path, problems }),
  ready: (state, { methods, host, current, notice }) =>
    state.page.step === 'starting' ? { ...at(state, { step: 'start' }), methods, host, current, notice } : state,
  'method-chosen': (state, { method }) =>
    state.page.step === 'start' && state.methods.includes(method)
      ? at(state, { step: 'enter-key', problem: null })
      : state,
  'key-typed': (state, { typed }) => (state.page.step === 'enter-key' ? takeKey(state, typed) : state),
  'facts-read': (state, { facts }) => ({ ...state, facts }),
  'activation-asked': beginAttempt,
  'phase-reached': (state, { attempt, phase }) =>
    isCurrent(state, attempt) ? at(state, { step: 'working', attempt, phase }) : state,
  activated: (state, { attempt, overview }) => (isCurrent(state, attempt) ? afterSuccess(state, overview) : state),
  'activation-failed': (state, { attempt, failure }) =>
    isCurrent(state, attempt) ? afterFailure(state, failure) : state,
  'cancel-asked': (state) => (canCancel(state.page) ? at(state, { step: 'review' }) : state),
  'back-asked': goBack,
  'start-asked': (state) => (state.page.step === 'failure' || state.page.step === 'result' ? toStart(state) : state),
  'license-asked': (state) =>
    state.page.step === 'start' && state.current !== null ? at(state, { step: 'result', justActivated: false }) : state,
}

/** The state after `event`; the very same object where the event means nothing now. */
export function nextState(state: WizardState, event: WizardEvent): WizardState {
  // The table has one rule for each kind; TypeScript cannot see that both lookups name the same one.
  const rule = rules[event.kind] as (state: WizardState, event: WizardEvent) => WizardState
  return rule(state, event)
}

/** Up to saving, a cancel leaves everything as it was. */
export function canCancel(page: WizardPage): boolean {
  return page.step === 'working' && page.phase !== 'saving'
}

function at(state: WizardState, page: WizardPage): WizardState {
  return { ...state, page }
}

/** A key is held for one activation: back at the start there is none. */
function toStart(state: WizardState): WizardState {
  return { ...at(state, { step: 'start' }), heldKey: null }
}

function isCurrent(state: WizardState, attempt: number): boolean {
  return state.page.step === 'working' && state.page.attempt === attempt
}

function takeKey(state: WizardState, typed: string): WizardState {
  const parsed = parseLicenseKey(typed)
  if (!parsed.ok) return at(state, { step: 'enter-key', problem: parsed.problem })
  return { ...at(state, { step: 'review' }), heldKey: { licenseKey: parsed.key, wasDoubled: parsed.wasDoubled } }
}

function beginAttempt(state: WizardState): WizardState {
  const mayBegin = state.page.step === 'review' || state.page.step === 'failure'
  // Without facts the person has not seen yet what would be sent.
  if (!mayBegin || state.heldKey === null || state.facts === null) return state
  const attempt = state.attempt + 1
  return { ...at(state, { step: 'working', attempt, phase: 'reading-device' }), attempt }
}

function afterSuccess(state: WizardState, overview: LicenseOverview): WizardState {
  const page: WizardPage = { step: 'result', justActivated: true }
  return { ...state, page, current: overview, notice: null, heldKey: null }
}

/** A cancel was the person's own wish: it needs no page that explains it. */
function afterFailure(state: WizardState, failure: Failure): WizardState {
  return failure.code === 'cancelled' ? at(state, { step: 'review' }) : at(state, { step: 'failure', failure })
}

function goBack(state: WizardState): WizardState {
  switch (state.page.step) {
    case 'enter-key':
      return toStart(state)
    case 'review':
    case 'failure':
      return at(state, { step: 'enter-key', problem: null })
    case 'result':
      // Nothing leads back across an activation that is done; from a license that was only looked at, the start does.
      return state.page.justActivated ? state : toStart(state)
    default:
      return state
  }
}
