import { statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { userNameOf } from './user-name.ts'

/**
 * Name of the user whose home root is about to write `folder` into, as `sudo` does where it keeps `HOME`: that user can
 * then not read it. null for anybody who is not root, for a folder elsewhere, and for root's own home.
 */
export function ownerOfHomeFor(folder: string, home: string): string | null {
  if (process.geteuid?.() !== 0 || !folder.startsWith(join(home, sep))) return null
  const uid = ownerOf(home)
  return uid === 0 ? null : userNameOf(uid)
}

/** 0 for a home that is not there: root would make it. */
function ownerOf(home: string): number {
  try {
    return statSync(home).uid
  } catch {
    return 0
  }
}
