import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../shared/wizard-view.ts'
import type { ButtonRowProps, RowButton } from './components/button-row.tsx'
import { isFileTrouble } from './file-trouble.ts'
import { useWizard } from './wizard-context.ts'

/** The button that helps most, as the failure itself names it; Back leads to the key, and Close loses nothing. */
export function useFailureButtons({ action, failure, credentials, task }: ViewOf<'failure'>): ButtonRowProps {
  const { t } = useTranslation()
  const { send, vendorName, links } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const goToStart = (): void => void send('goToStart', {})
  const isLogin = action === 'change-key' && credentials === 'user-login'
  const label = t(`failure.action.${isLogin ? 'change-login' : action}`, { vendor: vendorName })
  // A file was not typed on a page that Back could lead to.
  const back: RowButton = isFileTrouble(failure)
    ? { label: t('button.goToStart'), onPress: goToStart }
    : { label: t('button.back'), onPress: goBack }
  const close: RowButton = { label: t('button.close'), onPress: () => void send('finish', {}) }
  const others = { secondary: close, onEscape: back.onPress }
  // What a sign-in brought works once: whatever can be tried again begins in the browser.
  if (credentials === 'sso' && (action === 'try-again' || action === 'change-key')) {
    return {
      back,
      ...others,
      primary: { label: t('failure.action.sign-in-again'), onPress: () => void send('activate', {}) },
    }
  }
  switch (action) {
    case 'try-again':
      return { back, ...others, primary: { label, onPress: () => void send('activate', {}) } }
    case 'proxy-settings':
    case 'proxy-sign-in': {
      const open = (): void => void send('openProxySettings', { forSignIn: action === 'proxy-sign-in' })
      const again = { label: t(`failure.action.${againWordOf(credentials)}`), onPress: () => void send('activate', {}) }
      return { back, onEscape: back.onPress, secondary: again, primary: { label, onPress: open } }
    }
    case 'change-key':
      // The license here can only be activated anew, which begins at the start.
      if (task === 'check' || task === 'free-seat') {
        return { back, ...others, primary: { label: t('failure.action.go-to-start'), onPress: goToStart } }
      }
      // The key in a file cannot be changed here.
      if (task !== 'activate') return { secondary: close, onEscape: goBack, primary: back }
      // Back would lead to the same page.
      return { ...others, primary: { label, onPress: goBack } }
    case 'choose-file':
      return { back, ...others, primary: { label, onPress: () => void send('askForFile', { requestId: null }) } }
    case 'go-to-start':
      return { back, ...others, primary: { label, onPress: goToStart } }
    case 'contact-support': {
      const name = links.find((link) => link === 'support' || link === 'support-email')
      if (name === undefined) return { back, onEscape: back.onPress, primary: close }
      return { back, ...others, primary: { label, onPress: () => void send('openLink', { name }) } }
    }
  }
}

/** What a sign-in brought works once: to try again begins in the browser then. */
function againWordOf(credentials: ViewOf<'failure'>['credentials']): 'sign-in-again' | 'try-again' {
  return credentials === 'sso' ? 'sign-in-again' : 'try-again'
}
