import { useTranslation } from 'react-i18next'
import type { Reader } from './license-words.ts'
import { useWizard } from './wizard-context.ts'

/** For whom, and when, the words about a license are chosen. */
export function useReader(): Reader {
  const { t } = useTranslation()
  const { locale, vendorName, isClockWrong } = useWizard()
  return { t, locale, vendorName, nowMs: Date.now(), isClockWrong }
}
