/** Finds the request that an answer belongs to, and tells one that was taken before. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { RequestRecord } from './request-record.ts'
import type { VerifiedBody } from './response-signature.ts'

/** What an answer tells of the request that it belongs to. */
export interface AnswerNames {
  /** Request that it names; null where it names none. */
  readonly requestId: string | null
  readonly marks: AnswerMarks
  /** True for a request of this product and computer, for whoever the answer is for. */
  readonly fits: (request: RequestRecord) => boolean
}

/** How an answer comes: to a request that waits, to one that has a license already, or once more. */
export interface FoundRequest {
  readonly request: RequestRecord
  readonly standing: 'open' | 'answered' | 'taken'
}

/**
 * The request of an answer, if it can be answered. Fails with `not-ours-request`, `not-ours-older-request`,
 * `not-ours-used-answer`.
 */
export function findRequest(records: readonly RequestRecord[], names: AnswerNames): Result<FoundRequest> {
  const request = requestOf(records, names)
  if (request === null) return fail(makeFailure('not-ours-request'))
  const { state } = request
  const isTaken = request.marks?.includes(names.marks.content) === true
  if (state === 'answered' && isTaken) return succeed({ request, standing: 'taken' })
  if (state === 'open') return succeed({ request, standing: state })
  // A longer list may follow for a request that is known, and for no other one.
  const isKnown = names.requestId !== null || isMarked(request, names)
  if (state === 'answered' && isKnown) return succeed({ request, standing: state })
  return fail(closedFailure(records, request))
}

/**
 * The request that an answer belongs to, in whatever state: the one that it was taken for, else the one that it names.
 * For an answer that names none, the newest open request that fits, else the newest of all.
 */
export function requestOf(records: readonly RequestRecord[], names: AnswerNames): RequestRecord | null {
  const asked = records
    .filter(({ kind }) => kind === 'activation')
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const marked = asked.filter((record) => isMarked(record, names))
  // An answer whose license was given back never counts again, whatever else is known of it.
  const known = marked.find(({ state }) => state === 'returned') ?? marked[0]
  if (known !== undefined) return known
  if (names.requestId !== null) return asked.find(({ id }) => id === names.requestId) ?? null
  const open = asked.filter(({ state }) => state === 'open')
  return open.find(names.fits) ?? asked.find(names.fits) ?? open[0] ?? null
}

function isMarked({ marks = [] }: RequestRecord, names: AnswerNames): boolean {
  const sought = allMarks(names.marks)
  return marks.some((mark) => sought.includes(mark))
}

/** Why a request can no longer be answered. */
export function closedFailure(records: readonly RequestRecord[], record: RequestRecord): Failure {
  const requestedAt = record.createdAt
  if (record.state === 'answered' || record.state === 'returned') {
    return makeFailure('not-ours-used-answer', { requestedAt })
  }
  const newer = records.filter(({ createdAt, kind }) => kind === 'activation' && createdAt > requestedAt)
  const openRequestAt = newer
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1)
  return makeFailure('not-ours-older-request', { requestedAt, openRequestAt })
}

const signedSchema = z.object({ bundle_signature_v2: z.string().optional().catch(undefined) })
const itemSchema = z.object({
  license_signature_v2: z.string().optional().catch(undefined),
  product_details: z.object({ short_code: z.string() }),
})

/** By what a verified answer is known again: SHA-256, lower-case hex. Form, white space and order make no difference. */
export interface AnswerMarks {
  /** Of all licenses together: the very same answer. */
  readonly content: string
  /** Of the bundle's signature, and of that of the bundle's own license, which no answer can do without. */
  readonly signatures: readonly string[]
}

export function marksOf(text: string, { text: list }: VerifiedBody, product: string): AnswerMarks {
  const bundle = signedSchema.safeParse(JSON.parse(text)).data?.bundle_signature_v2
  const licenses = z.array(z.unknown()).safeParse(JSON.parse(list)).data ?? []
  const items = licenses.flatMap((license) => itemSchema.safeParse(license).data ?? [])
  const own = items.find(({ product_details }) => product_details.short_code === product)?.license_signature_v2
  const signatures = [bundle, own].filter((signature) => signature !== undefined && signature !== '')
  const texts = licenses.map((license) => JSON.stringify(license)).sort()
  return { content: markOf(texts.join('\n')), signatures: signatures.map((signature) => markOf(String(signature))) }
}

export function allMarks({ content, signatures }: AnswerMarks): string[] {
  return [content, ...signatures]
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
