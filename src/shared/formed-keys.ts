/** The license keys of a declared form in a text. */
import { type KeyCandidate, toCandidate } from './key-candidates.ts'
import { type KeyForm, keyLengthOf, toFormedCharacters, toFormedKey } from './key-form.ts'
import { piecesBehindLabels } from './key-labels.ts'
import { letter } from './key-likeness.ts'

/** Every place where a key of this form stands, also where two overlap: which of them is meant is not ours to say. */
export function formedKeysIn(text: string, form: KeyForm): KeyCandidate[] {
  return [...text.matchAll(toPattern(form))].flatMap((match) => {
    const found = match[1] ?? ''
    const key = toFormedKey(found.replace(/>/g, ''), form)
    return key === null ? [] : [{ key, start: match.index, end: match.index + found.length }]
  })
}

/** The keys behind labels: all that stands in the line, or its first word. */
export function labelledFormedIn(text: string, form: KeyForm): KeyCandidate[] {
  return piecesBehindLabels(text).flatMap((pieces) => {
    const readings = [...toCandidate(pieces), ...toCandidate(pieces.slice(0, 1))]
    return readings
      .flatMap((one) => {
        const key = toFormedKey(one.key, form)
        return key === null ? [] : [{ ...one, key }]
      })
      .slice(0, 1)
  })
}

/** One copy of a key that was pasted twice without anything between; null where it is none. */
export function halfOfDoubled(text: string, form: KeyForm): string | null {
  const plain = toFormedCharacters(text, form)
  const half = plain.slice(0, keyLengthOf(form))
  return half + half === plain ? toFormedKey(half, form) : null
}

function toPattern(form: KeyForm): RegExp {
  const characters = `[${[...form.alphabet].map(escaped).join('')}]`
  const mark = escaped(form.separator)
  const between =
    form.separator.trim() === '' ? (form.separator === '' ? '' : '\\s{1,4}') : `\\s{0,4}${mark}[\\s>]{0,8}`
  const key = form.groups.map((length) => `${characters}{${length}}`).join(between)
  const joint = form.separator.trim() === '' ? '' : `${mark}?`
  const before = `(?<!${letter}${joint})(?<!${characters}${joint})`
  const behind = `(?!${joint}(?:${letter}|${characters}))`
  // In groups with marks between, no word is mistaken for a key; a word in capitals otherwise could be.
  const flags = form.case !== 'exact' && form.groups.length > 1 && form.separator.trim() !== '' ? 'giu' : 'gu'
  return new RegExp(`${before}(?=(${key})${behind})`, flags)
}

const escaped = (text: string): string =>
  [...text].map((character) => `\\u{${character.charCodeAt(0).toString(16)}}`).join('')
