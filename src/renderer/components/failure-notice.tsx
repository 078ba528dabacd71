import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import { toFailureWords } from '../../shared/failure-words.ts'
import { useWizard } from '../wizard-context.ts'
import { Notice } from './notice.tsx'

interface FailureNoticeProps {
  readonly failure: Failure
  readonly title: string
  readonly tone: 'warning' | 'danger'
  /** Says better what happened here than the failure's own words. */
  readonly happened?: string | undefined
}

/** A failure beside the matter of a page: what happened, what to do, and the reference that finds it again. */
export function FailureNotice({ failure, title, tone, happened }: FailureNoticeProps) {
  const { t } = useTranslation()
  const { frame, locale } = useWizard()
  const words = toFailureWords(failure, frame, t, locale)
  return (
    <Notice tone={tone} title={title}>
      <p className="selectable">{happened ?? words.happened}</p>
      <p>{words.todo}</p>
      {failure.reference === '' ? null : (
        <p className="selectable notice-small">
          {t('failure.detail.reference')} {failure.reference}
        </p>
      )}
    </Notice>
  )
}
