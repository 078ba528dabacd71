/** Reads the small files that a command names, and says kindly what is wrong with one. */
import { readFileSync, statSync } from 'node:fs'
import { decodeText } from '../core/decode-text.ts'
import { UsageError } from '../engine/result/usage-problem.ts'

/**
 * The text of the file at `path`, without a byte order mark; UTF-16 with a mark is read too, as PowerShell writes it.
 * Throws a `UsageError` where there is no such file, or one of more than `largestBytes`.
 */
export function readTextFile(path: string, largestBytes: number): string {
  return decodeText(readFileBytes(path, largestBytes))
}

/** The bytes of a file that is there. Throws a `UsageError` as above. */
export function readFileBytes(path: string, largestBytes: number): Buffer {
  const found = statOf(path)
  if (found === undefined) throw new UsageError('file-missing', { path })
  if (found.isDirectory()) throw new UsageError('file-folder', { path })
  if (found.size > largestBytes) throw new UsageError('file-large', { path })
  try {
    return readFileSync(path)
  } catch {
    throw new UsageError('file-unreadable', { path })
  }
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    throw new UsageError('file-unreadable', { path })
  }
}
