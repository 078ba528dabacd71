import { formatInDays, formatInstant, formatList, formatNumber } from '../shared/format.ts'
import type { LicenseOverview, LicenseSummary } from '../shared/license-overview.ts'
import { toProblemBadge, toProblemWords } from '../shared/problem-words.ts'
import type { Translate } from '../shared/translate.ts'
import { isUsedUp } from '../shared/usage-left.ts'

/** How a standing looks: a quiet good, a note, a warning, a stop. */
export type Tone = 'good' | 'note' | 'warning' | 'danger'

export interface StandingWords {
  readonly tone: Tone
  /** Two or three words: `12 days left`. */
  readonly badge: string
  /** With its date: `Until Mar 1, 2027, 12:00 AM UTC`. */
  readonly sentence: string
}

/** What the words need to know of their reader and of the moment. */
export interface Reader {
  readonly t: Translate
  readonly locale: string
  readonly vendorName: string
  readonly nowMs: number
  /** The clock is known to be wrong: no span from now on is told. */
  readonly isClockWrong?: boolean
}

/** From here on the end of a license is worth a second look. */
const soonDays = 14

/** The standing of a license in words; the tone says nothing that the words don't. */
export function toStandingWords(
  { standing, problem }: Pick<LicenseSummary, 'standing' | 'problem'>,
  { t, locale, vendorName, nowMs, isClockWrong = false }: Reader,
): StandingWords {
  const date = (iso: string): string => formatInstant(locale, iso)
  switch (standing.kind) {
    case 'valid': {
      if (standing.until === null || standing.daysLeft === null) {
        return { tone: 'good', badge: t('result.standing.validShort'), sentence: t('result.standing.validForever') }
      }
      if (isClockWrong) {
        const sentence = t('result.standing.validUntil', { date: date(standing.until) })
        return { tone: 'note', badge: t('result.standing.validShort'), sentence }
      }
      return {
        tone: standing.daysLeft <= soonDays ? 'warning' : 'good',
        badge: t('result.standing.daysLeft', { count: standing.daysLeft }),
        sentence: t('result.standing.validUntil', { date: date(standing.until) }),
      }
    }
    case 'grace':
      return {
        tone: 'warning',
        badge: t('result.standing.graceShort', { count: standing.hoursLeft }),
        sentence: t('result.standing.grace', { date: date(standing.ended), until: date(standing.until) }),
      }
    case 'expired':
      return {
        tone: 'danger',
        badge: t('result.standing.expiredShort'),
        sentence: t('result.standing.expired', { date: date(standing.ended) }),
      }
    case 'not-started':
      return {
        tone: 'note',
        badge: t('result.standing.notStartedShort'),
        sentence: isClockWrong
          ? t('result.standing.startsOn', { date: date(standing.starts) })
          : t('result.standing.notStarted', {
              date: date(standing.starts),
              inDays: formatInDays(locale, standing.starts, nowMs),
            }),
      }
    case 'disabled':
      return {
        tone: 'danger',
        badge: t('result.standing.disabledShort'),
        sentence: t('result.standing.disabled', { vendor: vendorName }),
      }
    case 'inactive':
      return {
        tone: 'danger',
        badge: t('result.standing.inactiveShort'),
        sentence: t('result.standing.inactive', { vendor: vendorName }),
      }
    case 'unknown':
      return {
        tone: 'danger',
        badge: toProblemBadge(standing.member, t),
        sentence: toProblemWords(problem ?? { member: standing.member, value: '' }, t, vendorName),
      }
    case 'unconfirmed':
      return {
        tone: 'danger',
        badge: t('result.standing.unconfirmedShort'),
        sentence: t('result.standing.unconfirmed', { date: date(standing.ended) }),
      }
  }
}

/** Usable now, be it in its grace period. */
function isActive({ standing }: LicenseSummary): boolean {
  return standing.kind === 'valid' || standing.kind === 'grace'
}

/** What somebody should do something about; null where all is well. */
function troubleOf({ standing, consumption }: LicenseSummary) {
  if (standing.kind !== 'valid') return standing.kind
  return consumption !== null && isUsedUp(consumption) ? 'used-up' : null
}

/** Not simply valid, or nothing of it is left: somebody should do something about it. */
export function needsAttention(license: LicenseSummary): boolean {
  return troubleOf(license) !== null
}

const troubles = [
  'unknown',
  'expired',
  'unconfirmed',
  'disabled',
  'inactive',
  'not-started',
  'used-up',
  'grace',
] as const

/** More names than these would make a paragraph of the line. */
const mostNames = 2

/**
 * The whole bundle in a line: `5 licenses are active on this computer. Nimbus Cloud needs attention.` Where more than
 * two need it, how they stand: `2 licenses are active on this computer. 2 expired and 1 disabled.`
 */
export function toSummaryWords({ licenses }: LicenseOverview, { t, locale }: Reader): string {
  const active = t('result.summary', { count: licenses.filter(isActive).length })
  const names = licenses.filter(needsAttention).map((license) => license.productName)
  const count = names.length
  if (count === 0) return active
  const attention =
    count <= mostNames
      ? t('result.summaryNamed', { count, names: formatList(locale, names) })
      : t('result.summaryTroubles', { troubles: toTroubleWords(licenses, t, locale) })
  return `${active} ${attention}`
}

function toTroubleWords(licenses: readonly LicenseSummary[], t: Translate, locale: string): string {
  const found = licenses.map(troubleOf)
  const words = troubles.flatMap((trouble) => {
    const count = found.filter((each) => each === trouble).length
    return count === 0 ? [] : [t(`result.trouble.${trouble}`, { number: formatNumber(locale, count) })]
  })
  return formatList(locale, words)
}

/** How a shared license stands: reserved for this computer, its turn is over, or how many places are taken. */
export function toFloatingWords(
  { places, inUse, borrowedUntil, turnEnds }: NonNullable<LicenseSummary['floating']>,
  { t, locale, nowMs }: Reader,
): string {
  if (borrowedUntil !== null) {
    const isOver = Date.parse(borrowedUntil) <= nowMs
    const date = formatInstant(locale, borrowedUntil)
    return t(isOver ? 'result.floatingBorrowOver' : 'result.floatingBorrowed', { date })
  }
  if (turnEnds !== null && Date.parse(turnEnds) <= nowMs) {
    return t('result.floatingTurnOver', { date: formatInstant(locale, turnEnds) })
  }
  if (places === null || inUse === null) return t('result.floatingFree')
  return t('result.floatingPlaces', { inUse: formatNumber(locale, inUse), places: formatNumber(locale, places) })
}

/** More features than this would push the next license out of sight. */
const mostOpenFeatures = 3

/** Whether the features are folded away. */
export function hasManyFeatures({ features }: LicenseSummary): boolean {
  return features.length > mostOpenFeatures
}
