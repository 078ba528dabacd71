/** Finds the licenses and the signatures in the JSON text of an answer file. Source: docs/protocol.md 5. */
import { z } from 'zod'
import { elementsOf, type MemberSlice, membersOf } from './json-slices.ts'

const text = z.string().min(1)
const headSchema = z.object({
  licenses: z.array(z.unknown()),
  request_id: text.optional().catch(undefined),
  date: text.optional().catch(undefined),
})

/** What an answer says once for all of its licenses. It need not be signed: it may refuse an answer, and never grant one. */
export interface AnswerHead {
  readonly requestId: string | null
  readonly date: string | null
}

/** The head of an answer in JSON text; nothing in it for a map, or for one license alone. */
export function readAnswerHead(json: string): AnswerHead {
  const parsed = headSchema.safeParse(JSON.parse(json))
  return { requestId: parsed.data?.request_id ?? null, date: parsed.data?.date ?? null }
}

/** One license of an answer, as it stands in the text. */
export interface AnswerItem {
  readonly text: string
  readonly members: readonly MemberSlice[]
  /** `license_signature_v2`; null where there is none. */
  readonly signature: string | null
}

export interface AnswerForm {
  /** A list with a signature of its own, a map by product code, or one license alone. */
  readonly kind: 'envelope' | 'map' | 'single'
  readonly members: readonly MemberSlice[]
  /** The list as it stands in the text; null where there is none. */
  readonly listText: string | null
  readonly items: readonly AnswerItem[]
  /** `bundle_signature_v2`; null where there is none. */
  readonly signature: string | null
}

/** The form of an answer, or null where `text` has none of the known ones. `text` is JSON. */
export function readAnswerForm(text: string): AnswerForm | null {
  const members = membersOf(text)
  if (members === null || members.length === 0) return null
  const list = memberText(members, 'licenses')
  if (list !== null) {
    const texts = elementsOf(list) ?? []
    // One that has a product tells that this is a list of licenses.
    const items = texts.some((item) => toItem(item) !== null) ? texts.map(toListedItem) : []
    const signature = memberString(members, 'bundle_signature_v2')
    return toForm({ kind: 'envelope', members, listText: list, items, signature })
  }
  if (memberText(members, 'product_details') !== null) {
    return toForm({ kind: 'single', members, listText: null, items: [toItem(text)], signature: null })
  }
  const items = members.map(({ value }) => toItem(value))
  return toForm({ kind: 'map', members, listText: null, items, signature: null })
}

type Draft = Omit<AnswerForm, 'items'> & { readonly items: readonly (AnswerItem | null)[] }

/** Every item must look like a license; otherwise this is something else. */
function toForm(draft: Draft): AnswerForm | null {
  const items = draft.items.filter((item) => item !== null)
  const isWhole = items.length > 0 && items.length === draft.items.length
  return isWhole ? { ...draft, items } : null
}

/** In a list, a license without `product_details` cannot be judged, and the others can. */
function toListedItem(text: string): AnswerItem | null {
  const members = membersOf(text)
  return members === null ? null : { text, members, signature: memberString(members, 'license_signature_v2') }
}

function toItem(text: string): AnswerItem | null {
  const item = toListedItem(text)
  return item === null || memberText(item.members, 'product_details') === null ? null : item
}

function memberText(members: readonly MemberSlice[], name: string): string | null {
  return members.find((member) => member.name === name)?.value ?? null
}

function memberString(members: readonly MemberSlice[], name: string): string | null {
  const value: unknown = JSON.parse(memberText(members, name) ?? 'null')
  return typeof value === 'string' && value !== '' ? value : null
}
