/**
 * Cuts JSON text into its outermost parts without changing a character of them, because signatures cover text and not
 * meaning. Takes text that `JSON.parse` accepts; it checks nothing else.
 */

/** One member of an object: its name, and the text of its value and of the whole, `"name":value`. */
export interface MemberSlice {
  readonly name: string
  readonly value: string
  readonly whole: string
}

/** The elements of a JSON array as they stand in `text`; null where it is no array. */
export function elementsOf(text: string): string[] | null {
  return splitBetween(text, '[', ']')
}

/**
 * The members of a JSON object as they stand in `text`; null where it is no object, or names a member twice: readers
 * differ on which of the two counts.
 */
export function membersOf(text: string): MemberSlice[] | null {
  const parts = splitBetween(text, '{', '}')
  if (parts === null) return null
  const members = parts.map(toMember)
  return new Set(members.map(({ name }) => name)).size === members.length ? members : null
}

/** The object without the members of these names, all others as they stand. */
export function withoutMembers(members: readonly MemberSlice[], names: readonly string[]): string {
  return `{${members
    .filter(({ name }) => !names.includes(name))
    .map(({ whole }) => whole)
    .join(',')}}`
}

function toMember(part: string): MemberSlice {
  const whole = part.trim()
  const end = endOfString(whole, 0)
  return {
    name: String(JSON.parse(whole.slice(0, end + 1))),
    value: whole.slice(whole.indexOf(':', end) + 1).trim(),
    whole,
  }
}

function splitBetween(text: string, open: string, close: string): string[] | null {
  const whole = text.trim()
  if (!whole.startsWith(open) || !whole.endsWith(close)) return null
  const edges = [0, ...outerCommasOf(whole), whole.length - 1]
  const parts = edges.slice(1).map((edge, index) => whole.slice((edges[index] ?? 0) + 1, edge).trim())
  return parts.length === 1 && parts[0] === '' ? [] : parts
}

/** Places of the commas between the outermost parts: those inside of strings, lists and objects do not count. */
function outerCommasOf(whole: string): number[] {
  const commas: number[] = []
  let depth = 0
  for (let at = 1; at < whole.length - 1; at += 1) {
    const code = whole.charCodeAt(at)
    if (code === quote) at = endOfString(whole, at)
    else if (code === comma && depth === 0) commas.push(at)
    else depth += stepOf(code)
  }
  return commas
}

/** How deep the lists and objects in `text`, JSON or not, stand inside of each other; counted up to `most` + 1. */
export function depthOf(text: string, most: number): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length && deepest <= most; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else {
      depth += stepOf(code)
      if (depth > deepest) deepest = depth
    }
  }
  return deepest
}

/** Where the object or list that begins at `start` ends, one behind its bracket; null for one that does not end. */
export function endOfJson(text: string, start: number): number | null {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else {
      depth += stepOf(code)
      if (depth === 0 && stepOf(code) < 0) return at + 1
    }
  }
  return null
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c]

/** How much deeper the character leads: `[` and `{`, `]` and `}`. Compared by code: an answer has millions of them. */
function stepOf(code: number): number {
  if (code === 0x7b || code === 0x5b) return 1
  return code === 0x7d || code === 0x5d ? -1 : 0
}

/** Where the string that begins at `at` ends: the place of its closing quote, or the length of a text without one. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text.charCodeAt(first - 1) === backslash) first -= 1
    // An even number of backslashes stands for themselves.
    if ((end - first) % 2 === 0) return end
  }
  return text.length
}
