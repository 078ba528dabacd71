/** Reads a file only where nobody but its believed owners could have written it. */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs'
import type { Expectation } from '../../shared/configuration-problem.ts'
import { codeOf } from '../error-code.ts'
import type { OwnerRules } from './policy-place.ts'

/** Far more than any file of settings. */
export const largestSettingsBytes = 65_536

export type FileStat = Pick<Stats, 'uid' | 'mode' | 'size' | 'isFile'>
/** Of a path, or of an open file. */
export type Stat = (target: string | number) => FileStat

export type ReadBytes =
  | { readonly ok: true; readonly bytes: Buffer | null }
  | { readonly ok: false; readonly expected: Expectation }

const systemStat: Stat = (target) => (typeof target === 'number' ? fstatSync(target) : statSync(target))

/**
 * The bytes of the file, null where there is none. Looked at and read through one open file, so that what was judged is
 * what is read. Expects `admin-owned`, or `readable-policy` where it is there and cannot be read.
 */
export function readOwnedFile(path: string, rules: OwnerRules, stat: Stat = systemStat): ReadBytes {
  let file: number
  try {
    // Without the flag, a pipe of this name would be waited for.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const isAbsent = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
    return isAbsent ? { ok: true, bytes: null } : { ok: false, expected: 'readable-policy' }
  }
  try {
    const judged = stat(file)
    if (!judged.isFile() || judged.size > largestSettingsBytes) return { ok: false, expected: 'file' }
    const isTrusted = [judged, ...rules.folders.map((folder) => stat(folder))].every((one) => isOwned(one, rules))
    return isTrusted ? { ok: true, bytes: readFileSync(file) } : { ok: false, expected: 'admin-owned' }
  } catch {
    return { ok: false, expected: 'readable-policy' }
  } finally {
    closeSync(file)
  }
}

/** Group and others may not write: a policy that anybody can write is not a policy. */
function isOwned({ uid, mode }: FileStat, { owners }: OwnerRules): boolean {
  return owners === null || (owners.includes(uid) && (mode & 0o022) === 0)
}
