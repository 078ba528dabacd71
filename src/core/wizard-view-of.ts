import { failureCatalog } from '../shared/failure-catalog.ts'
import type { WizardView } from '../shared/wizard-view.ts'
import { lastFourOf } from './license-key.ts'
import { canCancel } from './wizard-machine.ts'
import type { WizardState } from './wizard-state.ts'

/** What the window shows of a state: everything that it may know, and nothing more. */
export function toView(state: WizardState): WizardView {
  const { page } = state
  switch (page.step) {
    case 'starting':
      return { step: 'starting' }
    case 'configuration-problem':
      return { step: 'configuration-problem', path: page.path, problems: [...page.problems] }
    case 'start':
      return { step: 'start', methods: [...state.methods], current: state.current, notice: state.notice }
    case 'enter-key':
      return { step: 'enter-key', problem: page.problem }
    case 'review':
      return {
        step: 'review',
        keyLastFour: lastFourOf(state.heldKey?.licenseKey ?? ''),
        keyWasDoubled: state.heldKey?.wasDoubled ?? false,
        host: state.host,
        facts: state.facts === null ? null : [...state.facts],
      }
    case 'working':
      return { step: 'working', phase: page.phase, canCancel: canCancel(page) }
    case 'result':
      return state.current === null
        ? { step: 'start', methods: [...state.methods], current: null, notice: state.notice }
        : { step: 'result', overview: state.current, justActivated: page.justActivated }
    case 'failure':
      return {
        step: 'failure',
        failure: page.failure,
        action: failureCatalog[page.failure.code].action,
        licenseKept: state.current !== null,
      }
  }
}
