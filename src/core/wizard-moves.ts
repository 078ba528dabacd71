import type { WizardEvent, WizardPage, WizardState } from './wizard-state.ts'

/** One rule for each kind of event: the state after it, or the same object where it means nothing. */
export type Rules<E extends WizardEvent> = {
  readonly [K in E['kind']]: (state: WizardState, event: Extract<E, { readonly kind: K }>) => WizardState
}

type Working = Extract<WizardPage, { readonly step: 'working' }>

/** The same state on another page. */
export function at(state: WizardState, page: WizardPage): WizardState {
  return { ...state, page }
}

/** Credentials are held for one activation: back at the start there are none. */
export function toStart(state: WizardState): WizardState {
  return { ...at(state, { step: 'start' }), credentials: null, road: 'online' }
}

/** True while `attempt` is the one that runs. */
export function isCurrent(state: WizardState, attempt: number): state is WizardState & { readonly page: Working } {
  return state.page.step === 'working' && state.page.attempt === attempt
}

/** A new attempt, with a number of its own. */
export function atNewAttempt(state: WizardState, work: Pick<Working, 'task' | 'phase' | 'carried'>): WizardState {
  const attempt = state.attempt + 1
  return { ...at(state, { step: 'working', attempt, ...work }), attempt }
}
