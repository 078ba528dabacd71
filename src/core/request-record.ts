/** What a computer remembers of the requests that it has made: enough to know the answer, and nothing that is secret. */
import { z } from 'zod'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type OpenRequest, requestKinds } from '../shared/wizard-view.ts'
import type { OfflineRequest } from './offline-request.ts'

/** `open` waits for its answer; `superseded` is older than an answer that was taken, `discarded` by the person. */
const requestStates = ['open', 'answered', 'superseded', 'discarded'] as const

const requestRecordSchema = z.object({
  id: z.string().min(1).max(100),
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  hardwareId: z.string().max(200),
  product: z.string().max(200),
  createdAt: z.iso.datetime({ precision: 3 }),
  /** SHA-256 of the file's text, lower-case hex: tells whether a file at hand is this request. */
  hash: z.string().max(64),
  fileName: z.string().max(300).nullable(),
})
export type RequestRecord = z.infer<typeof requestRecordSchema>

/**
 * The content of the file that keeps them. Unsigned: a person who changes it can have a good answer refused, or one that
 * was used taken once more. It never lets an answer in that the license server has not made for this computer.
 */
export const requestListSchema = z.object({
  format: z.literal('activation-wizard/requests'),
  version: z.literal(1),
  requests: z.array(requestRecordSchema).max(1000),
})
export type RequestList = z.infer<typeof requestListSchema>

export function toRequestRecord(request: OfflineRequest, fileName: string | null): RequestRecord {
  const { id, kind, hardwareId, product, createdAt, hash } = request
  return { id, kind, state: 'open', hardwareId, product, createdAt, hash, fileName }
}

/** The open requests of this product and computer, newest first. */
export function openRequestsOf(records: readonly RequestRecord[], hardwareId: string, product: string): OpenRequest[] {
  return records
    .filter((record) => record.state === 'open' && record.hardwareId === hardwareId && record.product === product)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map(({ id, kind, createdAt, fileName }) => ({ id, kind, createdAt, fileName }))
}

/**
 * The open request that an answer with this id belongs to. Fails with `not-ours-request`, `not-ours-older-request`,
 * `not-ours-used-answer`.
 */
export function findRequest(records: readonly RequestRecord[], id: string | null): Result<RequestRecord> {
  const record = records.find((candidate) => candidate.id === id && candidate.kind === 'activation')
  if (record === undefined) return fail(makeFailure('not-ours-request'))
  return record.state === 'open' ? succeed(record) : fail(closedFailure(records, record))
}

function closedFailure(records: readonly RequestRecord[], record: RequestRecord): Failure {
  const requestedAt = record.createdAt
  if (record.state === 'answered') return makeFailure('not-ours-used-answer', { requestedAt })
  const newer = records.filter(({ createdAt, kind }) => kind === 'activation' && createdAt > requestedAt)
  const openRequestAt = newer
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1)
  return makeFailure('not-ours-older-request', { requestedAt, openRequestAt })
}

/** The records once the license was given back: no answer may bring it back. */
export function withoutOpenActivations(records: readonly RequestRecord[]): RequestRecord[] {
  return records.map((record) =>
    record.state === 'open' && record.kind === 'activation' ? { ...record, state: 'superseded' } : record,
  )
}

/** The records once the answer to `id` is saved: that one is used, and everything older can no longer be answered. */
export function afterAnswer(records: readonly RequestRecord[], id: string): RequestRecord[] {
  const answered = records.find((record) => record.id === id)
  return records.map((record) => {
    if (record.id === id) return { ...record, state: 'answered' }
    const isOlder = record.state === 'open' && answered !== undefined && record.createdAt < answered.createdAt
    return isOlder ? { ...record, state: 'superseded' } : record
  })
}
