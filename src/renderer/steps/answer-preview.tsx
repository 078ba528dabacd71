import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { LicenseList } from '../components/license-list.tsx'
import { LicenseOwner } from '../components/license-owner.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { useWizard } from '../wizard-context.ts'

/** What a file that was found genuine would activate, before it does. */
export function AnswerPreviewStep({ view }: { readonly view: ViewOf<'answer-preview'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const accept = (): void => void send('acceptAnswer', {})
  const goToStart = (): void => void send('goToStart', {})
  const primary = {
    answer: { label: t('button.activate'), onPress: accept },
    refresh: { label: t('preview.update'), onPress: accept },
    known: { label: t('button.goToStart'), onPress: goToStart },
  }[view.kind]
  const lead = view.kind === 'known' ? t('preview.textKnown') : t('preview.text')
  return (
    <Page
      heading={t(`preview.heading.${view.kind}`)}
      lead={lead}
      announcement={lead}
      buttons={{ back: { label: t('button.back'), onPress: goBack }, primary, onEscape: goBack }}
    >
      {view.replacesLicense ? (
        <Notice tone="info">
          <p>{t('preview.replaces')}</p>
        </Notice>
      ) : null}
      <LicenseList overview={view.overview} />
      <LicenseOwner overview={view.overview} />
    </Page>
  )
}
