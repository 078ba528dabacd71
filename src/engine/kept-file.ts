/** Writes the files that the wizard keeps, and the only user of electron-store: whole, flushed, then renamed. */
import { chmodSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Store from 'electron-store'
import { makeFolder } from './make-folder.ts'

/** Who may read what is kept: the person alone, since names are in it, or all users of the computer. */
export type Readers = 'owner' | 'everyone'

/** Modes of POSIX systems. They mean nothing on Windows, where the folder's rights count. */
const modes = { owner: { file: 0o600, folder: 0o700 }, everyone: { file: 0o644, folder: 0o755 } } as const

export function keptFileModeFor(readers: Readers): number {
  return modes[readers].file
}

/** Makes `folder` and what is missing above it. Throws where that is not possible. */
export function makeKeptFolder(folder: string, readers: Readers): void {
  const mode = modes[readers].folder
  const first = makeFolder(folder, mode)
  if (first === undefined || readers === 'owner') return
  // The mask of an administrator's shell must not lock everybody else out of what was made for them.
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, mode)
}

/** Writes `value` as `<folder>/<name>.<ending>` and gives back its path. Throws where that is not possible. */
export function writeKeptFile(
  folder: string,
  name: string,
  ending: string,
  value: Record<string, unknown>,
  readers: Readers = 'owner',
): string {
  makeKeptFolder(folder, readers)
  const path = join(folder, `${name}.${ending}`)
  const mode = keptFileModeFor(readers)
  const store = openStore({ folder, name, ending, path, mode })
  store.store = value
  if (readers === 'everyone') chmodSync(path, mode)
  return path
}

interface KeptPlace {
  readonly folder: string
  readonly name: string
  readonly ending: string
  readonly path: string
  readonly mode: number
}

/** electron-store reads what is there first, and refuses a file that is no JSON: such a one is nobody's any more. */
function openStore({ folder, name, ending, path, mode }: KeptPlace): Store {
  const open = (): Store =>
    new Store({
      cwd: folder,
      name,
      fileExtension: ending,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: mode,
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
