import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** More than any file of the system that is read so; what is behind is left out. */
const largestBytes = 65_536

/**
 * The text of a regular file that the system keeps, `/etc/machine-id` or one of `/proc`; null where it is not there or
 * cannot be read. Links are followed, as systems set some of these up. A pipe in its place is not waited for.
 */
export function readSystemText(path: string): string | null {
  let file: number | null = null
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    return fstatSync(file).isFile() ? readStart(file) : null
  } catch {
    return null
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** Files of `/proc` have no size and come in pieces. */
function readStart(file: number): string {
  const bytes = Buffer.alloc(largestBytes)
  let length = 0
  for (let count = -1; count !== 0 && length < largestBytes; length += count) {
    count = readSync(file, bytes, length, largestBytes - length, null)
  }
  return bytes.toString('utf8', 0, length)
}
