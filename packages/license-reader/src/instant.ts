const isoForm = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** The instant that a date of the server names, `2027-03-01T00:00:00.000Z`; null for no date. No zone means UTC. */
export function toInstant(text: string): string | null {
  const match = isoForm.exec(text.trim())
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`)
  return Number.isNaN(date.getTime()) || !isDay(Number(year), Number(month), Number(day))
    ? null
    : toInstantText(date.getTime())
}

const firstMs = Date.parse('0000-01-01T00:00:00.000Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** Milliseconds since 1970 in that form; what is beyond the years that it can write becomes its first or last instant. */
export function toInstantText(ms: number): string {
  return new Date(Math.min(Math.max(ms, firstMs), lastMs)).toISOString()
}

/** False for 30 February: `Date` would make another day of it. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCFullYear(year)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
