/**
 * Ends the license of a folder after it was given back: a receipt takes its place, and no copy that could be used again
 * stays. Every step can be the last one, as where the computer loses power:
 *
 * 1. The state says *returned*, with the hashes of all copies. From here on no reader takes them for a license.
 * 2. The copies beside the license file go.
 * 3. The receipt is written, `SUITE.returned-<time>.json`.
 * 4. The license file goes.
 *
 * A file that cannot be removed stays without meaning; `removeReturned` tries again with the next change of the folder.
 */
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Expectation } from '../core/activation-response.ts'
import { toReceipt } from '../core/license-receipt.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { largestLicenseFileBytes } from '../shared/size-limits.ts'
import { codeOf } from './error-code.ts'
import { toFileDetails } from './file-failure.ts'
import { type Readers, writeKeptFile } from './kept-file.ts'
import type { MemoryStore } from './memory-store.ts'
import { removeQuietly } from './remove-quietly.ts'
import { readSmallFile } from './small-file.ts'
import { hashFile, readStoredLicense, sha256Of } from './stored-license.ts'

/** The folder of a license, and what is needed to end that. */
export interface ReturnPlace {
  readonly folder: string
  readonly bundleCode: string
  readonly readers: Readers
  readonly memory: MemoryStore
  readonly now: () => Date
  /** Removes a file. Throws where that is not possible. */
  readonly remove: (path: string) => void
}

/**
 * Ends the license. The value is null, or says which file could not be removed and why: it is no license any more all the
 * same. Fails with `cannot-remove-license` where neither the file could be removed nor the state written: it then stands.
 */
export function endLicense(place: ReturnPlace, expected: Expectation): Result<Failure | null> {
  const { folder, bundleCode, memory, now } = place
  const current = join(folder, `${bundleCode}.lic`)
  const copies = listCopies(place).filter((path) => isReadyMade(path, bundleCode, expected))
  const at = now().toISOString()
  const sha256 = [...new Set([current, ...copies].flatMap((path) => hashFile(path) ?? []))]
  const isMarked = memory.remember({ returned: { at, sha256 }, refusal: null })
  const copyLeft = removeAll(copies, place)
  if (copyLeft !== null && !isMarked) return fail(toFailure('cannot-remove-license', copyLeft))
  const receipt = receiptFor(current, at, at, place)
  const hasReceipt = receipt.write()
  const currentLeft = removeAll([current], place)
  if (currentLeft !== null && !isMarked) {
    removeQuietly(receipt.path)
    return fail(toFailure('cannot-remove-license', currentLeft))
  }
  // On a full disk there is room now.
  if (!hasReceipt) receipt.write()
  const left = currentLeft ?? copyLeft
  return succeed(left === null ? null : toFailure('returned-file-left', left))
}

/** Removes what was given back and could not be removed then, and makes receipts of the whole licenses of earlier versions. */
export function removeReturned(place: ReturnPlace): void {
  const { folder, bundleCode, memory } = place
  const returned = memory.read().returned
  const files = listCopies(place)
  if (returned !== null) {
    const current = join(folder, `${bundleCode}.lic`)
    const ended = [current, ...files].filter((path) => returned.sha256.includes(hashFile(path) ?? ''))
    // The run that gave it back ended before it wrote the receipt.
    const receipt = receiptFor(current, returned.at, returned.at, place)
    if (ended.includes(current) && !existsSync(receipt.path)) receipt.write()
    removeAll(ended, place)
  }
  for (const path of files) {
    const stamp = /\.returned-([^/\\]+)\.lic$/.exec(path)?.[1]
    if (stamp !== undefined && receiptFor(path, toInstantOf(stamp), stamp, place).write()) removeAll([path], place)
  }
}

/** True where a file lies here that was given back. */
export function hasReturnedFile(place: ReturnPlace): boolean {
  const { folder, bundleCode, memory } = place
  const returned = memory.read().returned?.sha256 ?? []
  const paths = [join(folder, `${bundleCode}.lic`), ...listCopies(place)]
  return returned.length > 0 && paths.some((path) => returned.includes(hashFile(path) ?? ''))
}

/** Every file besides the license file in which one of this bundle may lie: earlier, half written, set aside, given back. */
function listCopies({ folder, bundleCode }: Pick<ReturnPlace, 'folder' | 'bundleCode'>): string[] {
  const isCopy = (name: string): boolean =>
    name !== `${bundleCode}.lic` && name.startsWith(`${bundleCode}.`) && /\.lic(\.part|\.tmp-\w+)?$/.test(name)
  try {
    return readdirSync(folder)
      .filter(isCopy)
      .map((name) => join(folder, name))
      .filter((path) => !lstatSync(path).isDirectory())
  } catch {
    return []
  }
}

/** A file that was set aside may stay where it is of no use: it could not be believed, or is for another computer. */
function isReadyMade(path: string, bundleCode: string, expected: Expectation): boolean {
  const isSetAside = basename(path).startsWith(`${bundleCode}.set-aside-`)
  return !isSetAside || readStoredLicense(path, expected).ok
}

interface Left {
  readonly path: string
  readonly error: unknown
}

/** Removes each of the files that it can; the first that stays, with the reason. */
function removeAll(paths: readonly string[], { remove }: Pick<ReturnPlace, 'remove'>): Left | null {
  let left: Left | null = null
  for (const path of paths) {
    try {
      remove(path)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') left ??= { path, error }
    }
  }
  return left
}

function toFailure(code: 'cannot-remove-license' | 'returned-file-left', { path, error }: Left): Failure {
  return makeFailure(code, toFileDetails(path, error))
}

/** The receipt for the file at `path`, made now and written later. `stamp` makes its name. */
function receiptFor(path: string, at: string, stamp: string, { folder, bundleCode, readers }: ReturnPlace) {
  const name = `${bundleCode}.returned-${stamp.replaceAll(':', '-')}`
  const bytes = readOrEmpty(path)
  const receipt = toReceipt(bytes.toString('utf8'), sha256Of(bytes), bundleCode, at)
  const write = (): boolean => {
    try {
      writeKeptFile(folder, name, 'json', { ...receipt }, readers)
      return true
    } catch {
      return false
    }
  }
  return { path: join(folder, `${name}.json`), write }
}

function readOrEmpty(path: string): Buffer {
  const read = readSmallFile(path, largestLicenseFileBytes)
  return read.ok ? read.bytes : Buffer.alloc(0)
}

/** `2026-11-22T10-20-30.000Z`, perhaps with a number behind it, as earlier versions named files. */
function toInstantOf(stamp: string): string {
  const [whole = '', day = '', hour, minute, rest] = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-([\d.]+Z)/.exec(stamp) ?? []
  return whole === '' ? stamp : `${day}${hour}:${minute}:${rest}`
}
