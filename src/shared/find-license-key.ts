/**
 * Finds the license key in what a person typed or pasted: alone, in quotes, behind a label, in a mail. It never guesses:
 * where two parts can be the key, it says so. The same for the window while somebody types, for the main process and for
 * the command line. Source: docs/decisions/0040-pasted-text.md.
 */
import { formedKeysIn, halfOfDoubled, labelledFormedIn } from './formed-keys.ts'
import { type KeyCandidate, keyLikeIn, readTogether } from './key-candidates.ts'
import { type KeyForm, longestKey, strangersIn, toFormedKey } from './key-form.ts'
import { labelledIn, piecesBehindLabels } from './key-labels.ts'
import { isWord } from './key-likeness.ts'
import { toPlainText } from './plain-text.ts'
import { type Piece, piecesOf, unwrap } from './text-pieces.ts'

/** Why a text is no license key. */
export const keyProblems = [
  ...(['empty', 'too-long', 'characters', 'none', 'several'] as const),
  ...(['form-characters', 'form-groups'] as const),
] as const
export type KeyProblem = (typeof keyProblems)[number]

export type FoundKey =
  | {
      readonly ok: true
      readonly key: string
      readonly wasDoubled: boolean
      /** What else stood in the text, in one line; empty for a key alone. */
      readonly leftOut: string
    }
  | {
      readonly ok: false
      readonly problem: KeyProblem
      /** Keys of which one is meant, for `several`. */
      readonly candidates: readonly string[]
      /** What cannot be in a key, for `form-characters`. */
      readonly characters: string
    }

/** Most that is looked at, in UTF-16 units: a long mail, no film. */
export const longestKeyText = 65_536

/** Below this, two equal halves are as likely a real key as a double paste. */
const shortestDoubledHalf = 8

/**
 * The license key in `typed`. Alone it is printable ASCII of 1 to 255 characters, without white space, as it stands;
 * where a form is declared, in that form. Fails with a problem otherwise.
 */
export function findLicenseKey(typed: string, form: KeyForm | null): FoundKey {
  if (typed.length > longestKeyText) return failed('too-long')
  const text = toPlainText(typed)
  if (text.trim() === '') return failed('empty')
  const searched = withoutComments(text, form)
  return form === null ? findPlain(text, searched) : findFormed(text, searched, form)
}

const failed = (problem: KeyProblem, candidates: readonly string[] = [], characters = ''): FoundKey => ({
  ...{ ok: false, problem, candidates, characters },
})

/** Comment lines of a key file as blanks, so that every place stays; a line alone is none. */
function withoutComments(text: string, form: KeyForm | null): string {
  if (form?.alphabet.includes('#') === true || text.trim().split(/\n\s*/).length === 1) return text
  return text.replace(/^[ \t>]*#.*$/gm, (line) => ' '.repeat(line.length))
}

function findPlain(text: string, searched: string): FoundKey {
  const pieces = piecesOf(searched)
  const labelled = labelledIn(searched)
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined && labelled.length === 0)
    return choose(text, [readOnly(searched, only)])
  const meant = pieces.filter(({ text: piece }) => /[\p{L}\p{N}]/u.test(piece))
  const isProse = meant.some((piece) => isWord(piece.text))
  if (!isProse && labelled.length === 0) return choose(text, readTogether(meant))
  return choose(text, together(labelled, keyLikeIn(searched)))
}

/** The one word of a text as it stands; only what looks like a key is taken out of words and marks beside it. */
function readOnly(text: string, piece: Piece): KeyCandidate {
  const { text: key, start, end } = unwrap(piece)
  const [like, ...others] = keyLikeIn(text)
  const isBeside =
    like !== undefined && others.length === 0 && /^(?:[\p{L}_-]*[:=])?[^\p{L}\p{N}]*$/u.test(text.slice(0, like.start))
  const isForeign = like !== undefined && others.length === 0 && /[^\x20-\x7E]/.test(key)
  const isAlone = isBeside && /^[^\p{L}\p{N}]*$/u.test(text.slice(like.end))
  return like !== undefined && (isAlone || isForeign) ? like : { key, start, end }
}

/** All of both; where two lie over each other, the longer one, which goes on behind the end of a line perhaps. */
function together(labelled: readonly KeyCandidate[], others: readonly KeyCandidate[]): KeyCandidate[] {
  const kept = labelled.filter((one) => !others.some((other) => overlap(one, other) && other.end > one.end))
  return [...kept, ...others.filter((other) => !kept.some((one) => overlap(one, other)))]
}

const overlap = (one: KeyCandidate, other: KeyCandidate): boolean => one.start < other.end && other.start < one.end

function findFormed(text: string, searched: string, form: KeyForm): FoundKey {
  const pieces = piecesOf(searched)
  const whole = unwrap({ text: searched.trim(), start: 0, end: 0 }).text
  const alone = toFormedKey(whole, form)
  const place = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? text.length }
  if (alone !== null) return choose(text, [{ key: alone, ...placeOf(whole, text, place) }])
  const doubled = halfOfDoubled(whole, form)
  if (doubled !== null) return { ok: true, key: doubled, wasDoubled: true, leftOut: '' }
  const found = together(labelledFormedIn(searched, form), formedKeysIn(searched, form))
  if (found.length > 0) return choose(text, found)
  const [behind] = piecesBehindLabels(searched)
  return explain(behind === undefined ? whole : behind.map((piece) => piece.text).join(' '), form)
}

function placeOf(whole: string, text: string, all: { start: number; end: number }): { start: number; end: number } {
  const start = text.indexOf(whole)
  return start === -1 ? all : { start, end: start + whole.length }
}

/** Why a text of the right kind is no key of this form; a text with words in it is none at all. */
function explain(whole: string, form: KeyForm): FoundKey {
  if (piecesOf(whole).length > form.groups.length * 2 || (piecesOf(whole).length > 1 && hasWord(whole)))
    return failed('none')
  const characters = strangersIn(whole, form)
  return characters === '' ? failed('form-groups') : failed('form-characters', [], characters.slice(0, 20))
}

const hasWord = (text: string): boolean => piecesOf(text).some((piece) => isWord(piece.text))

function choose(text: string, found: readonly KeyCandidate[]): FoundKey {
  const keys = [...new Set(found.map(({ key }) => key))]
  const [key] = keys
  if (key === undefined) return failed('none')
  if (keys.length > 1) return failed('several', keys)
  const leftOut = withoutParts(text, found)
  const half = key.slice(0, key.length / 2)
  const isDouble = half.length >= shortestDoubledHalf && half + half === key
  const one = isDouble ? half : key
  if (one.length > longestKey) return failed('too-long')
  if (!/^[\x20-\x7E]+$/.test(one) || one.trim() !== one) return failed('characters')
  return { ok: true, key: one, wasDoubled: isDouble || (found.length > 1 && leftOut === ''), leftOut }
}

function withoutParts(text: string, parts: readonly KeyCandidate[]): string {
  let rest = text
  for (const { start, end } of parts) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  const words = rest.split(/\s+/).filter((word) => word !== '')
  const withoutMarks = words.filter((word) => !/^>+$/.test(word))
  return (withoutMarks.length === 0 ? words : withoutMarks).join(' ')
}
