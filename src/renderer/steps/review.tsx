import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { type Fact, FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { useWizard } from '../wizard-context.ts'

/** What would be sent, to the letter, before anything is. */
export function ReviewStep({ view }: { readonly view: ViewOf<'review'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const facts = useReviewFacts(view)
  const isReady = view.facts !== null
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={t('review.heading')}
      lead={t('review.text')}
      announcement={isReady ? t('review.text') : t('review.collecting')}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('button.activate'), onPress: () => void send('activate', {}), isDisabled: !isReady },
        onEscape: goBack,
        reason: isReady ? undefined : t('review.notReady'),
      }}
    >
      {view.keyWasDoubled ? (
        <Notice tone="info">
          <p>{t('review.doubled')}</p>
        </Notice>
      ) : null}
      <FactList facts={facts} />
      {isReady ? null : (
        <div className="page-waiting">
          <p>{t('review.collecting')}</p>
          <Progress label={t('review.collecting')} />
        </div>
      )}
    </Page>
  )
}

const codes = new Set(['hardware-id', 'ip', 'mac-address'])

function useReviewFacts({ host, keyLastFour, facts }: ViewOf<'review'>): Fact[] {
  const { t } = useTranslation()
  const key = keyLastFour === '' ? t('review.keyWhole') : t('review.keyEnding', { lastFour: keyLastFour })
  return [
    { label: t('review.host'), value: host, isCode: true },
    { label: t('review.key'), value: key },
    ...(facts ?? []).map(({ name, value }) => ({
      label: t(`review.fact.${name}`),
      value: name === 'is-vm' ? t(value === 'true' ? 'review.yes' : 'review.no') : value,
      isCode: codes.has(name),
    })),
  ]
}
