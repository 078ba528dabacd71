import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'

/** `own`: a file of the wizard, which is no link. `system`: one of the system, which may be a link to a file. */
export type FileOrigin = 'own' | 'system'

/**
 * The bytes of the regular file at `path`, which are `largestBytes` at most; null for more. Throws the system's
 * error, or one without a code where a pipe, a device, a folder or a link lies there: no such thing is opened or waited for.
 */
export function readSmallFile(path: string, largestBytes: number, origin: FileOrigin = 'own'): Buffer | null {
  const isOwn = origin === 'own'
  checkRegular(isOwn ? lstatSync(path) : statSync(path))
  // Windows has neither flag, and no pipes among its files.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants
  const file = openSync(path, O_RDONLY | O_NONBLOCK | (isOwn ? O_NOFOLLOW : 0))
  try {
    // Another thing can have taken its place since it was looked at.
    const found = fstatSync(file)
    checkRegular(found)
    return found.size > largestBytes ? null : readUpTo(file, found.size, largestBytes)
  } finally {
    closeSync(file)
  }
}

function checkRegular(found: Stats): void {
  if (!found.isFile()) throw new Error('not a file')
}

/** The file can grow while it is read. */
function readUpTo(file: number, size: number, largestBytes: number): Buffer | null {
  const chunks: Buffer[] = []
  let total = 0
  for (let room = size + 1; total <= largestBytes; room = 65_536) {
    const chunk = Buffer.allocUnsafe(room)
    const length = readSync(file, chunk)
    if (length === 0) return Buffer.concat(chunks, total)
    chunks.push(chunk.subarray(0, length))
    total += length
  }
  return null
}
