import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { CheckIcon } from '../components/icons.tsx'
import { Page } from '../components/page.tsx'
import { useWizard } from '../wizard-context.ts'

/** The license of another computer was given back. */
export function SeatFreedStep({ view: { computer } }: { readonly view: ViewOf<'seat-freed'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const lead = computer === null ? t('freed.textUnnamed') : t('freed.text', { computer })
  return (
    <Page
      heading={t('freed.heading')}
      icon={<CheckIcon />}
      lead={lead}
      announcement={lead}
      buttons={{ primary: { label: t('button.finish'), onPress: () => void send('finish', {}) } }}
    />
  )
}
