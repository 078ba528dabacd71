import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes `folder` and what is missing above it, and gives back the first that was made; undefined where all was there.
 * Throws where that is not possible. Node's own recursive way never ends where a folder that is there takes none, as
 * below `/proc`.
 */
export function makeFolder(folder: string, mode?: number): string | undefined {
  const missing: string[] = []
  for (let at = resolve(folder); !isFolder(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at)
  for (const path of missing) makeOne(path, mode)
  return missing[0]
}

/** Another run can have made it in the same moment. */
function makeOne(path: string, mode: number | undefined): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!isFolder(path)) throw error
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
