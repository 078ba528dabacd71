/** The form that a vendor declares for its license keys: what a text must be to be one, before anything is sent. */
import { z } from 'zod'

export const keySeparators = ['-', '_', '.', ' ', ''] as const
export const keyCases = ['upper', 'lower', 'exact'] as const

/** Longest license key, in characters. */
export const longestKey = 255

export const keyFormSchema = z.strictObject({
  /** Number of characters in each group. */
  groups: z.array(z.int().min(1).max(64)).min(1).max(16),
  /** What stands between two groups. */
  separator: z.enum(keySeparators),
  /** Every character that can be in a group. */
  alphabet: z.string().min(2).max(94),
  /** `upper` and `lower`: letters are read as such, however they were typed. */
  case: z.enum(keyCases),
})
export type KeyForm = z.infer<typeof keyFormSchema>

/** `XXXX-XXXX-XXXX`, for words. */
export function toKeyPattern({ groups, separator }: KeyForm): string {
  return groups.map((length) => 'X'.repeat(length)).join(separator)
}

export const keyLengthOf = ({ groups }: KeyForm): number => groups.reduce((sum, length) => sum + length, 0)

/** The key that a text of nothing else is, in its declared form; null where it is none. Separators may be left out. */
export function toFormedKey(text: string, form: KeyForm): string | null {
  const plain = toFormedCharacters(text, form)
  if (plain.length !== keyLengthOf(form) || strangersIn(text, form) !== '') return null
  const starts = form.groups.map((_length, index) => form.groups.slice(0, index).reduce((sum, one) => sum + one, 0))
  return form.groups
    .map((length, index) => plain.slice(starts[index], (starts[index] ?? 0) + length))
    .join(form.separator)
}

/** The characters of a text that no key of this form has, each once, as they were typed. */
export function strangersIn(text: string, form: KeyForm): string {
  const typed = [...withoutSeparators(text, form)]
  return [...new Set(typed.filter((character) => !form.alphabet.includes(toFormCase(character, form))))].join('')
}

/** The characters of the groups alone, in the case of the form. */
export function toFormedCharacters(text: string, form: KeyForm): string {
  return toFormCase(withoutSeparators(text, form), form)
}

function withoutSeparators(text: string, { alphabet }: KeyForm): string {
  return [...text].filter((character) => alphabet.includes(character) || !/[\s\-_.]/.test(character)).join('')
}

function toFormCase(text: string, form: KeyForm): string {
  if (form.case === 'exact') return text
  return form.case === 'upper' ? text.toUpperCase() : text.toLowerCase()
}
