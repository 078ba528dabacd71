/** The response schema of the offline page, word for word, and what of an answer goes against it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

const file = join(import.meta.dirname, '../vectors/offline-page-schema.json')

export const offlinePageSchema: Schema = JSON.parse(readFileSync(file, 'utf8'))

/**
 * One line for each thing in `value` that `schema` does not allow. Members that it does not name count always, although
 * the page forbids them in both halves of an item and so forbids every item: the halves are put together first.
 */
export function pageProblems(value: unknown, schema: Schema = offlinePageSchema, path = 'answer'): string[] {
  const { type, properties, required = [], items, enum: words } = merge(schema, value)
  const types = type === undefined ? [] : [type].flat()
  if (types.length > 0 && !types.includes(typeOf(value))) return [`${path}: is ${typeOf(value)}`]
  if (words && !words.includes(value)) return [`${path}: is none of its words`]
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => (items ? pageProblems(each, items, `${path}.${index}`) : []))
  }
  if (typeof value !== 'object' || value === null || !properties) return []
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = properties[name]
      return known ? pageProblems(inner, known, `${path}.${name}`) : [`${path}.${name}: is not on the page`]
    }),
  ]
}

/** `allOf` as one; of `oneOf` the branch whose required members are there, or the first. */
function merge(schema: Schema, value: unknown): Schema {
  const { oneOf = [], allOf = [], ...own } = schema
  const has = ({ required = [] }: Schema) =>
    typeof value === 'object' && value !== null && required.every((name) => name in value)
  const branch = oneOf.find(has) ?? oneOf[0]
  const parts = [own, ...[...allOf, ...(branch ? [branch] : [])].map((part) => merge(part, value))]
  return {
    ...Object.assign({}, ...parts),
    ...(parts.some(({ properties }) => properties) && {
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: parts.flatMap(({ required = [] }) => required),
    }),
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
