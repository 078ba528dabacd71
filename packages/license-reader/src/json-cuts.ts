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
    const character = whole.charAt(at)
    if (character === '"') at = endOfString(whole, at)
    depth += stepOf(character)
    if (character === ',' && depth === 0) {
      parts.push(whole.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = whole.slice(start, -1).trim()
  return parts.length === 0 && last === '' ? [] : [...parts, last]
}

/** How much deeper a character leads. */
export function stepOf(character: string): number {
  if (character === '{' || character === '[') return 1
  return character === '}' || character === ']' ? -1 : 0
}

/** Place of the quote that closes the string which begins at `at`. */
function endOfString(text: string, at: number): number {
  let place = at + 1
  while (place < text.length && text[place] !== '"') place += text[place] === '\\' ? 2 : 1
  return place
}
