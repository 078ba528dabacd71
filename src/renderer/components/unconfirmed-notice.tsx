import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { toUnconfirmedWords } from '../../shared/unconfirmed-words.ts'
import { useWizard } from '../wizard-context.ts'
import { Notice } from './notice.tsx'

/** That the license server refused the last check, why, and what becomes of the license; nothing where it did not. */
export function UnconfirmedNotice({ overview }: { readonly overview: LicenseOverview }) {
  const { t } = useTranslation()
  const { frame, locale } = useWizard()
  if (overview.unconfirmed === null) return null
  const words = toUnconfirmedWords(overview.unconfirmed, { t, locale, frame, nowMs: Date.now() })
  return (
    <Notice tone="warning" title={words.title}>
      <p className="selectable">{words.reason}</p>
      <p>{words.rest}</p>
      <p>{words.todo}</p>
    </Notice>
  )
}
