import { failureCatalog } from '../shared/failure-catalog.ts'
import type { LicenseAction, ViewOf, WizardView } from '../shared/wizard-view.ts'
import { shownFactsOf } from './activation-request.ts'
import { connectionHelpOf } from './connection-help.ts'
import { toShownCredentials } from './credentials.ts'
import { refusalsAhead } from './refusals-ahead.ts'
import { canDiagnose } from './wizard-doctor-rules.ts'
import { canReadAgain } from './wizard-license-rules.ts'
import { canCancel } from './wizard-machine.ts'
import type { MadeFile, WizardPage, WizardState } from './wizard-state.ts'

type PageOf<S extends WizardPage['step']> = Extract<WizardPage, { readonly step: S }>
type Views = { readonly [S in WizardPage['step']]: (page: PageOf<S>, state: WizardState) => WizardView }

/** What the window shows of each page: everything that it may know, and nothing more. */
const views: Views = {
  starting: () => ({ step: 'starting' }),
  'configuration-problem': ({ layer, path, problems }) => ({
    step: 'configuration-problem',
    layer,
    path,
    problems: [...problems],
  }),
  start: (_page, state) => toStartView(state),
  'enter-key': ({ problem }, { road, keyForm }) => ({ step: 'enter-key', road, problem, keyForm }),
  'enter-login': ({ problem }, { road }) => ({ step: 'enter-login', road, problem }),
  'sign-in': ({ phase, host, strangerCame }) => ({ step: 'sign-in', phase, host, strangerCame }),
  review: (_page, state) => toReviewView(state),
  working: (page) => ({ step: 'working', task: page.task, phase: page.phase, canCancel: canCancel(page) }),
  'request-ready': ({ made }, { requests, leftover }) => ({
    step: 'request-ready',
    kind: made.content.kind,
    isOut: made.savedTo !== null || requests.some(({ id }) => id === made.content.id),
    holdsPassword: made.content.holdsPassword,
    ...toWriting(made),
    leftover: made.content.kind === 'deactivation' ? leftover : null,
  }),
  'request-code': ({ made, codes }) => ({ step: 'request-code', text: made.content.text, codes: [...codes] }),
  'open-file': ({ requestId }, { requests }) => ({
    step: 'open-file',
    request: requests.find(({ id }) => id === requestId) ?? null,
  }),
  'send-review': ({ carried }, { host }) => toSendReview(carried, host),
  'answer-ready': ({ made }) => ({ step: 'answer-ready', computer: made.content.computer, ...toWriting(made) }),
  'seat-freed': ({ here, computer }, { leftover }) => ({
    step: 'seat-freed',
    here,
    computer,
    leftover: here ? leftover : null,
  }),
  'answer-preview': ({ judged, overview }, { current }) => ({
    step: 'answer-preview',
    overview,
    kind: judged.isTaken ? 'known' : judged.request === null ? 'refresh' : 'answer',
    replacesLicense: current !== null && !judged.isTaken,
  }),
  'return-confirm': ({ road }, state) =>
    state.current === null
      ? toStartView(state)
      : { step: 'return-confirm', road, overview: state.current, others: state.others },
  result: ({ justActivated }, state) => toResultView(justActivated, state),
  doctor: ({ diagnosis }, { host }) => ({
    step: 'doctor',
    host,
    diagnosis,
    help: diagnosis === null ? null : connectionHelpOf(diagnosis),
  }),
  'proxy-settings': ({ proxy, forSignIn, problem }) => ({ step: 'proxy-settings', proxy, forSignIn, problem }),
  failure: (page, { current, credentials, method }) => ({
    step: 'failure',
    failure: page.failure,
    canDiagnose: canDiagnose(page),
    task: page.task,
    // What a sign-in brought is gone by now.
    credentials: credentials?.kind ?? (isOfSignIn(page, method) ? 'sso' : null),
    action: page.hasNewProxy === true ? 'try-again' : failureCatalog[page.failure.code].action,
    // Its seat is free: it is no license that would be there as before.
    licenseKept: current !== null && page.failure.code !== 'cannot-remove-returned',
  }),
}

/** The view of a state. */
export function toView(state: WizardState): WizardView {
  // The table has one entry for each step; TypeScript cannot see that both lookups name the same one.
  const view = views[state.page.step] as (page: WizardPage, state: WizardState) => WizardView
  return view(state.page, state)
}

function isOfSignIn({ task }: PageOf<'failure'>, method: WizardState['method']): boolean {
  return task === 'sign-in' || (task === 'activate' && method === 'sso')
}

function toStartView(state: WizardState): ViewOf<'start'> {
  const { methods, canGoOffline, requests, returnedAt, clock, current, notice } = state
  const hardwareChange = notice?.code === 'not-ours-computer' ? state.hardwareChange : null
  const lists = { methods: [...methods], requests: [...requests] }
  return {
    step: 'start',
    ...lists,
    canGoOffline,
    returnedAt,
    clock,
    current,
    notice,
    hardwareChange,
    canReadAgain: canReadAgain(state),
  }
}

function toResultView(justActivated: boolean, state: WizardState): WizardView {
  const { current: overview, canGoOffline, clock, checkedAt } = state
  if (overview === null) return toStartView(state)
  const actions: LicenseAction[] = ['check', 'free-seat', ...(canGoOffline ? ['return-by-file' as const] : [])]
  return { step: 'result', overview, justActivated, actions, clock, checkedAt }
}

function toReviewView(state: WizardState): ViewOf<'review'> {
  const { road, credentials, keyWasDoubled, host, facts, factsLate, factsProblem: problem } = state
  const shown = credentials === null ? { kind: 'license-key' as const, lastFour: '' } : toShownCredentials(credentials)
  const shownFacts = facts === null ? null : [...facts]
  const asked = { road, credentials: shown, keyWasDoubled, host }
  return { step: 'review', ...asked, facts: shownFacts, factsLate, problem, ...refusalsAhead(state) }
}

function toSendReview({ payload, credentials }: PageOf<'send-review'>['carried'], host: string): ViewOf<'send-review'> {
  return {
    step: 'send-review',
    kind: payload.request,
    host,
    computer: payload.hostname ?? payload.os_hostname ?? null,
    hardwareId: payload.hardware_id,
    requestedAt: payload.date,
    credentials: toShownCredentials(credentials),
    holdsPassword: payload.password !== undefined,
    facts: shownFactsOf(payload),
  }
}

function toWriting<T>({
  fileName,
  savedTo,
  problem,
}: MadeFile<T>): Pick<ViewOf<'answer-ready'>, 'fileName' | 'savedTo' | 'problem'> {
  return { fileName, savedTo, problem }
}
