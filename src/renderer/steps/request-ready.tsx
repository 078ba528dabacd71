import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import type { ButtonRowProps } from '../components/button-row.tsx'
import { FactList } from '../components/fact-list.tsx'
import { CheckIcon, CodeIcon, CopyIcon } from '../components/icons.tsx'
import { LeftoverNotice } from '../components/leftover-notice.tsx'
import { LinkButton } from '../components/link-button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { PasswordNotice } from '../components/password-notice.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { SaveProblem } from '../components/save-problem.tsx'
import { StepList } from '../components/step-list.tsx'
import { useWizard } from '../wizard-context.ts'

type View = ViewOf<'request-ready'>

/** The request of this computer: where to save it, and the way that it takes from there. */
export function RequestReadyStep({ view }: { readonly view: View }) {
  const { t } = useTranslation()
  const words = useRequestWords(view)
  const isSaved = view.savedTo !== null
  const isReturn = view.kind === 'deactivation'
  return (
    <Page
      // Saved is another page to the person: the focus goes to its heading, away from a button that now does more.
      key={isSaved ? 'saved' : 'unsaved'}
      heading={words.heading}
      lead={words.lead}
      announcement={words.lead}
      {...(isSaved ? { icon: <CheckIcon /> } : {})}
      buttons={useRequestButtons(view)}
    >
      <SaveProblem failure={view.problem} />
      <LeftoverNotice failure={view.leftover} />
      {isReturn && !isSaved ? (
        <Notice tone="warning">
          <p>{t('request.stops')}</p>
        </Notice>
      ) : null}
      {view.holdsPassword ? <PasswordNotice /> : null}
      <FactList
        facts={[
          view.savedTo === null
            ? { label: t('request.fileName'), value: view.fileName, isCode: true }
            : { label: t('request.savedTo'), value: view.savedTo, isCode: true },
        ]}
      />
      <StepList title={t('request.steps')} steps={useRequestSteps(view)} />
      <RequestExtras view={view} />
    </Page>
  )
}

function useRequestWords({ kind, savedTo }: View): { readonly heading: string; readonly lead: string } {
  const { t } = useTranslation()
  if (kind === 'activation') {
    return savedTo === null
      ? { heading: t('request.heading'), lead: t('request.text') }
      : { heading: t('request.headingSaved'), lead: t('request.textSaved') }
  }
  return savedTo === null
    ? { heading: t('request.headingReturn'), lead: t('request.textReturn') }
    : { heading: t('request.headingReturnSaved'), lead: t('request.textReturnSaved') }
}

function useRequestButtons({ kind, isOut }: View): ButtonRowProps {
  const { t } = useTranslation()
  const { send } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const finish = (): void => void send('finish', {})
  if (!isOut) {
    return {
      back: { label: t('button.back'), onPress: goBack },
      primary: { label: t('button.saveFile'), onPress: () => void send('saveFile', {}) },
      onEscape: goBack,
    }
  }
  if (kind === 'deactivation') return { primary: { label: t('button.finish'), onPress: finish } }
  return {
    secondary: { label: t('button.close'), onPress: finish },
    primary: { label: t('button.haveAnswer'), onPress: () => void send('askForFile', { requestId: null }) },
  }
}

function useRequestSteps({ kind, savedTo }: View) {
  const { t } = useTranslation()
  const { links, send } = useWizard()
  const carry = links.includes('portal') ? (
    <>
      <p>{t('request.step.carry')}</p>
      <p>
        {t('request.step.carryPortal')}{' '}
        <LinkButton label={t('link.portal')} onPress={() => void send('openLink', { name: 'portal' })} />
      </p>
    </>
  ) : (
    t('request.step.carry')
  )
  return [
    ...(savedTo === null ? [t('request.step.save')] : []),
    carry,
    kind === 'activation' ? t('request.step.bring') : t('request.step.free'),
  ]
}

/** What gives a license back must not leave this computer before it is on record here, and saving does that. */
function RequestExtras({ view: { kind, savedTo, isOut } }: { readonly view: View }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const isSaved = savedTo !== null
  if (kind === 'deactivation' && !isSaved) return null
  return (
    <QuietRow>
      <QuietButton icon={<CodeIcon />} label={t('request.showCode')} onPress={() => void send('showRequestCode', {})} />
      {isOut ? (
        <QuietButton
          icon={<CopyIcon />}
          label={isSaved ? t('button.saveCopy') : t('button.saveFile')}
          onPress={() => void send('saveFile', {})}
        />
      ) : null}
    </QuietRow>
  )
}
