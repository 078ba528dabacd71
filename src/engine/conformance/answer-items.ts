/** The licenses of an answer as plain members, for looking at: nothing here is verified. */
import type { RawReply } from '../../core/raw-reply.ts'

export type Members = Readonly<Record<string, unknown>>

export interface SeenItem {
  readonly members: Members
  readonly shortCode: string | null
}

/** The licenses in the three shapes that are known; none where the reply is something else. */
export function itemsIn(reply: RawReply | null): SeenItem[] {
  const json = reply === null || reply.status < 200 || reply.status > 299 ? null : jsonOf(reply)
  return listOf(json).filter(isMembers).map(toItem)
}

/** Many questions are about one answer, and an answer can have 64 MiB. */
const parsed = new WeakMap<Uint8Array, { readonly value: unknown }>()

/** The JSON value of a reply; undefined where it is none. */
export function jsonOf({ bytes }: RawReply): unknown {
  const known = parsed.get(bytes) ?? { value: parse(bytes) }
  parsed.set(bytes, known)
  return known.value
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textIn(members: unknown, name: string): string | null {
  const value = isMembers(members) ? members[name] : null
  return typeof value === 'string' && value !== '' ? value : null
}

function listOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json
  if (!isMembers(json)) return []
  if (Array.isArray(json['licenses'])) return json['licenses']
  return 'product_details' in json
    ? [json]
    : Object.values(json).filter((one) => isMembers(one) && 'product_details' in one)
}

function toItem(members: Members): SeenItem {
  return { members, shortCode: textIn(members['product_details'], 'short_code') }
}
