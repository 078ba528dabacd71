import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** In place of `xdg-open` and `xdg-email`: they note what they are to open. Gives back the folder for `PATH`. */
export function makeOpeners(folder: string): string {
  const openers = join(folder, 'openers')
  mkdirSync(openers, { recursive: true })
  for (const name of ['xdg-open', 'xdg-email']) {
    const path = join(openers, name)
    writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${noteOf(folder)}'\n`, { mode: 0o755 })
  }
  return openers
}

/** What was opened outside of the wizard so far, oldest first. */
export function openedAddresses(folder: string): string[] {
  return existsSync(noteOf(folder)) ? readFileSync(noteOf(folder), 'utf8').trimEnd().split('\n') : []
}

function noteOf(folder: string): string {
  return join(folder, 'opened-addresses')
}
