import { formatNumber } from '../shared/format.ts'
import type { Usage } from '../shared/license-overview.ts'
import type { Reader } from './license-words.ts'

const periods = ['daily', 'weekly', 'monthly', 'annually'] as const

export interface UsageWords {
  /** `250 of 1,000`. */
  readonly amount: string
  /** `up to 100 more allowed, counted anew each month`; empty where there is nothing to add. */
  readonly note: string
}

/** How much is used, of how much, and when the count begins again. */
export function toUsageWords(usage: Usage, { t, locale }: Reader): UsageWords {
  const used = formatNumber(locale, usage.used)
  const amount =
    usage.max === null
      ? t('result.usageUnlimited', { used })
      : t('result.usage', { used, max: formatNumber(locale, usage.max) })
  const overages =
    usage.overages === null || usage.max === null
      ? ''
      : t('result.usageOverage', { overages: formatNumber(locale, usage.overages) })
  const period = periods.find((known) => known === usage.resets)
  const resets = period === undefined ? '' : t('result.usageResets', { period: t(`result.period.${period}`) })
  return { amount, note: joinWords([overages, resets]) }
}

/** Short words one after another, without the empty ones. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(', ')
}
