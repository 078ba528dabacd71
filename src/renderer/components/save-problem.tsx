import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import { FailureNotice } from './failure-notice.tsx'

/** Why a request or an answer was not saved; nothing is there where nothing went wrong. */
export function SaveProblem({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation()
  if (failure === null) return null
  const path = failure.details?.path
  const words = path === undefined ? t('request.notSavedThere') : t('request.notSavedIn', { path })
  return (
    <div role="alert">
      <FailureNotice
        failure={failure}
        title={t('request.notSaved')}
        tone="danger"
        happened={failure.code === 'cannot-write' ? words : undefined}
      />
    </div>
  )
}
