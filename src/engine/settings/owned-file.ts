/** Reads a file only where nobody but its believed owners could have written it. */
import { lstatSync, type Stats, statSync } from 'node:fs'
import type { Expectation } from '../../shared/configuration-problem.ts'
import { readSmallFile, type UnreadFile } from '../small-file.ts'
import type { OwnerRules } from './policy-place.ts'

/** Far more than any file of settings. */
export const largestSettingsBytes = 65_536

export type FileStat = Pick<Stats, 'uid' | 'mode'>
/** Of a folder at `path`, or of the file there that was `opened` and read. */
export type Stat = (path: string, opened?: Stats) => FileStat

export type ReadBytes =
  | { readonly ok: true; readonly bytes: Buffer | null }
  | { readonly ok: false; readonly expected: Expectation }

const systemStat: Stat = (path, opened) => opened ?? statSync(path)

/**
 * The bytes of the file, null where there is none. An administrator may put a link there: the file behind it is judged,
 * and what was judged is what is read. Expects `file`, `admin-owned`, or `readable-policy` where something is there and
 * cannot be read.
 */
export function readOwnedFile(path: string, rules: OwnerRules, stat: Stat = systemStat): ReadBytes {
  const read = readSmallFile(path, largestSettingsBytes, 'named')
  if (!read.ok && read.reason === 'missing' && !isDanglingLink(path)) return { ok: true, bytes: null }
  if (!read.ok) return { ok: false, expected: isOdd(read.reason) ? 'file' : 'readable-policy' }
  try {
    const judged = [stat(path, read.stats), ...rules.folders.map((folder) => stat(folder))]
    const isTrusted = judged.every((one) => isOwned(one, rules))
    return isTrusted ? { ok: true, bytes: read.bytes } : { ok: false, expected: 'admin-owned' }
  } catch {
    return { ok: false, expected: 'readable-policy' }
  }
}

function isOdd(reason: UnreadFile['reason']): boolean {
  return reason === 'not-a-file' || reason === 'too-large'
}

/** An administrator has decided something, and it is not to be had: that is not the same as no decision. */
function isDanglingLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

/** Group and others may not write: a policy that anybody can write is not a policy. */
function isOwned({ uid, mode }: FileStat, { owners }: OwnerRules): boolean {
  return owners === null || (owners.includes(uid) && (mode & 0o022) === 0)
}
