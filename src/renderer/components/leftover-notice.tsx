import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import { FailureNotice } from './failure-notice.tsx'

/** That the file of a license that was given back is still there, and why; nothing where it is gone. */
export function LeftoverNotice({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation()
  if (failure === null) return null
  return <FailureNotice failure={failure} title={t('freed.leftover')} tone="warning" />
}
