/**
 * The flow of the wizard as one pure function. An event that has no meaning on the present page changes nothing, so a
 * late click, a double click or a hostile window cannot bring it to a place that a person could not reach.
 */
import type { Failure } from '../shared/failure.ts'
import type { ActivationPhase } from '../shared/wizard-view.ts'
import { parseLicenseKey } from './license-key.ts'
import type { WizardEvent, WizardPage, WizardState } from './wizard-state.ts'

/** The state after `event`; the very same object where the event means nothing now. */
export function nextState(state: WizardState, event: WizardEvent): WizardState {
  switch (event.kind) {
    case 'configuration-refused':
      return at(state, { step: 'configuration-problem', path: event.path, problems: event.problems })
    case 'ready':
      if (state.page.step !== 'starting') return state
      return { ...state, ...pick(event), page: { step: 'start' } }
    case 'method-chosen':
      if (state.page.step !== 'start' || !state.methods.includes(event.method)) return state
      return at(state, { step: 'enter-key', problem: null })
    case 'key-typed':
      return state.page.step === 'enter-key' ? takeKey(state, event.typed) : state
    case 'facts-read':
      return { ...state, facts: event.facts }
    case 'activation-asked':
      return beginAttempt(state)
    case 'phase-reached':
      return isCurrent(state, event.attempt) ? atPhase(state, event.attempt, event.phase) : state
    case 'activated':
      if (!isCurrent(state, event.attempt)) return state
      return { ...at(state, { step: 'result', justActivated: true }), current: event.overview, notice: null, heldKey: null }
    case 'activation-failed':
      return isCurrent(state, event.attempt) ? afterFailure(state, event.failure) : state
    case 'cancel-asked':
      return canCancel(state.page) ? at(state, { step: 'review' }) : state
    case 'back-asked':
      return goBack(state)
    case 'start-asked':
      return state.page.step === 'failure' || state.page.step === 'result' ? toStart(state) : state
    case 'license-asked':
      if (state.page.step !== 'start' || state.current === null) return state
      return at(state, { step: 'result', justActivated: false })
  }
}

/** Up to saving, a cancel leaves everything as it was. */
export function canCancel(page: WizardPage): boolean {
  return page.step === 'working' && page.phase !== 'saving'
}

const at = (state: WizardState, page: WizardPage): WizardState => ({ ...state, page })

/** A key is held for one activation: back at the start there is none. */
const toStart = (state: WizardState): WizardState => ({ ...at(state, { step: 'start' }), heldKey: null })

function pick(event: Extract<WizardEvent, { kind: 'ready' }>): Partial<WizardState> {
  return { methods: event.methods, host: event.host, current: event.current, notice: event.notice }
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

const atPhase = (state: WizardState, attempt: number, phase: ActivationPhase): WizardState =>
  at(state, { step: 'working', attempt, phase })

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
