/** The files of a folder of requests, one after the other: a folder of a hundred thousand is never held whole. */
import { constants, type Dirent } from 'node:fs'
import { open, opendir } from 'node:fs/promises'
import { makeFailure } from '../../shared/failure.ts'
import { fail, type Result, succeed } from '../../shared/result.ts'
import { codeOf } from '../error-code.ts'
import { lockFileName } from '../folder-lock.ts'

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
 * `cannot-read`. Follows no link and waits for no pipe, should the file have been replaced since it was listed.
 */
export async function readRegularFile(path: string, largestBytes: number): Promise<ReadBytes> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  try {
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const found = await file.stat()
      if (!found.isFile()) return null
      if (found.size > largestBytes) return fail(makeFailure('malformed-answer-too-large'))
      return succeed(await file.readFile())
    } finally {
      await file.close()
    }
  } catch (error) {
    return toReadFailure(error)
  }
}

function toReadFailure(error: unknown): ReadBytes {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ELOOP') return null
  const isForGood = code === 'EACCES' || code === 'EPERM'
  return fail({ ...makeFailure('cannot-read'), retryable: !isForGood })
}
