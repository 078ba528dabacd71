import { useTranslation } from 'react-i18next'
import { toRefusalsAheadWords } from '../../shared/refusals-ahead-words.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import type { ButtonRowProps } from '../components/button-row.tsx'
import { type Fact, FactList } from '../components/fact-list.tsx'
import { FailureNotice } from '../components/failure-notice.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { PasswordNotice } from '../components/password-notice.tsx'
import { Progress } from '../components/progress.tsx'
import { toCredentialFacts, toDeviceFacts } from '../device-facts.ts'
import { useWizard } from '../wizard-context.ts'

/** What would be sent, or written into the request file, to the letter, before anything is. */
export function ReviewStep({ view }: { readonly view: ViewOf<'review'> }) {
  const { t } = useTranslation()
  const facts = useReviewFacts(view)
  const buttons = useReviewButtons(view)
  const isReady = view.facts !== null
  const isOffline = view.road === 'offline'
  const isSso = view.credentials.kind === 'sso'
  const lead = isOffline ? t('review.textOffline') : isSso ? t('review.textSso') : t('review.text')
  const waiting = view.problem === null ? t('review.collecting') : t('review.notRead')
  return (
    <Page
      heading={isOffline ? t('review.headingOffline') : t('review.heading')}
      lead={lead}
      announcement={isReady ? lead : waiting}
      buttons={buttons}
    >
      {view.keyWasDoubled ? (
        <Notice tone="info">
          <p>{t('review.doubled')}</p>
        </Notice>
      ) : null}
      <RefusalsAhead view={view} />
      {isOffline && view.credentials.kind === 'user-login' ? <PasswordNotice /> : null}
      {view.problem === null ? null : (
        <FailureNotice failure={view.problem} title={t('review.notRead')} tone="warning" />
      )}
      {view.factsLate ? (
        <Notice tone="info">
          <p>{t('review.late')}</p>
        </Notice>
      ) : null}
      <FactList facts={facts} />
      {isReady || view.problem !== null ? null : (
        <div className="page-waiting">
          <p>{t('review.collecting')}</p>
          <Progress label={t('review.collecting')} />
        </div>
      )}
    </Page>
  )
}

/** What the license server is going to refuse, as far as the license that is here tells. */
function RefusalsAhead({ view }: { readonly view: ViewOf<'review'> }) {
  const { t } = useTranslation()
  const { vendorName: vendor, locale } = useWizard()
  return toRefusalsAheadWords(view, vendor, t, locale).map((sentence) => (
    <Notice key={sentence} tone="warning">
      <p>{sentence}</p>
    </Notice>
  ))
}

/** Without a hardware ID there is nothing that could be activated: it is read again, or nothing. */
function useReviewButtons({ road, facts, problem }: ViewOf<'review'>): ButtonRowProps {
  const { t } = useTranslation()
  const { send } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const around = { back: { label: t('button.back'), onPress: goBack }, onEscape: goBack }
  if (problem !== null) {
    return { ...around, primary: { label: t('start.readAgain'), onPress: () => void send('readDeviceAgain', {}) } }
  }
  const isReady = facts !== null
  const label = road === 'offline' ? t('review.makeRequest') : t('button.activate')
  const primary = { label, onPress: () => void send('activate', {}), isDisabled: !isReady }
  return { ...around, primary, reason: isReady ? undefined : t('review.notReady') }
}

function useReviewFacts({ road, host, credentials, facts }: ViewOf<'review'>): Fact[] {
  const { t } = useTranslation()
  return [
    { label: road === 'offline' ? t('review.hostOffline') : t('review.host'), value: host, isCode: true },
    ...toCredentialFacts(credentials, t('review.passwordEntered'), t),
    ...toDeviceFacts(facts ?? [], t),
  ]
}
