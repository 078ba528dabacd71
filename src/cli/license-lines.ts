import { formatInDays, formatInstant } from '../shared/format.ts'
import type { LicenseOverview, LicenseSummary } from '../shared/license-overview.ts'
import { toProblemWords } from '../shared/problem-words.ts'
import type { Translate } from '../shared/translate.ts'

/** What the lines need to know of their reader and of the moment. */
export interface Reader {
  readonly t: Translate
  readonly locale: string
  readonly vendorName: string
  readonly nowMs: number
  /** The clock is known to be wrong: no span from now on is told. */
  readonly isClockWrong?: boolean
}

/** One row for each license: its name, and how it stands. */
export function toLicenseRows({ licenses }: LicenseOverview, reader: Reader): [string, string][] {
  return licenses.map((license) => {
    const { productName, isBundle, isTrial } = license
    const kind = [isBundle ? reader.t('result.bundle') : '', isTrial ? reader.t('result.trial') : ''].filter(Boolean)
    const name = kind.length === 0 ? productName : `${productName} (${kind.join(', ')})`
    return [name, toStandingLine(license, reader)]
  })
}

/** `12 days left. Until Mar 1, 2027, 12:00 AM UTC` */
function toStandingLine(
  { standing, problem }: LicenseSummary,
  { t, locale, vendorName, nowMs, isClockWrong = false }: Reader,
): string {
  const date = (iso: string): string => formatInstant(locale, iso)
  switch (standing.kind) {
    case 'valid':
      if (standing.until === null || standing.daysLeft === null) return t('result.standing.validForever')
      if (isClockWrong) return t('result.standing.validUntil', { date: date(standing.until) })
      return `${t('result.standing.validUntil', { date: date(standing.until) })} (${t('result.standing.daysLeft', { count: standing.daysLeft })})`
    case 'grace':
      return t('result.standing.grace', { date: date(standing.ended), until: date(standing.until) })
    case 'expired':
      return t('result.standing.expired', { date: date(standing.ended) })
    case 'not-started':
      if (isClockWrong) return t('result.standing.startsOn', { date: date(standing.starts) })
      return t('result.standing.notStarted', {
        date: date(standing.starts),
        inDays: formatInDays(locale, standing.starts, nowMs),
      })
    case 'disabled':
      return t('result.standing.disabled', { vendor: vendorName })
    case 'inactive':
      return t('result.standing.inactive', { vendor: vendorName })
    case 'unknown':
      return toProblemWords(problem ?? { member: standing.member, value: '' }, t, vendorName)
    case 'unconfirmed':
      return t('result.standing.unconfirmed', { date: date(standing.ended) })
  }
}
