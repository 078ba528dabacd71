/** Failures of reading and writing files: which file, what the system said, why, and whose it is. */
import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Failure, type FailureDetails, makeFailure } from '../shared/failure.ts'
import type { FileCause } from '../shared/file-cause.ts'
import { codeOf } from './error-code.ts'
import { isHomeless } from './home-folder.ts'
import type { UnreadFile } from './small-file.ts'
import { userNameOf } from './user-name.ts'

/** `cannot-write` for `path`, a file or the folder of one; `error` is what the attempt has thrown. */
export function toWriteFailure(path: string, error: unknown): Failure {
  return makeFailure('cannot-write', toFileDetails(path, error))
}

/**
 * `cannot-read` for a file that is there, `cannot-read-folder` for one that may be there: the folder does not let anybody
 * look. The path is that of what has to be changed.
 */
export function toReadFailure(
  path: string,
  { reason, systemCode }: Pick<UnreadFile, 'reason' | 'systemCode'>,
): Failure {
  if (reason === 'not-a-file') return makeFailure('cannot-read', { path, cause: 'not-a-file' })
  const details = toFileDetails(path, systemCode)
  if (details.cause === 'no-home') return makeFailure('cannot-read-folder', details)
  const seen = nearestOf(path)
  return makeFailure(seen.path === path ? 'cannot-read' : 'cannot-read-folder', { ...details, path: seen.path })
}

/** The facts of an error of the system, which may be given by its code alone. A home that is not there has no path. */
export function toFileDetails(path: string, error: unknown): FailureDetails {
  const code = typeof error === 'string' ? error : codeOf(error)
  const system = typeof code === 'string' ? { systemCode: code.slice(0, 40) } : {}
  if (isHomeless(path)) return { cause: 'no-home', ...system }
  const owner = ownerOf([...pathsOf(error), path])
  const cause = causeOf(system.systemCode, error, owner !== null)
  const isTold = cause === 'no-permission' && owner !== null
  return { path, cause, ...system, ...(isTold && { owner: userNameOf(owner).slice(0, 200) }) }
}

function causeOf(code: string | undefined, error: unknown, isForeign: boolean): FileCause {
  const isHeld = process.platform === 'win32' && /^(?:rename|unlink)$/.test(syscallOf(error))
  switch (code) {
    case 'EACCES':
      return isHeld ? 'in-use' : 'no-permission'
    case 'EPERM':
      if (isHeld) return 'in-use'
      // Root is refused by a mark on the file alone, and so is the owner.
      return isForeign || process.platform === 'win32' ? 'no-permission' : 'protected'
    case 'EROFS':
      return 'read-only'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full'
    case 'EBUSY':
    case 'ETXTBSY':
      return 'in-use'
    case 'ENOENT':
      return 'folder-gone'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'not-a-folder'
    default:
      return 'other'
  }
}

/** Number of the user to whom the first of `paths` that is there belongs; null where that is this user, or root asks. */
function ownerOf(paths: readonly string[]): number | null {
  const me = process.geteuid?.()
  if (me === undefined || me === 0) return null
  const seen = paths.map((path) => ({ ...nearestOf(path), asked: path }))
  const { uid = me } = seen.find(({ path, asked }) => path === asked) ?? seen[0] ?? {}
  return uid === me ? null : uid
}

/** `path`, or the nearest folder above it of which the system tells anything. */
function nearestOf(path: string): { readonly path: string; readonly uid: number } {
  try {
    return { path, uid: lstatSync(path).uid }
  } catch {
    const above = dirname(path)
    return above === path ? { path, uid: 0 } : nearestOf(above)
  }
}

/** Paths that decide about what was tried: the target first, where something is to take its place. */
function pathsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { dest, path } = error as { readonly dest?: unknown; readonly path?: unknown }
  const named = [dest, path].filter((one): one is string => typeof one === 'string')
  // Who may not remove a file may not change its folder.
  return syscallOf(error) === 'unlink' && codeOf(error) === 'EACCES' ? named.map((one) => dirname(one)) : named
}

function syscallOf(error: unknown): string {
  return error instanceof Error && 'syscall' in error ? String(error.syscall) : ''
}
