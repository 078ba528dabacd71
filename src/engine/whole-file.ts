/** Writes files whole, for others to find: on the disk before they have a name. Everything here throws. */
import { randomUUID } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './error-code.ts'

/** Writes `text` at `path` where nothing is yet. False where something is there: that stays as it is. */
export async function writeNewFile(path: string, text: string): Promise<boolean> {
  return writeAside(path, text, async (part) => {
    try {
      await link(part, path)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      // A file system without links, such as FAT: the lock of the folder keeps other runs from this name.
      if (existsSync(path)) return false
      await rename(part, path)
      return true
    } finally {
      await rm(part, { force: true })
    }
  })
}

/** Writes `text` at `path`, in the place of what is there. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeAside(path, text, (part) => rename(part, path))
}

/** Writes `text` beside `path` and has `give` make of that what is wanted. Where it throws, nothing is left behind. */
export async function writeAside<T>(path: string, text: string, give: (part: string) => Promise<T>): Promise<T> {
  // A name of its own: a person may have a file `x.req.part` too.
  const part = join(dirname(path), `.${randomUUID()}.part`)
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

/**
 * Opens a file to add to, and makes it where it is missing. Never the target of a link, and never a pipe, which would be
 * waited for or take what is written with it: others can write here.
 */
export async function openToAppend(path: string): ReturnType<typeof open> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw Object.assign(new Error('not a file'), { syscall: 'open', path })
}
