/**
 * Takes members of parsed JSON. What is only told is taken leniently: where it cannot be read, it is as good as absent.
 * What decides about the use of a license is taken exactly, and what cannot be read is noted in `problems`.
 */
import { toInstant } from './instant.ts'
import { refuse } from './refusal.ts'

export type Members = Readonly<Record<string, unknown>>

/** A member that could not be read: its name, and its value as text. */
export interface Problem {
  readonly member: string
  readonly value: string
}

/** Called with what could not be read. */
export type Note = (member: string, value: unknown) => void

/** For what is only told: nothing is noted. */
export const lenient: Note = () => {}

const longestValue = 200

/** The value as it stands: a text itself, anything else as JSON; at most 200 characters. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, longestValue)
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? jsonText(value).slice(0, longestValue) : String(value)
}

function jsonText(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Nested so deeply that it cannot be written.
    return Array.isArray(value) ? '[...]' : '{...}'
  }
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; not a list. Refuses with `malformed`. */
export function asObject(value: unknown): Members {
  return isObject(value) ? value : refuse('malformed')
}

/** The value as a list of objects. Refuses with `malformed`. */
export function asObjects(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(asObject) : refuse('malformed')
}

/** The members of an object; null for anything else. */
export function objectOf(from: Members, name: string): Members | null {
  const value = from[name]
  return isObject(value) ? value : null
}

/** The objects of a list; anything else is left out. */
export function listOf(from: Members, name: string): Members[] {
  const value = from[name]
  return Array.isArray(value) ? value.filter(isObject) : []
}

function take<T>(from: Members, name: string, note: Note, read: (value: unknown) => T | undefined, whenAbsent: T): T {
  const value = from[name] ?? null
  if (value === null) return whenAbsent
  const taken = read(value)
  if (taken === undefined) note(name, value)
  return taken ?? whenAbsent
}

/** Text, number or boolean as text; null for none, or an empty text. */
export function textOf(from: Members, name: string): string | null {
  const value = from[name] ?? ''
  return typeof value === 'object' || value === '' ? null : String(value)
}

/** A text and nothing else; null for none, or an empty text. */
export function exactTextOf(from: Members, name: string, note: Note = lenient): string | null {
  return take<string | null>(from, name, note, (value) => (typeof value === 'string' ? value || null : undefined), null)
}

/** A number, or a text that is one, `"24"`. */
export function amountOf(from: Members, name: string): number | null {
  return asAmount(from[name])
}

/** Whether something stands there that is no number. */
export function isNoAmount(from: Members, name: string): boolean {
  const value = from[name] ?? ''
  return value !== '' && asAmount(value) === null
}

function asAmount(value: unknown): number | null {
  const isNumber = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value.trim())
  const number = isNumber ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A number and nothing else: for what a limit of use hangs on. */
export function exactAmountOf(from: Members, name: string): number | null {
  return typeof from[name] === 'number' ? amountOf(from, name) : null
}

export function flagOf(from: Members, name: string, note: Note = lenient, whenAbsent = false): boolean {
  return take(from, name, note, (value) => (typeof value === 'boolean' ? value : undefined), whenAbsent)
}

/** A date in any form in use, as ISO 8601 UTC; null for none, or an empty text. */
export function instantOf(from: Members, name: string, note: Note = lenient): string | null {
  return take<string | null>(from, name, note, (value) => (value === '' ? null : asInstant(value)), null)
}

function asInstant(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? (toInstant(String(value)) ?? undefined) : undefined
}
