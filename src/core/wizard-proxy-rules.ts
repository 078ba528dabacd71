/** The flow of the proxy settings: opened from nearly every page, and left for the same one. */
import { at, type Rules } from './wizard-moves.ts'
import type { DoctorPage, OwnPage, ProxyEvent, WizardPage } from './wizard-state.ts'

/** What is under way is not interrupted: its answer would find another page. */
const closedPages: ReadonlySet<WizardPage['step']> = new Set([
  'starting',
  'configuration-problem',
  'working',
  'sign-in',
])

/** True where the settings can be opened. The doctor has to have come to its end. */
export function canOpenProxy(page: WizardPage): page is OwnPage | DoctorPage {
  if (page.step === 'proxy-settings' || closedPages.has(page.step)) return false
  return page.step !== 'doctor' || page.diagnosis !== null
}

export const proxyRules: Rules<ProxyEvent> = {
  'proxy-asked': (state, { proxy, forSignIn }) =>
    canOpenProxy(state.page)
      ? at(state, { step: 'proxy-settings', proxy, forSignIn, problem: null, from: state.page })
      : state,
  'proxy-refused': (state, { problem }) =>
    state.page.step === 'proxy-settings' ? at(state, { ...state.page, problem }) : state,
  // The page stays: whether it leads back or on to the doctor is the next event.
  'proxy-saved': (state, { proxy }) =>
    state.page.step === 'proxy-settings'
      ? at(state, { ...state.page, proxy, problem: null, from: withNewProxy(state.page.from) })
      : state,
}

/** A failure that is come back to after a change asks to be tried again, and no longer for settings. */
function withNewProxy(page: OwnPage): OwnPage
function withNewProxy(page: OwnPage | DoctorPage): OwnPage | DoctorPage
function withNewProxy(page: OwnPage | DoctorPage): OwnPage | DoctorPage {
  if (page.step === 'failure') return { ...page, hasNewProxy: true }
  return page.step === 'doctor' ? { ...page, from: withNewProxy(page.from) } : page
}
