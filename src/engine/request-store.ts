/**
 * Remembers the requests of this computer in `<license folder>/requests/<bundle>.json`, so that the wizard can be closed
 * between a request and its answer. A list that cannot be read is moved aside: its answers then have to be asked for anew.
 */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { type RequestRecord, requestListSchema } from '../core/request-record.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { toReadFailure, toWriteFailure } from './file-failure.ts'
import { writeKeptFile } from './kept-file.ts'
import { readSmallFile } from './small-file.ts'

const largestBytes = 1_048_576
/** Older ones are forgotten first; their answers are then refused as unknown. */
const mostRequests = 500

export interface RequestStore {
  /** None where the list cannot be read. */
  readonly list: () => readonly RequestRecord[]
  /** Why the list that is there cannot be read, `cannot-read-folder`; null where nothing is in the way. */
  readonly trouble: () => Failure | null
  /** Adds a record, or puts the newer one of the same id in its place. Fails with `cannot-write`. */
  readonly keep: (record: RequestRecord) => Result<null>
  /** Changes all records at once. Fails with `cannot-write`. */
  readonly change: (change: (records: readonly RequestRecord[]) => readonly RequestRecord[]) => Result<null>
}

export function openRequestStore(licenseFolder: string, bundleCode: string, now: () => Date): RequestStore {
  const folder = join(licenseFolder, 'requests')
  const path = join(folder, `${bundleCode}.json`)

  /** Throws where the file is there and cannot be read: what cannot be read must not be written anew. */
  const read = (): readonly RequestRecord[] => {
    const found = readSmallFile(path, largestBytes)
    if (!found.ok && found.reason === 'missing') return []
    if (!found.ok && found.reason === 'cannot-read')
      throw Object.assign(new Error('unreadable'), { code: found.systemCode, path })
    const parsed = requestListSchema.safeParse(found.ok ? parseJson(found.bytes.toString('utf8')) : null)
    if (parsed.success) return parsed.data.requests
    setAside(path, now())
    return []
  }

  const list = (): readonly RequestRecord[] => {
    try {
      return read()
    } catch {
      return []
    }
  }

  const trouble = (): Failure | null => {
    const found = readSmallFile(path, largestBytes)
    if (found.ok || found.reason !== 'cannot-read') return null
    const { details } = toReadFailure(path, found)
    return makeFailure('cannot-read-folder', { ...details, path: folder })
  }

  const change: RequestStore['change'] = (toNext) => {
    try {
      const requests = toNext(read()).slice(-mostRequests)
      writeKeptFile(folder, bundleCode, 'json', { format: 'activation-wizard/requests', version: 1, requests })
      return succeed(null)
    } catch (error) {
      return fail(toWriteFailure(folder, error))
    }
  }

  const keep = (record: RequestRecord): Result<null> =>
    change((records) => [...records.filter(({ id }) => id !== record.id), record])

  return { list, trouble, keep, change }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function setAside(path: string, now: Date): void {
  try {
    renameSync(path, `${path}.set-aside-${now.toISOString().replaceAll(':', '-')}`)
  } catch {
    // It stays where it is, and is not believed.
  }
}
