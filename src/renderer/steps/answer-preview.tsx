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
  const isAnswer = view.kind === 'answer'
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={isAnswer ? t('preview.heading') : t('preview.headingRefresh')}
      lead={t('preview.text')}
      announcement={t('preview.text')}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: {
          label: isAnswer ? t('button.activate') : t('preview.update'),
          onPress: () => void send('acceptAnswer', {}),
        },
        onEscape: goBack,
      }}
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
