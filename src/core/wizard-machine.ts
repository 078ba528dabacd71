/**
 * The flow of the wizard as one pure function. An event that has no meaning on the present page changes nothing, so a
 * late click, a double click or a hostile window cannot bring it to a place that a person could not reach.
 */
import type { Failure } from '../shared/failure.ts'
import { findLicenseKey } from '../shared/find-license-key.ts'
import type { ActivationMethod, Road } from '../shared/wizard-view.ts'
import { doctorRules } from './wizard-doctor-rules.ts'
import { licenseRules } from './wizard-license-rules.ts'
import { at, atNewAttempt, isCurrent, type Rules, toStart } from './wizard-moves.ts'
import { offlineRules } from './wizard-offline-rules.ts'
import { proxyRules } from './wizard-proxy-rules.ts'
import { signInRules } from './wizard-sign-in-rules.ts'
import type {
  DoctorEvent,
  Fetched,
  LicenseEvent,
  OfflineEvent,
  ProxyEvent,
  SignInEvent,
  WizardEvent,
  WizardPage,
  WizardState,
} from './wizard-state.ts'

const onlineRules: Rules<Exclude<WizardEvent, OfflineEvent | LicenseEvent | DoctorEvent | ProxyEvent | SignInEvent>> = {
  'configuration-refused': (state, { layer, path, problems }) =>
    at(state, { step: 'configuration-problem', layer, path, problems }),
  ready: (state, { kind: _kind, ...known }) =>
    state.page.step === 'starting' ? { ...state, ...known, page: { step: 'start' } } : state,
  'method-chosen': (state, { method, road }) => chooseMethod(state, method, road),
  'key-typed': (state, { typed }) => (state.page.step === 'enter-key' ? takeKey(state, typed) : state),
  'login-typed': (state, { username, password }) =>
    state.page.step === 'enter-login' ? takeLogin(state, username.trim(), password) : state,
  'facts-read': (state, { facts, isLate }) => ({ ...state, facts, factsLate: isLate, factsProblem: null }),
  'facts-not-read': (state, { failure }) => ({ ...state, facts: null, factsProblem: failure }),
  'activation-asked': beginAttempt,
  'phase-reached': (state, { attempt, phase }) =>
    isCurrent(state, attempt) ? at(state, { ...state.page, phase }) : state,
  activated: (state, event) => (isCurrent(state, event.attempt) ? afterAnswer(state, event, true) : state),
  checked: (state, event) => (isCurrent(state, event.attempt) ? afterAnswer(state, event, false) : state),
  'activation-failed': (state, { attempt, failure }) =>
    isCurrent(state, attempt) ? afterFailure(state, failure) : state,
  'cancel-asked': (state) =>
    state.page.step === 'sign-in' ? toStart(state) : canCancel(state.page) ? afterCancel(state) : state,
  'back-asked': goBack,
  'start-asked': (state) => (startingPoints.has(state.page.step) ? toStart(state) : state),
  'license-asked': (state) =>
    state.page.step === 'start' && state.current !== null ? at(state, { step: 'result', justActivated: false }) : state,
}

const rules: Rules<WizardEvent> = {
  ...onlineRules,
  ...licenseRules,
  ...doctorRules,
  ...proxyRules,
  ...offlineRules,
  ...signInRules,
}

/** The state after `event`; the very same object where the event means nothing now. */
export function nextState(state: WizardState, event: WizardEvent): WizardState {
  // The table has one rule for each kind; TypeScript cannot see that both lookups name the same one.
  const rule = rules[event.kind] as (state: WizardState, event: WizardEvent) => WizardState
  return rule(state, event)
}

/** Up to saving, a cancel leaves everything here as it was. A seat that is being freed may be free already. */
export function canCancel(page: WizardPage): boolean {
  return page.step === 'working' && page.phase !== 'saving' && page.task !== 'free-seat'
}

const startingPoints: ReadonlySet<WizardPage['step']> = new Set(['failure', 'result', 'answer-ready', 'seat-freed'])

function chooseMethod(state: WizardState, method: ActivationMethod, road: Road): WizardState {
  const isOffered = state.methods.includes(method) && (road === 'online' || state.canGoOffline)
  // A sign-in has a page and an event of its own.
  if (state.page.step !== 'start' || !isOffered || method === 'sso') return state
  const page: WizardPage = { step: method === 'license-key' ? 'enter-key' : 'enter-login', problem: null }
  return { ...state, page, road, method }
}

