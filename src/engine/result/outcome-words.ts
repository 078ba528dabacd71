import type { Failure } from '../../shared/failure.ts'
import { type FailureWords, toFailureWords } from '../../shared/failure-words.ts'
import type { Translate } from '../../shared/translate.ts'
import type { WizardFrame } from '../../shared/wizard-view.ts'
import type { Outcome } from './outcome.ts'

/** The words of the failure that a run ended with. A folder that was stopped has changed things, unlike an activation. */
export function toOutcomeWords(
  { folder }: Outcome,
  failure: Failure,
  frame: WizardFrame | null,
  t: Translate,
  locale: string,
): FailureWords {
  const words = toFailureWords(failure, frame, t, locale)
  if (folder === undefined || failure.code !== 'cancelled') return words
  return { ...words, happened: t('cli.folder.stopped'), todo: t('cli.folder.stoppedTodo') }
}
