/** Writes the files that the wizard keeps, and the only user of electron-store: whole, flushed, then renamed. */
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import Store from 'electron-store'
import { makeFolder } from './make-folder.ts'
import { removeQuietly } from './remove-quietly.ts'
import { giveName, partIn, syncFile, writeAsideNow } from './whole-file.ts'

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
  const own = partIn(folder)
  // electron-store reads what is there, follows links and makes names that can be known: in a new folder nothing is there.
  mkdirSync(own, { mode: 0o700 })
  try {
    write({ folder: own, name, ending, mode }, value)
    giveKeptName(join(own, `${name}.${ending}`), path, mode)
  } finally {
    removeQuietly(own, true)
  }
  return path
}

/** Writes `bytes` at `path`, a file of the license folder, as they are. Throws where that is not possible. */
export function writeKeptBytes(path: string, bytes: Uint8Array, mode: number): void {
  writeAsideNow(path, bytes, mode, (part) => giveKeptName(part, path, mode))
}

/**
 * Gives the file `part` the name `path`, in the place of what has it. The mask of an administrator's shell must not lock
 * others out; a file that was somebody's stays theirs. Throws where that is not possible.
 */
export function giveKeptName(part: string, path: string, mode: number): void {
  chmodSync(part, mode)
  const earlier = lstatSync(path, { throwIfNoEntry: false })
  if (earlier?.isFile()) keepOwner(part, earlier)
  else if (earlier?.isDirectory()) setFolderAside(path)
  giveName(part, path)
}

function keepOwner(part: string, { uid, gid }: Stats): void {
  if (process.platform === 'win32' || process.geteuid?.() !== 0) return
  try {
    chownSync(part, uid, gid)
  } catch {
    // A file system without owners.
  }
}

/** A folder cannot be replaced as a link or a pipe is: whoever made it finds it beside. Throws where it has to stay. */
export function setFolderAside(path: string): void {
  renameSync(path, `${path}.set-aside-${randomUUID()}`)
}

interface KeptPlace {
  readonly folder: string
  readonly name: string
  readonly ending: string
  readonly mode: number
}

/** On the disk when it comes back. */
function write({ folder, name, ending, mode }: KeptPlace, value: Record<string, unknown>): void {
  const store = new Store({
    cwd: folder,
    name,
    fileExtension: ending,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    configFileMode: mode,
    serialize: (content) => `${JSON.stringify(content, null, 2)}\n`,
  })
  store.store = value
  // With the variable SNAP, which every terminal inside of a snap sets, it leaves this out.
  syncFile(join(folder, `${name}.${ending}`))
}
