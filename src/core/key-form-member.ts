/** `activation.keyForm` of the vendor configuration. */
import { z } from 'zod'
import { type KeyForm, keyCases, keyLengthOf, keySeparators, longestKey } from '../shared/key-form.ts'
import { must } from './must.ts'

const digits = '0123456789'
const [upper, lower] = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz']
const usualAlphabets = { upper: upper + digits, lower: lower + digits, exact: upper + lower + digits }

/** The form with its defaults: groups of capital and small letters and digits, a hyphen between two groups. */
export const keyFormMemberSchema = z
  .strictObject(
    {
      groups: z
        .array(z.int(must('key-form')).min(1, must('key-form')).max(64, must('key-form')), must('key-form'))
        .min(1, must('key-form'))
        .max(16, must('key-form')),
      separator: z.enum(keySeparators, must('key-form')).default('-'),
      alphabet: z
        .string(must('key-form'))
        .regex(/^[\x21-\x7E]{2,94}$/, must('key-form'))
        .optional(),
      case: z.enum(keyCases, must('key-form')).default('exact'),
    },
    must('object'),
  )
  .transform((form): KeyForm => ({ ...form, alphabet: form.alphabet ?? usualAlphabets[form.case] }))
  .refine(isUsable, must('key-form'))

/** A key has to be told from its separators, and a letter of the other case could never come. */
function isUsable(form: KeyForm): boolean {
  const { alphabet, separator, groups } = form
  const isOnce = new Set(alphabet).size === alphabet.length
  const isOfCase =
    form.case === 'exact' || alphabet === (form.case === 'upper' ? alphabet.toUpperCase() : alphabet.toLowerCase())
  const isLongEnough = keyLengthOf(form) + separator.length * (groups.length - 1) <= longestKey
  return isOnce && isOfCase && isLongEnough && (separator === '' || !alphabet.includes(separator))
}