function takeKey(state: WizardState, typed: string): WizardState {
  const found = findLicenseKey(typed, state.keyForm)
  if (!found.ok) return at(state, { step: 'enter-key', problem: found.problem })
  const credentials = { kind: 'license-key', licenseKey: found.key } as const
  return { ...at(state, { step: 'review' }), credentials, keyWasDoubled: found.wasDoubled }
}

function takeLogin(state: WizardState, username: string, password: string): WizardState {
  if (username === '') return at(state, { step: 'enter-login', problem: 'no-username' })
  if (password === '') return at(state, { step: 'enter-login', problem: 'no-password' })
  const credentials = { kind: 'user-login', username, password } as const
  return { ...at(state, { step: 'review' }), credentials, keyWasDoubled: false }
}

function beginAttempt(state: WizardState): WizardState {
  const { page } = state
  const mayBegin = page.step === 'review' || (page.step === 'failure' && page.task === 'activate')
  // Without facts the person has not seen yet what would be sent.
  if (!mayBegin || state.road !== 'online' || state.credentials === null || state.facts === null) return state
  return atNewAttempt(state, { task: 'activate', phase: 'reading-device', carried: null })
}

function afterAnswer(
  state: WizardState,
  { overview, clock, at: checkedAt }: Fetched,
  justActivated: boolean,
): WizardState {
  const page: WizardPage = { step: 'result', justActivated }
  return { ...state, page, current: overview, clock, checkedAt, notice: null, returnedAt: null, credentials: null }
}

/** Back to the page from which the attempt was begun. */
function afterCancel(state: WizardState): WizardState {
  if (state.page.step !== 'working') return state
  const { carried, task } = state.page
  if (carried !== null) return at(state, { step: 'send-review', carried })
  if (task !== 'activate') return at(state, { step: 'result', justActivated: false })
  // The server may have used the sign-in up already: it is good for one attempt.
  return state.credentials?.kind === 'sso' ? toStart(state) : at(state, { step: 'review' })
}

/** A cancel was the person's own wish: it needs no page that explains it. */
function afterFailure(state: WizardState, failure: Failure): WizardState {
  if (failure.code === 'cancelled') return afterCancel(state)
  if (state.page.step !== 'working') return state
  const { task, carried } = state.page
  const credentials = state.credentials?.kind === 'sso' ? null : state.credentials
  return { ...at(state, { step: 'failure', failure, task, carried, requestId: null }), credentials }
}

function goBack(state: WizardState): WizardState {
  const { page } = state
  switch (page.step) {
    case 'enter-key':
    case 'enter-login':
    case 'open-file':
    case 'sign-in':
      return toStart(state)
    case 'review':
      return toCredentials(state)
    case 'failure':
      return leaveFailure(state, page)
    case 'doctor':
    case 'proxy-settings':
      return at(state, page.from)
    case 'request-ready':
      return leaveRequest(state, page)
    case 'request-code':
      return at(state, { step: 'request-ready', made: page.made })
    case 'send-review':
    case 'answer-preview':
      return at(state, { step: 'open-file', requestId: null })
    case 'return-confirm':
      return at(state, { step: 'result', justActivated: false })
    case 'result':
      // Nothing leads back across an activation that is done; from a license that was only looked at, the start does.
      return page.justActivated ? state : toStart(state)
    default:
      return state
  }
}

function leaveFailure(
  state: WizardState,
  { task, carried, requestId }: Extract<WizardPage, { step: 'failure' }>,
): WizardState {
  if (carried !== null) return at(state, { step: 'send-review', carried })
  if (task === 'check' || task === 'free-seat') return at(state, { step: 'result', justActivated: false })
  if (task === 'sign-in') return toStart(state)
  return task === 'activate' ? toCredentials(state) : at(state, { step: 'open-file', requestId })
}

/** To the page where the person said who they are; a sign-in has none in this window, and begins anew from the start. */
function toCredentials(state: WizardState): WizardState {
  if (state.method === 'sso') return toStart(state)
  const step = state.credentials?.kind === 'user-login' ? 'enter-login' : 'enter-key'
  return at(state, { step, problem: null })
}

/** Once a request is out, it can be answered: there is no way back over that. */
function leaveRequest(state: WizardState, page: Extract<WizardPage, { step: 'request-ready' }>): WizardState {
  const { content, savedTo } = page.made
  if (savedTo !== null || state.requests.some(({ id }) => id === content.id)) return state
  return at(state, content.kind === 'activation' ? { step: 'review' } : { step: 'return-confirm', road: 'offline' })
}
