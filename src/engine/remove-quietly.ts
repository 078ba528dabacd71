import { rmSync } from 'node:fs'

/**
 * Removes a file whose staying does no harm, or a folder with what is in it where `isFolder` says so. Never throws: where
 * one cannot be written, it often cannot be looked for.
 */
export function removeQuietly(path: string, isFolder = false): void {
  try {
    rmSync(path, { force: true, recursive: isFolder })
  } catch {
    // Left behind.
  }
}
