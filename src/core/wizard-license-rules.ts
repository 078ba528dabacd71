/** The flow around the license that this computer has: asking how it stands, and giving it back. */
import { isUnreadable } from '../shared/failure.ts'
import { at, atNewAttempt, isCurrent, type Rules } from './wizard-moves.ts'
import type { LicenseEvent, WizardState } from './wizard-state.ts'

export const licenseRules: Rules<LicenseEvent> = {
  'check-asked': (state) => {
    const { page } = state
    const mayCheck = page.step === 'result' || (page.step === 'failure' && page.task === 'check')
    return mayCheck && state.current !== null ? begin(state, 'check') : state
  },
  // Nobody waits for a check in the background: what it brings is shown where it disturbs nobody.
  'checked-aside': (state, { overview, clock, at: checkedAt }) => {
    const isShown = state.page.step === 'start' || state.page.step === 'result'
    return isShown && state.current !== null ? { ...state, current: overview, clock, checkedAt } : state
  },
  'check-refused-aside': (state, { failure }) => (state.page.step === 'start' ? { ...state, notice: failure } : state),
  'license-unconfirmed': (state, { overview }) => (state.current === null ? state : { ...state, current: overview }),
  'return-asked': (state, { road, others }) => {
    const isPlace = state.page.step === 'result' || state.page.step === 'return-confirm'
    const mayReturn = isPlace && state.current !== null
    return mayReturn && (road === 'online' || state.canGoOffline)
      ? { ...at(state, { step: 'return-confirm', road }), others }
      : state
  },
  'free-asked': (state) => {
    const { page } = state
    const isConfirmed = page.step === 'return-confirm' && page.road === 'online'
    const mayFree = isConfirmed || (page.step === 'failure' && page.task === 'free-seat')
    return mayFree && state.current !== null ? begin(state, 'free-seat') : state
  },
  'reading-asked': (state) => {
    const unread = { ...state, facts: null, factsProblem: null }
    if (state.page.step === 'start' && canReadAgain(state)) return at(unread, { step: 'starting' })
    return state.page.step === 'review' && state.factsProblem !== null ? unread : state
  },
  'freed-here': (state, { attempt, returnedAt, leftover }) =>
    isCurrent(state, attempt)
      ? { ...at(state, { step: 'seat-freed', here: true, computer: null }), current: null, returnedAt, leftover }
      : state,
}

/** True where a license is here that may fit once this computer is read in full, or once its file can be read. */
export function canReadAgain({ notice, hardwareChange }: WizardState): boolean {
  const isHalfRead = notice?.code === 'not-ours-computer' && hardwareChange?.judgement === 'not-read'
  const isUnread = notice?.code === 'missing-hardware-id' || notice?.code === 'cannot-read-device'
  return isHalfRead || isUnread || (notice !== null && isUnreadable(notice))
}

function begin(state: WizardState, task: 'check' | 'free-seat'): WizardState {
  return atNewAttempt(state, { task, phase: 'contacting-server', carried: null })
}
