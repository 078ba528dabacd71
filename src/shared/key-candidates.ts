/** The parts of a text that can be a license key where no form of keys is declared. */
import { isKeyLike, letter, notInWord } from './key-likeness.ts'
import { type Piece, unwrap } from './text-pieces.ts'

/** A part of a text, and the key that it would be. */
export interface KeyCandidate {
  readonly key: string
  readonly start: number
  readonly end: number
}

/** Keys that pieces without a word among them can be: one that is whole already, or all of them together. */
export function readTogether(pieces: readonly Piece[]): KeyCandidate[] {
  const whole = pieces.map(unwrap)
  const keys = whole.filter(({ text }) => isKeyLike(text))
  const [key] = keys
  const joined = toCandidate(pieces)
  if (key === undefined) return joined
  const others = whole.filter(({ text }) => !isKeyLike(text))
  const isBroken = others.length > 0 && others.every(({ text }) => isGroupOf(text, key.text))
  const found = keys.map(({ text, ...place }) => ({ key: text, ...place }))
  return keys.length === 1 && isBroken ? [...found, ...joined] : found
}

/** Whether `text` could be one group more of `key`. */
function isGroupOf(text: string, key: string): boolean {
  const bare = text.replace(/^[-_]+|[-_]+$/g, '')
  return /^[A-Za-z0-9]+$/.test(bare) && key.split(/[-_]/).some(({ length }) => length === bare.length)
}

/** All pieces as one key. */
export function toCandidate(pieces: readonly Piece[]): KeyCandidate[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined) return []
  const { text } = unwrap({ text: pieces.map((piece) => piece.text).join(''), start: 0, end: 0 })
  return [{ key: text, start: first.start, end: last.end }]
}

const address = /[a-z][a-z\d+.-]{0,20}:\/\/\S+|\bwww\.\S+|\S{1,100}@\S+/gi
/** A line may end behind a hyphen of the key; marks of a mail may stand before the next one. */
const keyText = new RegExp(
  `${notInWord}(?<![@/\\\\&?%+#~.$_-])(?<![A-Za-z0-9]-[ \\t]*\\n[>\\s]*)[A-Za-z0-9]+(?:(?:[-_]|-[ \\t]*\\n[>\\s]*)[A-Za-z0-9]+)*` +
    `(?!${letter}|[@/\\\\%_+=-]|\\.[\\p{L}\\p{N}])`,
  'gu',
)

/** What looks like a key in running text. */
export function keyLikeIn(text: string): KeyCandidate[] {
  const searched = text.replace(address, (found) => ' '.repeat(found.length))
  return [...searched.matchAll(keyText)].flatMap((match) => {
    const key = match[0].replace(/[\s>]+/g, '')
    return isKeyLike(key) ? [{ key, start: match.index, end: match.index + match[0].length }] : []
  })
}
