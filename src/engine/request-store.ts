/**
 * Remembers the requests of this computer in `<license folder>/requests/<bundle>.json`, so that the wizard can be closed
 * between a request and its answer. A list that cannot be read is moved aside: its answers then have to be asked for anew.
 */
import { readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type RequestRecord, requestListSchema } from '../core/request-record.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { writeKeptFile } from './kept-file.ts'

const largestBytes = 1_048_576
/** Older ones are forgotten first; their answers are then refused as unknown. */
const mostRequests = 500

export interface RequestStore {
  readonly list: () => readonly RequestRecord[]
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
    const text = readSmallFile(path)
    if (text === null) return []
    const parsed = requestListSchema.safeParse(parseJson(text))
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

  const change: RequestStore['change'] = (toNext) => {
    try {
      const requests = toNext(read()).slice(-mostRequests)
      writeKeptFile(folder, bundleCode, 'json', { format: 'activation-wizard/requests', version: 1, requests })
      return succeed(null)
    } catch {
      return fail(makeFailure('cannot-write', { path: folder }))
    }
  }

  const keep = (record: RequestRecord): Result<null> =>
    change((records) => [...records.filter(({ id }) => id !== record.id), record])

  return { list, keep, change }
}

/** The text of the file, null where there is none; empty for one that is far too large. */
function readSmallFile(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return null
  return found.size > largestBytes ? '' : readFileSync(path, 'utf8')
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
