import { useTranslation } from 'react-i18next'
import { toClockWords } from '../../shared/clock-words.ts'
import type { ClockNote } from '../../shared/wizard-view.ts'
import { useWizard } from '../wizard-context.ts'
import { Notice } from './notice.tsx'

/** That the clock of this computer seems to be wrong; nothing where it does not. */
export function ClockNotice({ clock }: { readonly clock: ClockNote | null }) {
  const { t } = useTranslation()
  const { locale } = useWizard()
  if (clock === null) return null
  return (
    <Notice tone="warning" title={t('clock.title')}>
      <p>{toClockWords(clock, t, locale)}</p>
    </Notice>
  )
}
