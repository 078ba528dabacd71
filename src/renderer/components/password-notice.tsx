import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

/** The license server wants the password in the file: said wherever such a file is made, shown or sent. */
export function PasswordNotice({ isSent = false }: { readonly isSent?: boolean }) {
  const { t } = useTranslation()
  return (
    <Notice tone="warning" title={t('review.passwordInside')}>
      <p>{isSent ? t('send.passwordSent') : t('review.passwordCare')}</p>
    </Notice>
  )
}
