import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { FactList } from '../components/fact-list.tsx'
import { CheckIcon, CopyIcon } from '../components/icons.tsx'
import { Page } from '../components/page.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { SaveProblem } from '../components/save-problem.tsx'
import { StepList } from '../components/step-list.tsx'
import { useWizard } from '../wizard-context.ts'

/** The license server's answer for another computer: where to save it, and how it gets there. */
export function AnswerReadyStep({ view }: { readonly view: ViewOf<'answer-ready'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const { computer, fileName, savedTo, problem } = view
  const save = (): void => void send('saveFile', {})
  const isSaved = savedTo !== null
  const lead = isSaved
    ? t('answer.textSaved')
    : computer === null
      ? t('answer.textUnnamed')
      : t('answer.text', { computer })
  return (
    <Page
      // Saved is another page to the person: the focus goes to its heading, away from a button that now does more.
      key={isSaved ? 'saved' : 'unsaved'}
      heading={isSaved ? t('answer.headingSaved') : t('answer.heading')}
      icon={<CheckIcon />}
      lead={lead}
      announcement={lead}
      buttons={{
        primary: isSaved
          ? { label: t('button.finish'), onPress: () => void send('finish', {}) }
          : { label: t('button.saveFile'), onPress: save },
      }}
    >
      <SaveProblem failure={problem} />
      <FactList
        facts={[
          savedTo === null
            ? { label: t('request.fileName'), value: fileName, isCode: true }
            : { label: t('request.savedTo'), value: savedTo, isCode: true },
        ]}
      />
      <StepList
        title={t('answer.steps')}
        steps={[
          ...(isSaved ? [] : [t('answer.stepSave')]),
          computer === null ? t('answer.stepCarryUnnamed') : t('answer.stepCarry', { computer }),
          t('answer.stepOpen'),
        ]}
      />
      {isSaved ? (
        <QuietRow>
          <QuietButton icon={<CopyIcon />} label={t('button.saveCopy')} onPress={save} />
        </QuietRow>
      ) : null}
    </Page>
  )
}
