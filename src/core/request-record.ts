/** What a computer remembers of the requests that it has made: enough to know the answer, and nothing that is secret. */
import { z } from 'zod'
import { type OpenRequest, requestKinds } from '../shared/wizard-view.ts'
import { holderSchema } from './license-holder.ts'
import type { OfflineRequest } from './offline-request.ts'

/**
 * `open` waits for its answer, `answered` has a license here; `superseded` is older than an answer that was taken,
 * `discarded` by the person; `returned` was answered, and its license was given back since.
 */
const requestStates = ['open', 'answered', 'superseded', 'discarded', 'returned'] as const

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
  /** Who the license was asked for. */
  holder: holderSchema.optional(),
  /** By what the answers that were taken for it are known again; see `AnswerMarks`. */
  marks: z.array(z.string().max(64)).max(50).optional(),
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
  const { id, kind, hardwareId, product, createdAt, hash, holder } = request
  return { id, kind, state: 'open', hardwareId, product, createdAt, hash, fileName, holder }
}

/** The open requests of this product and computer, newest first. */
export function openRequestsOf(records: readonly RequestRecord[], hardwareId: string, product: string): OpenRequest[] {
  return records
    .filter((record) => record.state === 'open' && record.hardwareId === hardwareId && record.product === product)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map(({ id, kind, createdAt, fileName }) => ({ id, kind, createdAt, fileName }))
}

/** The records once the license was given back: no answer may bring it back. */
export function afterReturn(records: readonly RequestRecord[]): RequestRecord[] {
  return records.map((record) => {
    if (record.kind !== 'activation') return record
    if (record.state === 'open') return { ...record, state: 'superseded' }
    return record.state === 'answered' ? { ...record, state: 'returned' } : record
  })
}

const mostMarks = 50

/**
 * The records once an answer to `id` is saved: that one is used, and everything older can no longer be answered. `marks`:
 * by what this answer is known again.
 */
export function afterAnswer(
  records: readonly RequestRecord[],
  id: string,
  marks: readonly string[] = [],
): RequestRecord[] {
  const answered = records.find((record) => record.id === id)
  return records.map((record) => {
    if (record.id === id) {
      const known = [...new Set([...(record.marks ?? []), ...marks])].slice(-mostMarks)
      return { ...record, state: 'answered', marks: known }
    }
    const isOlder = record.state === 'open' && answered !== undefined && record.createdAt < answered.createdAt
    return isOlder ? { ...record, state: 'superseded' } : record
  })
}
