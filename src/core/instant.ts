const isoForm = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * The instant that a server date names, as ISO 8601 UTC with milliseconds, `2027-03-01T00:00:00.000Z`; null where the
 * text is no date. A text without a zone is UTC, so that every computer reads the same instant.
 * Source: docs/protocol.md 3, v1 rule 3.
 */
export function toInstant(text: string): string | null {
  const match = isoForm.exec(text.trim())
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`)
  if (Number.isNaN(date.getTime()) || isRolledOver(Number(year), Number(month), Number(day))) return null
  return toInstantText(date.getTime())
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
