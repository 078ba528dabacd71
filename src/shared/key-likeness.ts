/** What looks like a license key of no declared form, and what like a word. */

/**
 * Groups as no word, date or number has them: three or more of one length, or with a group in which letters and digits
 * mix; two long mixed ones; one run of 16 and more in which letters and digits alternate.
 */
export function isKeyLike(text: string): boolean {
  if (!/^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/.test(text) || text.length < 8 || text.length > 255) return false
  const groups = text.split(/[-_]/)
  if (groups.length === 1) return text.length >= 16 && (text.match(/\d+|[A-Za-z]+/g) ?? []).length >= 4
  if (groups.length === 2) return groups.every((group) => group.length >= 5 && isMixed(group))
  return isUuid(text) || (groups.every(({ length }) => length >= 3 && length <= 12) && areGroupsOfKey(text, groups))
}

const isMixed = (group: string): boolean => /\d/.test(group) && /[A-Za-z]/.test(group)

function areGroupsOfKey(text: string, groups: readonly string[]): boolean {
  const areEven = groups.every(({ length }) => length === groups[0]?.length)
  if (/^[\d\-_]+$/.test(text)) return areEven && text.length >= 19
  if (/[a-z]/.test(text)) return areEven && (groups.some(isMixed) || /[a-z][A-Z]/.test(text))
  return areEven || groups.some(isMixed)
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** A word of some language, or something that introduces what follows; not a part of a key. */
export function isWord(text: string): boolean {
  if (/[:=]$/.test(text)) return true
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /[^\u0020-\u007E]/.test(bare) || (/^[A-Za-z'-]+$/.test(bare) && /[a-z]/.test(bare) && !isKeyLike(bare))
}

const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
/** A letter or digit by which what it touches is a part of a word; languages without blanks have words right beside a key. */
export const letter = `(?![${unspaced}])[\\p{L}\\p{N}]`
export const notInWord = `(?<!${letter})`
