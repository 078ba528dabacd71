import type { Expectation } from '../shared/configuration-problem.ts'
import { membersOf } from './json-slices.ts'

export type ParsedMembers =
  | { readonly ok: true; readonly members: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly expected: Expectation }

/**
 * The members of the JSON object that `text` is. A name that stands twice is refused, one level down too: readers differ
 * on which of the two counts.
 */
export function parseMembers(text: string): ParsedMembers {
  const plain = text.replace(/^\uFEFF/, '')
  let json: unknown
  try {
    json = JSON.parse(plain)
  } catch {
    return { ok: false, expected: 'json' }
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { ok: false, expected: 'object' }
  const slices = membersOf(plain)
  const isUnique = slices?.every(({ value }) => !value.startsWith('{') || membersOf(value) !== null) ?? false
  return isUnique ? { ok: true, members: { ...json } } : { ok: false, expected: 'unique-members' }
}
