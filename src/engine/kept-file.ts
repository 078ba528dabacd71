/** Writes the files that the wizard keeps, and the only user of electron-store: whole, flushed, then renamed. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'

/** Names are in it: the owner alone may read it. It means nothing on Windows, where the folder's rights count. */
export const keptFileMode = 0o600

/** Writes `value` as `<folder>/<name>.<ending>` and gives back its path. Throws where that is not possible. */
export function writeKeptFile(folder: string, name: string, ending: string, value: Record<string, unknown>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.${ending}`)
  const store = openStore(folder, name, ending, path)
  store.store = value
  return path
}

/** electron-store reads what is there first, and refuses a file that is no JSON: such a one is nobody's any more. */
function openStore(folder: string, name: string, ending: string, path: string): Store {
  const open = (): Store =>
    new Store({
      cwd: folder,
      name,
      fileExtension: ending,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: keptFileMode,
      serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
    })
  try {
    return open()
  } catch (error) {
    // Any other trouble is no reason to lose a file: it may only be locked for a moment.
    if (!(error instanceof SyntaxError)) throw error
    rmSync(path, { force: true })
    return open()
  }
}
