/** The files of a folder of requests, one after the other: a folder of a hundred thousand is never held whole. */
import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { makeFailure } from '../../shared/failure.ts'
import { fail, type Result, succeed } from '../../shared/result.ts'
import { lockFileName } from '../folder-lock.ts'
import { readSmallFile } from '../small-file.ts'

/** Regular files that can be meant: none that is hidden, no link, no folder, nothing of our own. */
export async function* listRequestFiles(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) if (isMeant(entry)) yield entry.name
}

export async function countRequestFiles(folder: string): Promise<number> {
  let count = 0
  for await (const _name of listRequestFiles(folder)) count += 1
  return count
}

function isMeant(entry: Dirent): boolean {
  return entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith(lockFileName)
}

/** null: it is gone, or is no file any more. A failure with `retryable` may pass by itself. */
export type ReadBytes = Result<Buffer> | null

/**
 * The bytes of the file at `path`; `largestBytes` is the most that is read. Fails with `malformed-answer-too-large`,
 * `cannot-read`. Follows no link, should the file have been replaced since it was listed.
 */
export function readRequestFile(path: string, largestBytes: number): ReadBytes {
  const read = readSmallFile(path, largestBytes)
  if (read.ok) return succeed(read.bytes)
  if (read.reason === 'too-large') return fail(makeFailure('malformed-answer-too-large'))
  if (read.reason !== 'cannot-read') return null
  const isForGood = read.systemCode === 'EACCES' || read.systemCode === 'EPERM'
  return fail({ ...makeFailure('cannot-read'), retryable: !isForGood })
}
