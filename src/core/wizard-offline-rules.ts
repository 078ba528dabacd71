/** The flow of the way without internet: requests that are made here, files that are brought, requests of others. */
import type { Failure } from '../shared/failure.ts'
import { at, atNewAttempt, isCurrent, type Rules } from './wizard-moves.ts'
import type { OfflineEvent, WizardPage, WizardState } from './wizard-state.ts'

/**
 * Pages on which a file can be brought: dropped, pasted, chosen, or opened by a double click, which can come on any page.
 * Only what is under way is not interrupted by it.
 */
const openPages: ReadonlySet<WizardPage['step']> = new Set([
  'start',
  'enter-key',
  'enter-login',
  'sign-in',
  'review',
  'request-code',
  'return-confirm',
  'doctor',
  'proxy-settings',
  'open-file',
  'failure',
  'result',
  'request-ready',
  'send-review',
  'answer-preview',
  'answer-ready',
  'seat-freed',
])

/** True where a file that is brought now is looked at. */
export function canTakeFile(page: WizardPage): boolean {
  return openPages.has(page.step)
}

export const offlineRules: Rules<OfflineEvent> = {
  'request-made': (state, { request, fileName }) =>
    canMakeRequest(state, request.kind)
      ? at(state, { step: 'request-ready', made: { content: request, fileName, savedTo: null, problem: null } })
      : state,
  'request-refused': (state, { failure }) =>
    state.page.step === 'review' || state.page.step === 'return-confirm'
      ? at(state, { step: 'failure', failure, task: 'activate', carried: null, requestId: null })
      : state,
  'file-written': (state, { path }) => withWriting(state, path, null),
  'file-not-written': (state, { failure }) => withWriting(state, null, failure),
  'code-shown': (state, { codes }) =>
    state.page.step === 'request-ready' ? at(state, { step: 'request-code', made: state.page.made, codes }) : state,
  'requests-changed': (state, { requests }) => ({ ...state, requests }),
  'license-returned': (state, { returnedAt, leftover }) => ({ ...state, current: null, returnedAt, leftover }),
  'file-asked': (state, { requestId }) =>
    canTakeFile(state.page)
      ? { ...at(state, { step: 'open-file', requestId: requestId ?? awaitedIn(state.page) }), credentials: null }
      : state,
  'file-refused': (state, { failure }) =>
    canTakeFile(state.page)
      ? at(state, { step: 'failure', failure, task: 'bring-file', carried: null, requestId: awaitedIn(state.page) })
      : state,
  'request-brought': (state, { carried }) =>
    canTakeFile(state.page) ? { ...at(state, { step: 'send-review', carried }), credentials: null } : state,
  'send-asked': beginSending,
  'answer-fetched': (state, { attempt, fileName, answer }) =>
    isCurrent(state, attempt)
      ? at(state, { step: 'answer-ready', made: { content: answer, fileName, savedTo: null, problem: null } })
      : state,
  'seat-freed': (state, { attempt, computer }) =>
    isCurrent(state, attempt) ? at(state, { step: 'seat-freed', here: false, computer }) : state,
  'answer-judged': (state, { judged, overview }) =>
    canTakeFile(state.page) ? { ...at(state, { step: 'answer-preview', judged, overview }), credentials: null } : state,
  'answer-saved': (state, { overview, requests }) => {
    if (state.page.step !== 'answer-preview') return state
    const next = at(state, { step: 'result', justActivated: true })
    return { ...next, current: overview, requests, notice: null, returnedAt: null, credentials: null }
  },
}

/** Starts to send the request file of another computer. */
function beginSending(state: WizardState): WizardState {
  const { page } = state
  const carried = page.step === 'send-review' || page.step === 'failure' ? page.carried : null
  if (carried === null) return state
  return atNewAttempt(state, { task: 'send-request', phase: 'contacting-server', carried })
}

/** The request whose answer this page is about; a wrong file does not change what is waited for. */
function awaitedIn(page: WizardPage): string | null {
  if (page.step === 'open-file' || page.step === 'failure') return page.requestId
  return page.step === 'request-ready' ? page.made.content.id : null
}

function canMakeRequest(state: WizardState, kind: 'activation' | 'deactivation'): boolean {
  if (kind === 'deactivation')
    return state.page.step === 'return-confirm' && state.page.road === 'offline' && state.current !== null
  const isReviewed = state.page.step === 'review' && state.facts !== null
  return isReviewed && state.road === 'offline' && state.credentials !== null
}

/** A request that is out is a commit: who asked for it is not held any longer. */
function withWriting(state: WizardState, savedTo: string | null, problem: Failure | null): WizardState {
  const { page } = state
  const credentials = savedTo === null ? state.credentials : null
  const writing = { problem, ...(savedTo !== null && { savedTo }) }
  if (page.step === 'request-ready') {
    return { ...at(state, { ...page, made: { ...page.made, ...writing } }), credentials }
  }
  return page.step === 'answer-ready' ? at(state, { ...page, made: { ...page.made, ...writing } }) : state
}
