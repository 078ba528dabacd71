/** The words of a text with their places, less what people and programs put around a key. */
import { isKeyLike } from './key-likeness.ts'

/** What stands between two blanks, and where. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What stands between blanks, each with its place. */
export function piecesOf(text: string, from = 0): Piece[] {
  return [...text.matchAll(/\S+/g)].map((match) => {
    const start = from + match.index
    return { text: match[0], start, end: start + match[0].length }
  })
}

/** No key and what stands around it is longer. */
export const longestPiece = 1000

const quotes = '"\'`“”„‟‘’‚‛«»‹›「」『』*'
const pairs = ['()', '[]', '{}', '<>', '【】', '《》', '〈〉']
const ofSentence = '.,;:!?。、'

/** The piece without quotes and brackets around it, and without the marks of a sentence behind it. */
export function unwrap(piece: Piece): Piece {
  const { text } = piece
  const [first = '', last = ''] = [text[0], text.at(-1)]
  if (text.length < 2 || text.length > longestPiece) return piece
  if (pairs.includes(first + last) && !/[<>]/.test(text.slice(1, -1))) return unwrap(cut(piece, 1, 1))
  if (quotes.includes(first) || first === '>') return unwrap(cut(piece, 1, 0))
  if (quotes.includes(last)) return unwrap(cut(piece, 0, 1))
  const inner = cut(piece, 0, 1)
  if (!ofSentence.includes(last)) return piece
  const unwrapped = unwrap(inner)
  return unwrapped.text !== inner.text || isKeyLike(inner.text) ? unwrapped : piece
}

/** In running text a mark behind a word is the sentence's, and a bracket need not have its other half here. */
export function unwrapInText(piece: Piece): Piece {
  const { text } = unwrap(piece)
  const start = /^[([{<>|=]*/.exec(text)?.[0].length ?? 0
  const end = /[)\]}>|.,;:!?。、]*$/.exec(text)?.[0].length ?? 0
  const whole = unwrap(piece)
  return start + end === 0 || start + end >= text.length || text.length > longestPiece
    ? whole
    : unwrapInText(cut(whole, start, end))
}

/** The piece with so many characters less at its ends. */
export function cut({ text, start, end }: Piece, before: number, behind: number): Piece {
  return { text: text.slice(before, text.length - behind), start: start + before, end: end - behind }
}
