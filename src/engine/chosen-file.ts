/** Writes a file where a person chooses, by the system's own dialog: that one asks before anything is overwritten. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fail, type Result, succeed } from '../shared/result.ts'
import { toWriteFailure } from './file-failure.ts'
import { giveNameLater, writeAside } from './whole-file.ts'

/** Gives back the full path that was chosen, or null where the person changed their mind. */
export type SaveDialog = (proposal: { readonly path: string; readonly ending: string }) => Promise<string | null>

/** Where files of a person's own go: chosen, written. */
export interface FilePlaces {
  readonly choose: (fileName: string) => Promise<string | null>
  /** `commit` runs when the text is on the disk, before it gets its name; a failure of it takes the text away again. */
  readonly write: (path: string, text: string, commit?: () => Result<unknown>) => Promise<Result<string>>
}

/** The real places, with the system's dialog; `folder` is offered first. */
export function openFilePlaces(ask: SaveDialog, folder: () => string): FilePlaces {
  return {
    choose: (fileName) => choosePlace(ask, folder(), fileName),
    write: writeWhole,
  }
}

/** Asks for a place for `fileName`, first in `folder`; null for a dialog that was closed. */
function choosePlace(ask: SaveDialog, folder: string, fileName: string): Promise<string | null> {
  return ask({ path: freePath(folder, fileName), ending: extname(fileName).slice(1) })
}

/** Writes the whole of `text` or nothing. The value is the path. Fails with `cannot-write`. */
async function writeWhole(
  path: string,
  text: string,
  commit: () => Result<unknown> = () => succeed(null),
): Promise<Result<string>> {
  try {
    return await writeAside(path, text, async (part) => {
      const committed = commit()
      if (committed.ok) await giveNameLater(part, path)
      else await rm(part, { force: true })
      return committed.ok ? succeed(path) : committed
    })
  } catch (error) {
    return fail(toWriteFailure(dirname(path), error))
  }
}

/** The first name that is free: `name.req`, `name (1).req`, `name (2).req`. */
export function freePath(folder: string, fileName: string): string {
  const ending = extname(fileName)
  const stem = fileName.slice(0, fileName.length - ending.length)
  for (let number = 0; number < 1000; number += 1) {
    const path = join(folder, number === 0 ? fileName : `${stem} (${number})${ending}`)
    if (!existsSync(path)) return path
  }
  return join(folder, fileName)
}

/** Folders in which the system shows removable media. */
export function mediaRootsOf(platform: NodeJS.Platform, user: string): string[] {
  if (platform === 'darwin') return ['/Volumes']
  return platform === 'linux' ? [`/media/${user}`, `/run/media/${user}`] : []
}

/** The folder to offer: the removable medium that was attached last, else the desktop. Source: where people carry files. */
export function offeredFolder(desktop: string, mediaRoots: readonly string[]): string {
  const media = mediaRoots.flatMap(listFolders).sort((a, b) => b.since - a.since)
  return media[0]?.path ?? desktop
}

function listFolders(root: string): { path: string; since: number }[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, entry.name))
      .map((path) => ({ path, since: statSync(path).ctimeMs }))
  } catch {
    return []
  }
}
