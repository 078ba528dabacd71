/**
 * The flow of a sign-in in the browser: begun on the start page, or again after one that came to nothing. What it brings
 * fills in the review page and does nothing more; whatever leaves the page ends the sign-in (sign-in-desk.ts).
 */
import { at, type Rules } from './wizard-moves.ts'
import type { SignInEvent, WizardPage, WizardState } from './wizard-state.ts'

type SignInPage = Extract<WizardPage, { readonly step: 'sign-in' }>

export const signInRules: Rules<SignInEvent> = {
  'sign-in-asked': (state) => {
    if (!state.methods.includes('sso') || !canSignIn(state)) return state
    const attempt = state.attempt + 1
    const page: SignInPage = { step: 'sign-in', attempt, phase: 'asking', host: null, strangerCame: false }
    return { ...at(state, page), attempt, method: 'sso', road: 'online', credentials: null }
  },
  'sign-in-opened': (state, { attempt, host }) =>
    isSignIn(state, attempt) ? at(state, { ...state.page, phase: 'waiting', host }) : state,
  'stranger-came': (state, { attempt }) =>
    isSignIn(state, attempt) ? at(state, { ...state.page, strangerCame: true }) : state,
  'signed-in': (state, { attempt, credentials }) =>
    isSignIn(state, attempt) ? { ...at(state, { step: 'review' }), credentials, keyWasDoubled: false } : state,
  'sign-in-failed': (state, { attempt, failure }) =>
    isSignIn(state, attempt)
      ? at(state, { step: 'failure', failure, task: 'sign-in', carried: null, requestId: null })
      : state,
}

/** True on the start page, and on the page of a sign-in, or of an activation by one, that failed. */
export function canSignIn({ page, method }: WizardState): boolean {
  if (page.step === 'start') return true
  if (page.step !== 'failure' || page.carried !== null) return false
  return page.task === 'sign-in' || (page.task === 'activate' && method === 'sso')
}

function isSignIn(state: WizardState, attempt: number): state is WizardState & { readonly page: SignInPage } {
  return state.page.step === 'sign-in' && state.page.attempt === attempt
}
