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
  /** See `marksOf`. */
  readonly marks: readonly string[]
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
  if (state !== 'returned' && isMarked(request, names)) return succeed({ request, standing: 'taken' })
  if (state === 'open') return succeed({ request, standing: state })
  // A longer list may follow for a request that is named, and for no other one.
  if (state === 'answered' && names.requestId !== null) return succeed({ request, standing: state })
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
  return marks.some((mark) => names.marks.includes(mark))
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

/**
 * By what a verified answer is known again: SHA-256, lower-case hex, of the bundle's signature and of that of the bundle's
 * own license, which no answer can do without. White space, order and form of the file make no difference.
 */
export function marksOf(text: string, { text: list }: VerifiedBody, product: string): string[] {
  const bundle = signedSchema.safeParse(JSON.parse(text)).data?.bundle_signature_v2
  const items = z.array(itemSchema).safeParse(JSON.parse(list)).data ?? []
  const own = items.find(({ product_details }) => product_details.short_code === product)?.license_signature_v2
  return [bundle, own].flatMap((signature) => (signature === undefined || signature === '' ? [] : [markOf(signature)]))
}

function markOf(signature: string): string {
  return createHash('sha256').update(signature).digest('hex')
}
