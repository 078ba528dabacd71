import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../shared/wizard-view.ts'
import type { ButtonRowProps, RowButton } from './components/button-row.tsx'
import { useWizard } from './wizard-context.ts'

/** The button that helps most, as the failure itself names it; Back leads to the key, and Close loses nothing. */
export function useFailureButtons({ action }: ViewOf<'failure'>): ButtonRowProps {
  const { t } = useTranslation()
  const { send, vendorName, links } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const label = t(`failure.action.${action}`, { vendor: vendorName })
  const back: RowButton = { label: t('button.back'), onPress: goBack }
  const close: RowButton = { label: t('button.close'), onPress: () => void send('finish', {}) }
  const others = { secondary: close, onEscape: goBack }
  switch (action) {
    case 'try-again':
      return { back, ...others, primary: { label, onPress: () => void send('activate', {}) } }
    case 'change-key':
      // Back would lead to the same page.
      return { ...others, primary: { label, onPress: goBack } }
    case 'go-to-start':
      return { back, ...others, primary: { label, onPress: () => void send('goToStart', {}) } }
    case 'contact-support': {
      const name = links.find((link) => link === 'support' || link === 'support-email')
      if (name === undefined) return { back, onEscape: goBack, primary: close }
      return { back, ...others, primary: { label, onPress: () => void send('openLink', { name }) } }
    }
  }
}
