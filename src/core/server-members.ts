/**
 * Reads the members of a license in parsed JSON. What is only shown is read leniently: a member that cannot be read is
 * as good as absent, and is noted with its text, so that it can be shown and never costs the license. What decides
 * whether a license may be used is read with a note of its own: see license-schema.ts.
 */
import { toHttpsUrl } from './https-url.ts'
import { toInstant } from './instant.ts'

export type Members = Readonly<Record<string, unknown>>

/** A member that could not be read: where it stands, `product_features.0.expiry_date`, and its value as text. */
export interface UnreadMember {
  readonly member: string
  readonly value: string
}

/** Where members are read from, and where it is noted what could not be read. */
export interface Source {
  readonly members: Members
  /** Before each name in a note: `product_features.0.`; empty for the license itself. */
  readonly path: string
  readonly unread: UnreadMember[]
}

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

/** Notes the member of this name as not readable. */
export function noteUnread({ members, path, unread }: Source, name: string): void {
  unread.push({ member: `${path}${name}`, value: valueText(members[name]) })
}

/** What `read` makes of the member; `whenAbsent` where there is none, or where `read` knows no such value (undefined). */
function take<T>(source: Source, name: string, read: (value: unknown) => T | undefined, whenAbsent: T): T {
  const value = source.members[name] ?? null
  if (value === null) return whenAbsent
  const taken = read(value)
  if (taken === undefined) noteUnread(source, name)
  return taken ?? whenAbsent
}

/** Text, number or boolean as text; null for none, or an empty text. */
export function textOf(source: Source, name: string): string | null {
  return take<string | null>(
    source,
    name,
    (value) => (typeof value === 'object' ? undefined : noneIfEmpty(value)),
    null,
  )
}

/** A text and nothing else; null for none, or an empty text. */
export function exactTextOf(source: Source, name: string): string | null {
  return take<string | null>(source, name, (value) => (typeof value === 'string' ? value || null : undefined), null)
}

function noneIfEmpty(value: unknown): string | null {
  return value === '' ? null : String(value)
}

/** A number, or a text that is one, `"24"`. */
export function amountOf(source: Source, name: string): number | null {
  return take<number | null>(source, name, asAmount, null)
}

function asAmount(value: unknown): number | null | undefined {
  if (value === '') return null
  const isNumber = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value.trim())
  const number = isNumber ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Whether something stands there that is no number. */
export function isNoAmount({ members }: Source, name: string): boolean {
  return asAmount(members[name] ?? '') === undefined
}

/** A number and nothing else: for what a limit of use hangs on. */
export function exactAmountOf(source: Source, name: string): number | null {
  return take<number | null>(source, name, (value) => (typeof value === 'number' ? asAmount(value) : undefined), null)
}

export function flagOf(source: Source, name: string, whenAbsent = false): boolean {
  return take(source, name, (value) => (typeof value === 'boolean' ? value : undefined), whenAbsent)
}

/** A date in any form in use, as ISO 8601 UTC; null for none, or an empty text. */
export function instantOf(source: Source, name: string): string | null {
  return take<string | null>(source, name, (value) => (value === '' ? null : asInstant(value)), null)
}

function asInstant(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? (toInstant(String(value)) ?? undefined) : undefined
}

/** A date, and what stands there where it is none: for what has a place of its own to show that. */
export interface ServerDate {
  readonly at: string | null
  readonly text: string | null
}

export function dateOf(source: Source, name: string): ServerDate {
  const unread: UnreadMember[] = []
  const at = instantOf({ ...source, unread }, name)
  return { at, text: unread[0]?.value ?? null }
}

/** An address with https, in its canonical form; null for none. */
export function httpsUrlOf(source: Source, name: string): string | null {
  return take<string | null>(source, name, (value) => (value === '' ? null : (toHttpsUrl(value) ?? undefined)), null)
}

/** The members of an object; null for none. */
export function objectOf(source: Source, name: string): Source | null {
  const members = take<Members | null>(source, name, (value) => (isObject(value) ? value : undefined), null)
  return members === null ? null : { ...source, members, path: `${source.path}${name}.` }
}

/** The objects of a list; an entry that is none is noted. */
export function listOf(source: Source, name: string): Source[] {
  const list = take<readonly unknown[]>(source, name, (value) => (Array.isArray(value) ? value : undefined), [])
  const entries: Source = { ...source, members: { ...list }, path: `${source.path}${name}.` }
  return list.flatMap((_, index) => objectOf(entries, String(index)) ?? [])
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
