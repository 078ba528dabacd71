/**
 * Makes the text of a file that a person brought into JSON text, or says what the file seems to be instead. It decides
 * nothing about origin: that is the next step's business.
 */
import type { FileKind } from '../shared/failure.ts'
import { longestFileText } from '../shared/size-limits.ts'
import { isBase64 } from './base64-text.ts'
import { depthOf } from './json-slices.ts'

export interface JsonText {
  readonly kind: 'json'
  readonly text: string
  readonly value: unknown
}

export type FileText =
  | JsonText
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'other'; readonly seems: FileKind }

/** JSON as it stands, or in Base64 with any white space in it; line feeds and marks around it do not matter. */
export function readFileText(content: string): FileText {
  if (content.length > longestFileText) return { kind: 'too-large' }
  const text = content.replace(/^\uFEFF/, '').trim()
  if (text === '') return { kind: 'empty' }
  const plain = parseJson(text)
  if (plain !== null) return plain
  const decoded = decodeBase64(text)
  const coded = decoded === null ? null : parseJson(decoded)
  return coded ?? { kind: 'other', seems: guessKind(text) }
}

/** JSON text, unless it is nested deeper than any answer. */
export function parseJson(text: string): JsonText | null {
  if (!/^\s*[{[]/.test(text) || depthOf(text, deepest) > deepest) return null
  try {
    return { kind: 'json', text, value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** No answer is nested like this; readers that call themselves would run out of stack. */
const deepest = 64

function decodeBase64(text: string): string | null {
  const compact = text.replace(/\s+/g, '')
  if (!isBase64(compact)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'))
  } catch {
    return null
  }
}

/** By what a file begins with. Its text was decoded as UTF-8, so bytes above 127 may be lost. */
const beginnings: readonly (readonly [RegExp, FileKind])[] = [
  [/^%PDF/, 'pdf'],
  [/^PK.{2}|^Rar!|^7z/s, 'archive'],
  [/^.{0,2}PNG|^GIF8|^.{0,10}JFIF|^RIFF/s, 'image'],
  [/^MZ|^.ELF/s, 'program'],
  [/^</, 'web-page'],
  [/^[{[]/, 'json'],
  [/^[A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8}){2,7}$/i, 'license-key'],
]

function guessKind(text: string): FileKind {
  const known = beginnings.find(([pattern]) => pattern.test(text))?.[1]
  if (known !== undefined) return known
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell a binary file from a text.
  return /[\u0000-\u0008\uFFFD]/.test(text.slice(0, 1000)) ? 'unknown' : 'text'
}
