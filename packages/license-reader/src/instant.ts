const clock = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`
const zoneForm = String.raw`(Z|(?:UTC|GMT)?(?:[+-]\d{2}(?::?\d{2})?)?)`
/** `2027-03-01`, `2027-03-01T12:00:00.000Z`, `2027-03-01 12:00:00+00`. */
const isoForm = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[T ]${clock} ?${zoneForm})?$`, 'i')
/** `Fri Jul 4 2025 10:56:13 GMT+0000 (Coordinated Universal Time)`, as JavaScript writes a date. */
const scriptForm = new RegExp(
  String.raw`^(?:[a-z]{3} )?([a-z]{3}) (\d{1,2}) (\d{4}) ${clock} ?${zoneForm}(?: \([^)]*\))?$`,
  'i',
)
/** `Thu, 17 Nov 2022 20:51:35 GMT`, as HTTP writes one (RFC 7231). */
const httpForm = new RegExp(String.raw`^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) ${clock} ${zoneForm}$`, 'i')
/** Seconds or milliseconds since 1970: too few digits could be a day, `20270301`, or a count. */
const epochForm = /^\d{9,15}(?:\.\d{1,9})?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Below it a number counts seconds (until the year 5138), from it on milliseconds (since March 1973). */
const firstMilliseconds = 1e11

/**
 * The instant that a server date names, as ISO 8601 UTC with milliseconds, `2027-03-01T00:00:00.000Z`; null where the
 * text is no date. Reads ISO 8601 with `T` or a blank, the forms of HTTP and of JavaScript, and seconds or milliseconds
 * since 1970. A text without a zone is UTC.
 */
export function toInstant(text: string): string | null {
  const trimmed = text.trim()
  if (epochForm.test(trimmed)) return fromEpoch(Number(trimmed))
  const parts = partsOf(trimmed)
  if (parts === null) return null
  const [year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] = parts
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offsetOf(zone)}`)
  if (Number.isNaN(date.getTime()) || isRolledOver(Number(year), Number(month), Number(day))) return null
  return toInstantText(date.getTime())
}

type Parts = readonly (string | undefined)[]

/** Year, month, day, hour, minute, second, fraction, zone. */
function partsOf(text: string): Parts | null {
  const iso = isoForm.exec(text)
  if (iso !== null) return iso.slice(1)
  const [, scriptMonth, scriptDay, scriptYear, ...scriptRest] = scriptForm.exec(text) ?? []
  if (scriptYear !== undefined) return [scriptYear, monthOf(scriptMonth), scriptDay?.padStart(2, '0'), ...scriptRest]
  const [, day, month, year, ...rest] = httpForm.exec(text) ?? []
  return year === undefined ? null : [year, monthOf(month), day?.padStart(2, '0'), ...rest]
}

/** `03` for `Mar`; `00`, which no date has, for no month. */
function monthOf(name = ''): string {
  return String(months.indexOf(name.toLowerCase()) + 1).padStart(2, '0')
}

function offsetOf(zone: string): string {
  const [, sign, hours, minutes = '00'] = /([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`
}

function fromEpoch(value: number): string | null {
  const ms = value < firstMilliseconds ? value * 1000 : value
  return ms > lastMs ? null : toInstantText(Math.trunc(ms))
}

const firstMs = Date.parse('0000-01-01T00:00:00.000Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * Milliseconds since 1970 as ISO 8601 UTC. `9999-12-31` stands for "never" with some vendors: what a zone or a grace
 * period carries beyond that year, which the form cannot write, becomes its last instant.
 */
export function toInstantText(ms: number): string {
  return new Date(Math.min(Math.max(ms, firstMs), lastMs)).toISOString()
}

/** `2027-02-30` parses in some engines as 2 March: such a date is refused rather than guessed. */
function isRolledOver(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCFullYear(year)
  return date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day
}
