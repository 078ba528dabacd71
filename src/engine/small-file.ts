/**
 * Reads small files, for every part of the wizard. Whatever lies at a path - a pipe, a device, a folder, a link to one of
 * them, a file of a terabyte - the call comes back at once and says what it found. Nothing here throws or waits.
 * Source: docs/decisions/0032-files.md.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs'
import { codeOf, toSystemDetails } from './error-code.ts'

/**
 * `own`: a file that the wizard keeps. A link in its place is not followed: the wizard makes none.
 * `named`: a file that a person or an administrator names. A link to a regular file is as good as the file.
 */
export type FileOrigin = 'own' | 'named'

export type SmallFile =
  | { readonly ok: true; readonly bytes: Buffer; readonly stats: Stats }
  | ({ readonly ok: false } & UnreadFile)

export interface UnreadFile {
  /** `not-a-file`: a pipe, a device, a folder; for an `own` file a link too. `cannot-read`: the system refuses. */
  readonly reason: 'missing' | 'not-a-file' | 'too-large' | 'cannot-read'
  /** The system's own word, such as `EACCES`; only where the reason is `cannot-read`. */
  readonly systemCode?: string
}

/** The bytes of the regular file at `path`, which are `largestBytes` at most, and what the system says of it. */
export function readSmallFile(path: string, largestBytes: number, origin: FileOrigin = 'own'): SmallFile {
  try {
    const found = origin === 'own' ? lstatSync(path) : statSync(path)
    // Not opened at all: some devices act when they are opened, and a pipe's writer would go on.
    const unfit = judge(found, largestBytes)
    if (unfit !== null) return unfit
    return isInArchive(path)
      ? { ok: true, bytes: readFileSync(path), stats: found }
      : readOpened(path, largestBytes, origin)
  } catch (error) {
    return toUnread(error)
  }
}

/** The same as UTF-8 text; null where it cannot be had, whatever the reason. */
export function readSmallText(path: string, largestBytes: number, origin: FileOrigin = 'own'): string | null {
  const read = readSmallFile(path, largestBytes, origin)
  return read.ok ? read.bytes.toString('utf8') : null
}

/** Judges and reads the same open file: another one can have taken its place since it was looked at. */
function readOpened(path: string, largestBytes: number, origin: FileOrigin): SmallFile {
  // Windows has neither flag, and no pipes among its files.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (origin === 'own' ? O_NOFOLLOW : 0))
  try {
    const stats = fstatSync(file)
    const unfit = judge(stats, largestBytes)
    if (unfit !== null) return unfit
    const bytes = readUpTo(file, stats.size, largestBytes)
    return bytes === null ? { ok: false, reason: 'too-large' } : { ok: true, bytes, stats }
  } finally {
    closeSync(file)
  }
}

function judge(found: Stats, largestBytes: number): SmallFile | null {
  if (!found.isFile()) return { ok: false, reason: 'not-a-file' }
  return found.size > largestBytes ? { ok: false, reason: 'too-large' } : null
}

/** All that an open regular file holds, null for more than `largestBytes`: it can grow, and `/proc` tells no size. */
export function readUpTo(file: number, size: number, largestBytes: number): Buffer | null {
  const chunks: Buffer[] = []
  let total = 0
  // One byte more than the file has, so that its end is seen with the second call.
  for (let room = size + 1; total <= largestBytes; room = 65_536) {
    const chunk = Buffer.allocUnsafe(room)
    const length = readSync(file, chunk)
    if (length === 0) return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, total)
    chunks.push(chunk.subarray(0, length))
    total += length
  }
  return null
}

function toUnread(error: unknown): SmallFile {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, reason: 'missing' }
  // A link that took the place of the file just now, a socket, a device without a driver.
  if (code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR') return { ok: false, reason: 'not-a-file' }
  return { ok: false, reason: 'cannot-read', ...toSystemDetails(error) }
}

/** Electron opens a file in its archive by way of a copy on the disk. What is in there is regular, and does not change. */
function isInArchive(path: string): boolean {
  return process.versions['electron'] !== undefined && /\.asar[\\/]/.test(path)
}
