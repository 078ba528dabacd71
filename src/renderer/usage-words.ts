import { formatNumber } from '../shared/format.ts'
import type { Usage } from '../shared/license-overview.ts'
import { isUsedUp, leftOf } from '../shared/usage-left.ts'
import type { Reader } from './license-words.ts'

const periods = ['daily', 'weekly', 'monthly', 'annually'] as const

export interface UsageWords {
  /** `250 of 1,000`. */
  readonly amount: string
  /** `750 left, and 100 beyond the limit`; empty where there is no limit. */
  readonly left: string
  /** `counted anew each month`; empty where it never is. */
  readonly note: string
}

/** How much is used, of how much, what is left, and when the count begins again. */
export function toUsageWords(usage: Usage, reader: Reader): UsageWords {
  const { t, locale } = reader
  const used = formatNumber(locale, usage.used)
  const amount =
    usage.max === null
      ? t('result.usageUnlimited', { used })
      : t('result.usage', { used, max: formatNumber(locale, usage.max) })
  const period = periods.find((known) => known === usage.resets)
  const resets = period === undefined ? '' : t('result.usageResets', { period: t(`result.period.${period}`) })
  return { amount, left: toLeftWords(usage, reader), note: resets }
}

function toLeftWords(usage: Usage, { t, locale }: Reader): string {
  const left = leftOf(usage)
  if (left === null) return ''
  if (isUsedUp(usage)) return t('result.usageNone')
  const numbers = { left: formatNumber(locale, left.within), beyond: formatNumber(locale, left.beyond) }
  if (left.within === 0) return t('result.usageBeyond', numbers)
  return t(left.beyond === 0 ? 'result.usageLeft' : 'result.usageLeftBeyond', numbers)
}

/** Short words one after another, without the empty ones. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(', ')
}
