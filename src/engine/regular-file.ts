import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** The text of the regular file at `path`. Throws for any other thing, which could be waited for or never end. */
export function readRegularText(path: string, largestBytes: number): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const found = fstatSync(file)
    if (!found.isFile() || found.size > largestBytes) throw new Error('no small file')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}
