/** JSON as text: what has to be looked at where a signature covers the very characters that somebody has written. */

// One string, or one character of structure.
const tokenPattern = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g

/**
 * The text of the member `name` of the object that `json` is, exactly as it stands there; of several with that name the
 * last, as every parser takes it. null where there is none. `json` must be valid JSON.
 */
export function rawMemberOf(json: string, name: string): string | null {
  let key: string | null = null
  let valueStart = 0
  let found: string | null = null
  for (const { token, index } of outermostTokens(json)) {
    if (token === ':') valueStart = index + 1
    else if (token === ',' || token === '}') {
      if (key === name) found = json.slice(valueStart, index).trim()
      key = null
    } else if (key === null && token.startsWith('"')) key = JSON.parse(token)
  }
  return found
}

/** The tokens of the outermost object alone: not those of its values, unless they are strings. */
function* outermostTokens(json: string): Generator<{ readonly token: string; readonly index: number }> {
  let depth = 0
  for (const { 0: token, index } of json.matchAll(tokenPattern)) {
    if (token === '{' || token === '[') depth += 1
    if (depth === 1) yield { token, index }
    if (token === '}' || token === ']') depth -= 1
  }
}

/** How deep objects and lists stand inside each other: 1 for `{"a":5}`, 0 for text that has none. */
export function nestingOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of json.matchAll(tokenPattern)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    if (token === '}' || token === ']') depth -= 1
  }
  return deepest
}

/**
 * `value` as Python's `json.dumps` writes it: a blank after each `,` and `:`, and with `isAscii` each character beyond
 * ASCII as `\u` and four digits. Source: docs/protocol.md 5, payload v2.
 */
export function toPythonJson(value: unknown, isAscii: boolean): string {
  const write = (inner: unknown): string => toPythonJson(inner, isAscii)
  if (Array.isArray(value)) return `[${value.map(write).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, inner]) => `${write(name)}: ${write(inner)}`)
    return `{${members.join(', ')}}`
  }
  const text = JSON.stringify(value)
  return isAscii ? text.replace(/[\u0080-\uffff]/g, toEscape) : text
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
