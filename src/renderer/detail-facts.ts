import { formatDay, formatInstant, formatNumber, formatSpan } from '../shared/format.ts'
import type { LicenseSummary } from '../shared/license-overview.ts'
import type { Fact } from './components/fact-list.tsx'
import type { Reader } from './license-words.ts'
import { toUsageWords } from './usage-words.ts'

/** What few people look for in a license, with the notes of the vendor; what is not told has no line. */
export function toDetailFacts(license: LicenseSummary, reader: Reader): Fact[] {
  const { t } = reader
  const known = (label: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ label, value }]
  return [
    ...(license.productCode === ''
      ? []
      : [{ label: t('result.productCode'), value: license.productCode, isCode: true }]),
    ...known(t('result.typeText'), license.typeText),
    ...known(t('result.trialLength'), trialWords(license, reader)),
    ...known(t('result.version'), versionWords(license, reader)),
    ...known(t('result.requires'), license.release.requires),
    ...known(t('result.user'), userWords(license)),
    ...known(t('result.userSeats'), userSeatWords(license, reader)),
    ...known(t('result.transfers'), transferWords(license, reader)),
    ...known(t('result.vm'), license.preventsVm ? t('result.vmNotAllowed') : null),
    ...license.customFields.map((field) => ({ label: field.name, value: toFieldText(field, reader.locale) })),
    ...license.unread.map(({ member, value }) => ({ label: t('result.unread', { member }), value })),
  ]
}

/** As the person writes numbers and dates, where the vendor says that it is one. */
export function toFieldText({ value, number, at }: LicenseSummary['customFields'][number], locale: string): string {
  if (number !== null) return formatNumber(locale, number)
  if (at === null) return value
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(locale, value) : formatInstant(locale, at)
}

function trialWords({ trialDays }: LicenseSummary, { t }: Reader): string | null {
  return trialDays === null ? null : t('result.trialDays', { count: trialDays })
}

function versionWords({ release }: LicenseSummary, { t, locale }: Reader): string | null {
  const date = release.at === null ? release.text : formatDay(locale, release.at.slice(0, 10))
  const { version } = release
  return version === null || date === null ? version : t('result.versionReleased', { version, date })
}

function userWords({ user }: LicenseSummary): string | null {
  const words = [user?.name, user?.email].filter((word) => word !== null && word !== undefined)
  return words.length === 0 ? null : words.join(', ')
}

function userSeatWords({ user }: LicenseSummary, reader: Reader): string | null {
  return user === null || user.seats === null ? null : toUsageWords(user.seats, reader).amount
}

function transferWords({ transfersLeft }: LicenseSummary, { t }: Reader): string | null {
  return transfersLeft === null ? null : t('result.transfersLeft', { count: transfersLeft })
}

/** How a feature is shared by computers: `shared, 5 places, 2 hours each`; empty for one of this computer alone. */
export function toFeatureSharing(
  floating: LicenseSummary['features'][number]['floating'],
  { t, locale }: Reader,
): string[] {
  if (floating === null) return []
  const { places, timeoutMinutes } = floating
  const shared =
    places === null ? t('result.featureFloating') : t('result.featurePlaces', { places: formatNumber(locale, places) })
  const span = timeoutMinutes === null ? null : formatSpan(locale, timeoutMinutes * 60_000)
  return span === null ? [shared] : [shared, t('result.featureTurn', { span })]
}
