/** Cuts JSON text into its outermost parts, character for character: signatures cover text. For text that parses. */

/** One member of an object: its name, the text of its value, and the text of the whole, `"name":value`. */
export interface Cut {
  readonly name: string
  readonly value: string
  readonly whole: string
}

/** The elements of a list, or null for anything else. */
export function cutList(text: string): string[] | null {
  return cutBetween(text, '[', ']')
}

/** The members of an object; null for anything else, and where a name stands twice: readers differ on which counts. */
export function cutObject(text: string): Cut[] | null {
  const cuts = cutBetween(text, '{', '}')?.map(toCut)
  return cuts !== undefined && new Set(cuts.map(({ name }) => name)).size === cuts.length ? cuts : null
}

/** The object again, without the members of these names. */
export function joinWithout(cuts: readonly Cut[], names: readonly string[]): string {
  const kept = cuts.filter(({ name }) => !names.includes(name)).map(({ whole }) => whole)
  return `{${kept.join(',')}}`
}

/** The text of a member's value; null where there is none. */
export function valueIn(cuts: readonly Cut[], name: string): string | null {
  return cuts.find((cut) => cut.name === name)?.value ?? null
}

function toCut(whole: string): Cut {
  const end = endOfString(whole, 0)
  const name = String(JSON.parse(whole.slice(0, end + 1)))
  return { name, value: whole.slice(whole.indexOf(':', end) + 1).trim(), whole }
}

function cutBetween(text: string, open: string, close: string): string[] | null {
  const whole = text.trim()
  if (!whole.startsWith(open) || !whole.endsWith(close)) return null
  const parts: string[] = []
  let depth = 0
  let start = 1
  for (let at = 1; at < whole.length - 1; at += 1) {
    const code = whole.charCodeAt(at)
    if (code === quote) at = endOfString(whole, at)
    depth += stepOf(code)
    if (code === comma && depth === 0) {
      parts.push(whole.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = whole.slice(start, -1).trim()
  if (parts.length === 0 && last === '') return []
  parts.push(last)
  return parts
}

/** How deep lists and objects stand in each other in a text, JSON or not; counted up to `most` + 1. */
export function depthOf(text: string, most: number): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length && deepest <= most; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    depth += stepOf(code)
    if (depth > deepest) deepest = depth
  }
  return deepest
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c]

/** How much deeper a character leads. By its code, since an answer has tens of millions of them. */
function stepOf(code: number): number {
  if (code === 0x7b || code === 0x5b) return 1
  return code === 0x7d || code === 0x5d ? -1 : 0
}

/** Place of the quote that closes the string which begins at `at`; the length of a text that has none. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text.charCodeAt(first - 1) === backslash) first -= 1
    if ((end - first) % 2 === 0) return end
  }
  return text.length
}
