import { useTranslation } from 'react-i18next'
import { toFailureWords } from '../../shared/failure-words.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { FailureDetails } from '../components/failure-details.tsx'
import { InfoIcon, PersonIcon, SearchIcon, WarningIcon } from '../components/icons.tsx'
import { Page } from '../components/page.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { isFileTrouble } from '../file-trouble.ts'
import { useFailureButtons } from '../use-failure-buttons.ts'
import { useWizard } from '../wizard-context.ts'

/** What was being done, as far as it was not done. */
function headingOf({ failure, task }: ViewOf<'failure'>) {
  if (failure.code === 'cannot-remove-returned') return 'freed'
  return isFileTrouble(failure) ? 'bring-file' : task
}

/** An activation that did not succeed: what happened, what to do, who can help, and the facts for those who do. */
export function FailureStep({ view }: { readonly view: ViewOf<'failure'> }) {
  const { t } = useTranslation()
  const { frame, locale, send } = useWizard()
  const words = toFailureWords(view.failure, frame, t, locale)
  return (
    <Page
      heading={t(`failure.headingTask.${headingOf(view)}`)}
      icon={<WarningIcon />}
      lead={<span className="selectable">{words.happened}</span>}
      announcement={`${words.happened} ${words.todo}`}
      buttons={useFailureButtons(view)}
    >
      <p className="page-text">{words.todo}</p>
      <div className="page-words">
        <p className="page-helper">
          <PersonIcon />
          {words.helper}
        </p>
        {view.licenseKept ? (
          <p className="page-helper">
            <InfoIcon />
            {t(view.task === 'check' || view.task === 'free-seat' ? 'failure.keptHere' : 'failure.kept')}
          </p>
        ) : null}
      </div>
      {view.canDiagnose ? (
        <QuietRow>
          <QuietButton icon={<SearchIcon />} label={t('doctor.ask')} onPress={() => void send('diagnose', {})} />
        </QuietRow>
      ) : null}
      <FailureDetails failure={view.failure} />
    </Page>
  )
}
