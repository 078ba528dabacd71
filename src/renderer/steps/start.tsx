import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import type { ButtonRowProps } from '../components/button-row.tsx'
import { CurrentLicense } from '../components/current-license.tsx'
import { FailureNotice } from '../components/failure-notice.tsx'
import { MethodList } from '../components/method-list.tsx'
import { Page } from '../components/page.tsx'
import { needsAttention } from '../license-words.ts'
import { useWizard } from '../wizard-context.ts'

/** What this is about, what is needed for it, and the license that is there already. */
export function StartStep({ view }: { readonly view: ViewOf<'start'> }) {
  const { t } = useTranslation()
  const { productName, vendorName } = useWizard()
  const { current, methods, notice } = view
  const buttons = useStartButtons(view)
  const heading =
    current === null
      ? t('start.heading', { product: productName })
      : current.licenses.some(needsAttention)
        ? t('start.headingAttention', { product: productName })
        : t('start.headingActivated', { product: productName })
  return (
    <Page
      heading={heading}
      buttons={buttons}
      {...(current === null ? { lead: t('start.text', { vendor: vendorName }) } : {})}
    >
      {notice === null ? null : <FailureNotice failure={notice} title={t('start.notice')} tone="warning" />}
      {current === null ? <MethodList methods={methods} /> : <CurrentLicense overview={current} />}
    </Page>
  )
}

function useStartButtons({ methods, current }: ViewOf<'start'>): ButtonRowProps {
  const { t } = useTranslation()
  const { send } = useWizard()
  const [method] = methods
  const useKey =
    method === undefined
      ? undefined
      : {
          label: current === null ? t('start.useKey') : t('start.useAnotherKey'),
          onPress: () => void send('chooseMethod', { method }),
        }
  if (current === null) return { primary: useKey }
  return {
    secondary: useKey,
    primary: { label: t('start.showLicense'), onPress: () => void send('showLicense', {}) },
  }
}
