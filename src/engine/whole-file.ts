/**
 * Writes files whole, for every part of the wizard: on the disk under a name that nobody can know, then under their own.
 * A link in the place of a file is replaced and never written through. Everything here throws where it cannot be done.
 * Source: docs/decisions/0032-files.md.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './error-code.ts'
import { removeQuietly } from './remove-quietly.ts'

/** A name for what is not whole yet. One of its own: a person may have a file `x.req.part` too. */
export function partIn(folder: string): string {
  return join(folder, `.${randomUUID()}.part`)
}

/** True for the names that `partIn` gives. */
export function isPartName(name: string): boolean {
  return /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/.test(name)
}

/** Writes `text` at `path` where nothing is yet. False where something is there: that stays as it is. */
export async function writeNewFile(path: string, text: string): Promise<boolean> {
  return writeAside(path, text, async (part) => {
    try {
      await link(part, path)
      syncFolder(dirname(path))
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      // A file system without links, such as FAT: the lock of the folder keeps other runs from this name.
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false
      await giveNameLater(part, path)
      return true
    } finally {
      await rm(part, { force: true })
    }
  })
}

/** Writes `text` at `path`, in the place of what is there. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeAside(path, text, (part) => giveNameLater(part, path))
}

/** Writes `text` beside `path` and has `give` make of that what is wanted. Where it throws, nothing is left behind. */
export async function writeAside<T>(path: string, text: string, give: (part: string) => Promise<T>): Promise<T> {
  const part = partIn(dirname(path))
  try {
    // Names of people and keys are in these files: for the owner alone.
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    return await give(part)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Gives a file that is on the disk the name `path`, in the place of what has it. */
export async function giveNameLater(part: string, path: string): Promise<void> {
  await rename(part, path)
  syncFolder(dirname(path))
}

/** The same as `writeAside`, done when it comes back. `mode` is that of a new file, which the mask of the user narrows. */
export function writeAsideNow(
  path: string,
  content: string | Uint8Array,
  mode: number,
  give: (part: string) => void,
): void {
  const part = partIn(dirname(path))
  try {
    const file = openSync(part, 'wx', mode)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    give(part)
  } catch (error) {
    removeQuietly(part)
    throw error
  }
}

/** The same as `giveNameLater`, done when it comes back. */
export function giveName(part: string, path: string): void {
  renamePatiently(part, path)
  syncFolder(dirname(path))
}

const heldMs = 1000
const heldCodes: ReadonlySet<unknown> = new Set(['EACCES', 'EBUSY', 'EPERM'])

/** On Windows a virus scanner can hold a new file for a moment. */
function renamePatiently(part: string, path: string): void {
  for (const until = performance.now() + heldMs; ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)) {
    try {
      renameSync(part, path)
      return
    } catch (error) {
      const mayPass = process.platform === 'win32' && heldCodes.has(codeOf(error))
      if (!mayPass || performance.now() >= until) throw error
    }
  }
}

/** Brings what was written to the file at `path` to the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Without it a loss of power can undo the new name of a file. Windows and some file servers know no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  try {
    const opened = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY)
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch {
    // The file has its name all the same.
  }
}

const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDWR, O_WRONLY } = constants

/**
 * Opens a file to add to, and makes it where it is missing. Never the target of a link, and never a pipe, which would be
 * waited for or take what is written with it: others can write here.
 */
export async function openToAppend(path: string): ReturnType<typeof open> {
  checkAppendable(path)
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw notAFile(path)
}

/** Adds `text` to the file at `path` in the same way. `largestBytes` is the size above which `makeRoom` is called first. */
export function appendToFile(path: string, text: string, largestBytes: number, makeRoom: () => void): void {
  const found = checkAppendable(path)
  if (found !== undefined && found.size > largestBytes) makeRoom()
  const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  try {
    if (!fstatSync(file).isFile()) throw notAFile(path)
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
}

/** What is at `path`; undefined where nothing is. On Windows this look alone keeps from a link. */
function checkAppendable(path: string): { readonly size: number } | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile()) throw notAFile(path)
  return found
}

function notAFile(path: string): Error {
  return Object.assign(new Error('not a file'), { syscall: 'open', path })
}
