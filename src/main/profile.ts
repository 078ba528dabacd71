/**
 * The folder in which Chromium keeps what it needs: with one that cannot be written it takes another window for open, or
 * ends the process without a word. So it is tried before, and a temporary one takes its place.
 */
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { toFileDetails } from '../engine/file-failure.ts'
import { makeFolder } from '../engine/make-folder.ts'
import { writeAsideNow } from '../engine/whole-file.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'

export type Profile =
  | { readonly kind: 'usual' }
  /** `failure` says why the usual one cannot be used: `cannot-write-profile`. */
  | { readonly kind: 'temporary'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'none'; readonly failure: Failure }

/** Less than any profile needs; a disk that is full has not even that. */
const trialBytes = 65_536

/** Tries the folder `usual`, which is made where it is missing, else one in the folder `temporary`. */
export function openProfile(usual: string, temporary: string): Profile {
  const failure = tryFolder(usual)
  if (failure === null) return { kind: 'usual' }
  const path = openTemporary(temporary)
  return path === null ? { kind: 'none', failure } : { kind: 'temporary', path, failure }
}

/** Why `folder` cannot be written to; null where it can. Nothing stays in it. */
function tryFolder(folder: string): Failure | null {
  try {
    makeFolder(folder, 0o700)
    writeAsideNow(join(folder, 'trial'), Buffer.alloc(trialBytes), 0o600, (part) => rmSync(part))
    return null
  } catch (error) {
    return makeFailure('cannot-write-profile', toFileDetails(folder, error))
  }
}

/**
 * The same folder for each start of this user, so that a second start finds the window of the first. Where something of
 * somebody else has its name, a new one.
 */
function openTemporary(temporary: string): string | null {
  const path = join(temporary, `activation-profile-${process.getuid?.() ?? 'user'}`)
  try {
    makeFolder(path, 0o700)
    const mine = isMine(path) ? path : mkdtempSync(join(temporary, 'activation-profile-'))
    return tryFolder(mine) === null ? mine : null
  } catch {
    return null
  }
}

/** Others can write to the folder of temporary files, and put a link there. */
function isMine(path: string): boolean {
  const found = lstatSync(path)
  const me = process.getuid?.()
  return found.isDirectory() && (me === undefined || (found.uid === me && (found.mode & 0o077) === 0))
}
