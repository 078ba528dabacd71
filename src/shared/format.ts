/**
 * Numbers, dates and spans of time as people of one language write them: everything goes through `Intl`.
 * `locale` is a BCP 47 tag; one that `Intl` does not know falls back to English, so that no page breaks on it.
 */
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

function toKnownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** An instant with its time zone: `March 1, 2027, 12:00 AM UTC`. Text that is no date comes back unchanged. */
export function formatInstant(locale: string, iso: string, timeZone?: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return new Intl.DateTimeFormat(toKnownLocale(locale), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at)
}

/** A day without a time of day: `March 1, 2027`. Text that is no date comes back unchanged. */
export function formatDay(locale: string, text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  const isDayOnly = /^\d{4}-\d{2}-\d{2}$/.test(text)
  return new Intl.DateTimeFormat(toKnownLocale(locale), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    // A day alone is read as midnight UTC; in another zone it could turn into the day before.
    ...(isDayOnly ? { timeZone: 'UTC' } : {}),
  }).format(at)
}

/** How far away a day is: `in 12 days`, `tomorrow`. Started days count, as on the license itself. */
export function formatInDays(locale: string, iso: string, nowMs: number): string {
  const days = Math.ceil((new Date(iso).getTime() - nowMs) / dayMs)
  return new Intl.RelativeTimeFormat(toKnownLocale(locale), { numeric: 'auto' }).format(days, 'day')
}

/** A count or an amount: `1,250`. */
export function formatNumber(locale: string, value: number): string {
  return new Intl.NumberFormat(toKnownLocale(locale), { maximumFractionDigits: 3 }).format(value)
}

/** A span of time in the largest unit that keeps it exact enough: `42 minutes`, `3 hours`, `2 days`. */
export function formatSpan(locale: string, spanMs: number): string {
  const seconds = Math.abs(spanMs) / 1000
  const [value, unit] =
    seconds < 120
      ? [Math.round(seconds), 'second']
      : seconds < 120 * 60
        ? [Math.round(seconds / 60), 'minute']
        : seconds < 48 * 3600
          ? [Math.round(seconds / 3600), 'hour']
          : [Math.round(seconds / 86_400), 'day']
  return new Intl.NumberFormat(toKnownLocale(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** Several words as one phrase: `A, B and C`. */
export function formatList(locale: string, words: readonly string[]): string {
  return new Intl.ListFormat(toKnownLocale(locale), { style: 'long', type: 'conjunction' }).format(words)
}
