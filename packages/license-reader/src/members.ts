/**
 * Takes members of parsed JSON with the type that they must have. A member of another type makes the file `malformed`:
 * guessing at a limit could widen it. Absent, null and (for texts) empty are the same: none.
 */
import { toInstant } from './instant.ts'
import { refuse } from './refusal.ts'

export type Members = Readonly<Record<string, unknown>>

/** The value as an object; not a list. */
export function asObject(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : refuse('malformed')
}

/** The value as a list of objects. */
export function asObjects(value: unknown, longest: number): Members[] {
  return Array.isArray(value) && value.length <= longest ? value.map(asObject) : refuse('malformed')
}

export function objectOf(from: Members, name: string): Members | null {
  const value = from[name] ?? null
  return value === null ? null : asObject(value)
}

export function listOf(from: Members, name: string): Members[] {
  return asObjects(from[name] ?? [], 2000)
}

export function textOf(from: Members, name: string): string | null {
  const value = from[name] ?? ''
  if (typeof value !== 'string') return refuse('malformed')
  return value === '' ? null : value
}

/** A text that must be there. */
export function neededText(from: Members, name: string): string {
  return textOf(from, name) ?? refuse('malformed')
}

export function amountOf(from: Members, name: string): number | null {
  const value = from[name] ?? null
  return value === null || (typeof value === 'number' && Number.isFinite(value)) ? value : refuse('malformed')
}

export function flagOf(from: Members, name: string, whenAbsent = false): boolean {
  const value = from[name] ?? whenAbsent
  return typeof value === 'boolean' ? value : refuse('malformed')
}

/** A date, as ISO 8601 UTC. */
export function instantOf(from: Members, name: string): string | null {
  const text = textOf(from, name)
  return text === null ? null : (toInstant(text) ?? refuse('malformed'))
}

/** Text, number or boolean, written as text. */
export function plainValueOf(from: Members, name: string): string | null {
  const value = from[name] ?? null
  if (value === null) return null
  if (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean') {
    return String(value)
  }
  return refuse('malformed')
}
