import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { removeQuietly } from './remove-quietly.ts'
import { isPartName } from './whole-file.ts'

/** Names that versions before this one gave to what was not whole yet. */
const earlierNames = /\.(?:lic|json)\.tmp-\w+$|\.lic\.part$/

/**
 * Removes what runs that were killed have left half written in `folders`. Where they are not the wizard's own, `isOurs`
 * false, only names that are nobody else's. For whoever holds
 * their lock: what is there and not whole then is nobody's.
 */
export function removeLeftOverParts(folders: readonly string[], isOurs = true): void {
  for (const folder of folders) {
    const parts = namesIn(folder).filter((name) => isPartName(name) || (isOurs && earlierNames.test(name)))
    for (const name of parts) removeQuietly(join(folder, name), isPartName(name))
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
