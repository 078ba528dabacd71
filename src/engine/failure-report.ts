import type { Failure } from '../shared/failure.ts'
import { toFailureDetails, toFailureWords } from '../shared/failure-words.ts'
import type { Translate } from '../shared/translate.ts'
import type { WizardSnapshot } from '../shared/wizard-view.ts'

/** The text behind *Copy details*: what happened, then one `label: value` a line. Holds no key and no password. */
export function toFailureReport(failure: Failure, snapshot: WizardSnapshot, t: Translate, now: Date): string {
  const { frame, locale, wizardVersion } = snapshot
  const { happened } = toFailureWords(failure, frame, t, locale)
  const details = toFailureDetails(failure, { wizardVersion, frame, at: now.toISOString() }, t, locale)
  return `${[happened, '', ...details.map(({ label, value }) => `${label}: ${value}`)].join('\n')}\n`
}
