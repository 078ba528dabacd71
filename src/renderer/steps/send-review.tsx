import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { type Fact, FactList } from '../components/fact-list.tsx'
import { Page } from '../components/page.tsx'
import { PasswordNotice } from '../components/password-notice.tsx'
import { toCredentialFacts, toDeviceFacts } from '../device-facts.ts'
import { useWizard } from '../wizard-context.ts'

type View = ViewOf<'send-review'>

/** What the request file of another computer asks for, before it is sent from this one. */
export function SendReviewStep({ view }: { readonly view: View }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const lead = view.kind === 'activation' ? t('send.text') : t('send.textReturn')
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={useHeading(view)}
      lead={lead}
      announcement={lead}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('button.send'), onPress: () => void send('activate', {}) },
        onEscape: goBack,
      }}
    >
      {view.holdsPassword ? <PasswordNotice isSent /> : null}
      <FactList facts={useFacts(view)} />
    </Page>
  )
}

function useHeading({ kind, computer }: View): string {
  const { t } = useTranslation()
  if (kind === 'activation') {
    return computer === null ? t('send.headingUnnamed') : t('send.heading', { computer })
  }
  return computer === null ? t('send.headingReturnUnnamed') : t('send.headingReturn', { computer })
}

function useFacts({ host, computer, hardwareId, requestedAt, credentials, holdsPassword, facts }: View): Fact[] {
  const { t } = useTranslation()
  const { locale } = useWizard()
  // What has a line of its own above is not said twice.
  const others = facts.filter(({ value }) => value !== computer && value !== hardwareId)
  return [
    { label: t('review.host'), value: host, isCode: true },
    ...(computer === null ? [] : [{ label: t('send.computer'), value: computer }]),
    { label: t('send.hardwareId'), value: hardwareId, isCode: true },
    ...(requestedAt === null ? [] : [{ label: t('send.requestedAt'), value: formatInstant(locale, requestedAt) }]),
    ...toCredentialFacts(credentials, holdsPassword ? t('send.passwordInFile') : null, t),
    ...toDeviceFacts(others, t),
  ]
}
