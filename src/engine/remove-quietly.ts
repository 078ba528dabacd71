import { rmSync } from 'node:fs'

/** Removes a file whose staying does no harm. Never throws: where one cannot be written, it often cannot be looked for. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Left behind.
  }
}
