/** Sorts what a person brought: the answer to a request, the request of another computer, or something else. */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type FileText, readFileText } from './file-text.ts'
import { findInMail, isQuotedPrintable } from './mail-text.ts'
import { toQuotedText } from './quoted-text.ts'
import { isRequest } from './request-file.ts'

/** JSON text of a file, by what it is for. */
export interface BroughtFile {
  readonly kind: 'answer' | 'request'
  readonly text: string
}

/**
 * What the content of a file is, alone or in a mail. Fails with `malformed-answer`, `malformed-answer-empty`,
 * `malformed-answer-too-large`, `malformed-answer-is-refusal`.
 */
export function sortFile(content: string): Result<BroughtFile> {
  const file = readBroughtText(content)
  switch (file.kind) {
    case 'empty':
      return fail(makeFailure('malformed-answer-empty'))
    case 'too-large':
      return fail(makeFailure('malformed-answer-too-large'))
    case 'other':
      return fail(makeFailure('malformed-answer', { seems: file.seems }))
    case 'json':
      return sortJson(file)
  }
}

/** The JSON text of a file, also where a mail stands around it. A whole file is taken as it is. */
export function readBroughtText(content: string): FileText {
  const file = readFileText(joinCodes(content))
  // Quoted-printable JSON can still be JSON, with signatures that are none.
  if (file.kind !== 'other' && !(file.kind === 'json' && isQuotedPrintable(content))) return file
  return findInMail(content, isOfLicensing) ?? file
}

/** Whether a JSON value is of this business at all: a web page holds JSON too. */
function isOfLicensing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (isRequest(value) || readRefusal(value) !== null) return true
  const hasLicense = (one: unknown): boolean => typeof one === 'object' && one !== null && 'product_details' in one
  return 'licenses' in value || 'signed' in value || hasLicense(value) || Object.values(value).some(hasLicense)
}

function sortJson({ text, value }: Extract<FileText, { kind: 'json' }>): Result<BroughtFile> {
  if (isRequest(value)) return succeed({ kind: 'request', text })
  const refusal = readRefusal(value)
  if (refusal !== null) return fail(makeFailure('malformed-answer-is-refusal', refusal))
  return succeed({ kind: 'answer', text })
}

/** The error body of the server, saved as a file. */
function readRefusal(value: unknown): { serverCode: string; serverMessage: string } | null {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return null
  const { code, message } = value
  if (typeof code !== 'string' || typeof message !== 'string') return null
  return { serverCode: toQuotedText(code, 200), serverMessage: toQuotedText(message, 500) }
}

/** 99 codes of the largest size hold less. */
const longestCodes = 500_000

/** The parts of a QR code, `2/3:text`, read one after the other in whatever order. */
function joinCodes(content: string): string {
  if (content.length > longestCodes) return content
  const parts = [...content.matchAll(/(\d{1,2})\/(\d{1,2}):([A-Za-z0-9+/=]+)/g)]
  const total = Number(parts[0]?.[2] ?? 0)
  if (total < 2 || parts.length < total || parts.length > 99) return content
  const byNumber = new Map(parts.map((part) => [Number(part[1]), part[3] ?? '']))
  const numbers = Array.from({ length: total }, (_, index) => index + 1)
  return numbers.every((number) => byNumber.has(number))
    ? numbers.map((number) => byNumber.get(number)).join('')
    : content
}
