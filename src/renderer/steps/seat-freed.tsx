import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { CheckIcon } from '../components/icons.tsx'
import { LeftoverNotice } from '../components/leftover-notice.tsx'
import { Page } from '../components/page.tsx'
import { useWizard } from '../wizard-context.ts'

/** A license was given back: that of this computer, or on the connected side that of another one. */
export function SeatFreedStep({ view: { here, computer, leftover } }: { readonly view: ViewOf<'seat-freed'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const lead = here ? t('freed.textHere') : computer === null ? t('freed.textUnnamed') : t('freed.text', { computer })
  return (
    <Page
      heading={t('freed.heading')}
      icon={<CheckIcon />}
      lead={lead}
      announcement={lead}
      buttons={{ primary: { label: t('button.finish'), onPress: () => void send('finish', {}) } }}
    >
      <LeftoverNotice failure={leftover} />
    </Page>
  )
}
