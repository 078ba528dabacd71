/**
 * Finds JSON text in a mail that somebody pasted or saved: behind `> ` marks, between a greeting and a signature, in
 * Base64 of short lines, in quoted-printable. It trusts nothing: what it finds is read and verified like any other file.
 */
import { type JsonText, parseJson } from './file-text.ts'
import { endOfJson } from './json-slices.ts'

/** The first JSON in `content` that `isMeant` takes; null where there is none. */
export function findInMail(content: string, isMeant: (value: unknown) => boolean): JsonText | null {
  const text = withoutMarks(content)
  const readings = isQuotedPrintable(text) ? [withoutMarks(decodeQuotedPrintable(text)), text] : [text]
  for (const reading of readings) {
    const found = findPlain(reading, isMeant) ?? findCoded(reading, isMeant)
    if (found !== null) return found
  }
  return null
}

/** True where each `=` stands for a character or for a line that goes on: no Base64, and no JSON with Base64 in it. */
export function isQuotedPrintable(text: string): boolean {
  return /=3D|=[ \t]*\r?\n/i.test(text) && !/=(?![0-9A-F]{2}|[ \t]*(?:\r?\n|$))/i.test(text)
}

function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/=[ \t]*(?:\r?\n|$)/g, '')
    .replace(/(?:=[0-9A-F]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8'))
}

function withoutMarks(text: string): string {
  return text.replace(/^[ \t]*(?:>[ \t]?)+/gm, '')
}

/** A text with many brackets and no JSON is not read again from each of them. */
const mostStarts = 50
const mostReadings = 3

function findPlain(text: string, isMeant: (value: unknown) => boolean): JsonText | null {
  const starts = /[{[]/g
  let left = text.length * mostReadings
  for (let count = 0; count < mostStarts && left > 0; count += 1) {
    const start = starts.exec(text)?.index
    if (start === undefined) return null
    const end = endOfJson(text, start)
    const found = end === null ? null : readWrapped(text.slice(start, end))
    if (found !== null && isMeant(found.value)) return found
    left -= (end ?? text.length) - start
    if (found !== null && end !== null) starts.lastIndex = end
  }
  return null
}

/** A mail program may have broken a line inside of a string, where JSON allows none. */
function readWrapped(text: string): JsonText | null {
  return parseJson(text) ?? parseJson(text.replace(/[\r\n]+/g, ''))
}

/** Base64 of `{` or `[` with what can follow in JSON. */
const beginning = /(?<![A-Za-z0-9+/])(?:ey|ew|e3|W3|Ww|Wy)[A-Za-z0-9+/]{6}/g
const notCode = /[^A-Za-z0-9+/\s\u200B-\u200F\u2060]/g
const betweenCode = /[\s\u200B-\u200F\u2060]+/g

function findCoded(text: string, isMeant: (value: unknown) => boolean): JsonText | null {
  let left = text.length * mostReadings
  for (const { index } of text.matchAll(beginning)) {
    notCode.lastIndex = index
    const end = notCode.exec(text)?.index ?? text.length
    const found = readCoded(text.slice(index, end).replace(betweenCode, ''))
    if (found !== null && isMeant(found.value)) return found
    left -= end - index
    if (left <= 0) return null
  }
  return null
}

/** JSON in Base64 digits. Words of the mail may follow on the next line and look like digits too. */
function readCoded(digits: string): JsonText | null {
  const bytes = Buffer.from(digits, 'base64')
  const end = endOfJson(bytes.toString('latin1'), 0)
  if (end === null) return null
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end)))
  } catch {
    return null
  }
}
