/**
 * Takes out of an exchange what belongs to somebody: every text that is no word of the protocol and no date, and every
 * large number, gets a stand-in, the same one wherever it comes. Nothing stays because it was not thought of.
 */
import { isMembers, type Members } from '../answer-items.ts'

export interface Redaction {
  readonly text: (original: string) => string
  /** Any JSON value; the names of members stay where they are names of the protocol. */
  readonly json: (value: unknown) => unknown
}

/** Words of the protocol: they belong to nobody. */
const words = new Set([
  ...['perpetual', 'time-limited', 'subscription', 'consumption', 'activation', 'deactivation', 'license-key', 'user'],
  ...['license_key', 'daily', 'weekly', 'monthly', 'annually', 'annualy', 'number', 'numer', 'text', 'date/time'],
  ...['code', 'token', 'client_credentials', 'Bearer', 'license_deactivated', 'true', 'false'],
])
const dateForms = [
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i,
  /^[A-Z][a-z]{2},? (?:\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} \d{1,2}) \d{4} \d{2}:\d{2}:\d{2} GMT(?:[+-]\d{4})?$/,
]

/** True for a text that names a day or an instant. */
export function isDate(text: string): boolean {
  return dateForms.some((form) => form.test(text))
}

/** Members whose own members are known; of any other, what is inside is left out. */
const knownParts = new Set([
  ...['licenses', 'product_details', 'product_features', 'custom_fields', 'customer', 'customer_account', 'company'],
  ...['user', 'installation_file', 'variables', 'openid_configuration', 'alternate_urls', 'request'],
])
const secretMembers = new Set(['password', 'signature', 'client_secret', 'id_token', 'access_token'])
export const removed = '(removed)'
/** Below it a number counts something; above, it may be the number of somebody. */
const largestCount = 9999

/** `known` are texts with the stand-ins that they are to have. */
export function openRedaction(known: ReadonlyMap<string, string>): Redaction {
  const texts = new Map(known)
  const numbers = new Map<number, number>()
  const text = (original: string): string => {
    if (original === '' || words.has(original) || isDate(original)) return texts.get(original) ?? original
    const parts = original.split('|')
    if (parts.length > 1 && !texts.has(original)) return parts.map(text).join('|')
    const standIn = texts.get(original) ?? toStandIn(original, texts.size)
    texts.set(original, standIn)
    return standIn
  }
  const number = (original: number, isId = false): number => {
    if (!Number.isInteger(original) || (Math.abs(original) <= largestCount && !isId)) return original
    const standIn = numbers.get(original) ?? toNumber(original, numbers.size)
    numbers.set(original, standIn)
    return standIn
  }
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (typeof value === 'number') return number(value)
    if (Array.isArray(value)) return value.map(json)
    return isMembers(value) ? members(value) : value
  }
  const members = (value: Members): Members =>
    Object.fromEntries(Object.entries(value).map(([name, inner]) => [nameOf(name), member(name, inner)]))
  const nameOf = (name: string): string => (/^[a-z][a-z\d_]{0,39}$/.test(name) && !texts.has(name) ? name : text(name))
  const member = (name: string, value: unknown): unknown => {
    if (secretMembers.has(name)) return removed
    const isPart = typeof value === 'object' && value !== null
    // A map of short codes to licenses has no names of its own.
    const isKnown = knownParts.has(name) || (isMembers(value) && 'product_details' in value)
    if (isPart && !isKnown) return Array.isArray(value) ? [] : {}
    return typeof value === 'number' ? number(value, /(?:^|_)id$/.test(name)) : json(value)
  }
  return { text, json }
}

function toStandIn(original: string, at: number): string {
  if (original.includes('@')) return `person-${at}@recorded.invalid`
  return /^[a-z][a-z\d+.-]*:\/\//i.test(original) ? `https://recorded.invalid/${at}` : `text-${at}`
}

/** With as many digits, so that sizes are told truly. */
function toNumber(original: number, at: number): number {
  const digits = String(Math.abs(original)).length
  return Number(`1${String(at + 1).padStart(digits - 1, '0')}`)
}
