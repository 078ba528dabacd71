/** The flow of the connection doctor: asked for where the way may be the cause, and left for the same page. */
import { failureCatalog } from '../shared/failure-catalog.ts'
import { at, type Rules } from './wizard-moves.ts'
import type { DoctorEvent, FailurePage, OwnPage, WizardPage } from './wizard-state.ts'

/** Where the way to the license server may be the cause: what never came, and what came from somebody else. */
export function canDiagnose({ failure, task }: FailurePage): boolean {
  const { code } = failure
  const isAnswer = code === 'not-genuine-unsigned' || code === 'not-genuine-response' || code === 'malformed-response'
  return task !== 'bring-file' && (code.startsWith('unreachable-') || isAnswer) && failureCatalog[code].helper !== 'you'
}

export const doctorRules: Rules<DoctorEvent> = {
  'diagnosis-asked': (state) => {
    const { page } = state
    if (page.step === 'doctor') return at(state, { ...page, diagnosis: null })
    const from = originOf(page)
    return from === null ? state : at(state, { step: 'doctor', diagnosis: null, from })
  },
  diagnosed: (state, { diagnosis }) =>
    state.page.step === 'doctor' && state.page.diagnosis === null ? at(state, { ...state.page, diagnosis }) : state,
}

/** The page that the doctor leads back to; null where it cannot be asked for. Proxy settings can always be tested. */
function originOf(page: WizardPage): OwnPage | null {
  if (page.step === 'proxy-settings') return page.from.step === 'doctor' ? page.from.from : page.from
  return page.step === 'failure' && canDiagnose(page) ? page : null
}
