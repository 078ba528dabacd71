/**
 * The license folder: one file for each bundle, and the only module that touches it. What is read is verified each
 * time; what cannot be believed is moved aside under a telling name, never wiped.
 *
 *     SUITE.lic                   the license file
 *     SUITE.previous.lic          the good one before it
 *     SUITE.candidate.lic         a new one that is not yet verified; left behind only by a crash
 *     SUITE.set-aside-<time>.lic  one that could not be believed
 *     SUITE.returned-<time>.json  receipt of one that was given back: license-return.ts
 *
 * Two processes at once are not guarded against here: window and command line take the lock of the folder
 * (folder-lock.ts) before they change anything in it.
 */
import { existsSync, lstatSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Expectation } from '../core/activation-response.ts'
import { type LicenseFile, readLicenseEnvelope } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { largestLicenseFileBytes } from '../shared/size-limits.ts'
import { codeOf } from './error-code.ts'
import { toWriteFailure } from './file-failure.ts'
import { isNowhere } from './home-folder.ts'
import { giveKeptName, keptFileModeFor, type Readers, writeKeptBytes, writeKeptFile } from './kept-file.ts'
import { removeLeftOverParts } from './left-over-parts.ts'
import { endLicense, hasReturnedFile, type ReturnPlace, removeReturned } from './license-return.ts'
import { openMemoryStore } from './memory-store.ts'
import { removeQuietly } from './remove-quietly.ts'
import { readSmallFile, readSmallText } from './small-file.ts'
import { hashFile, readStoredLicense } from './stored-license.ts'
import { giveName } from './whole-file.ts'

/** What the folder holds for one bundle. */
export interface StoredLicense {
  /** Licenses of the last good file; null where there is none. */
  readonly records: readonly LicenseRecord[] | null
  /** Why a file that is or was there is not the one in use. */
  readonly notice: Failure | null
}

export interface LicenseStore {
  /** Full path of the license file. */
  readonly path: string
  /** True where there is nothing to load: a first run. False where nobody can tell. */
  readonly isEmpty: () => boolean
  /** The licenses that this machine holds. Moves a file that cannot be believed aside, and goes back to the last good one. */
  readonly load: (expected: Expectation) => StoredLicense
  /** The same, and nothing is touched: for whoever only wants to know. */
  readonly look: (expected: Expectation) => StoredLicense
  /** Keeps a new file, and gives back what was read from it. Fails with `cannot-write`; the earlier file is then in place. */
  readonly save: (file: LicenseFile, expected: Expectation) => Result<readonly LicenseRecord[]>
  /** Text of the file in place, unverified. */
  readonly text: () => string | null
  /** SHA-256 of the file in place: tells whether it is still the same one. */
  readonly hash: () => string | null
  /** True where what was said of the file with this hash holds for the license in use: an earlier file undoes nothing. */
  readonly isFileOf: (sha256: string) => boolean
  /** The file in place as it stands, for adding to it; null where there is none that verifies. */
  readonly current: (expected: Expectation) => LicenseFile | null
  /** Ends the license here: it was given back. Fails, and tells what is left of it, as `endLicense` does. */
  readonly giveBack: (expected: Expectation) => Result<Failure | null>
  /** Removes what is left of a license that was given back, and what is half written; for whoever holds the lock. */
  readonly tidy: () => void
}

export function openLicenseStore(
  folder: string,
  bundleCode: string,
  now: () => Date,
  readers: Readers = 'owner',
  remove: ReturnPlace['remove'] = unlinkSync,
): LicenseStore {
  const memory = openMemoryStore(folder, bundleCode, readers)
  const place: ReturnPlace = { folder, bundleCode, readers, memory, now, remove }
  const returned = (): readonly string[] => memory.read().returned?.sha256 ?? []
  const named = (suffix: string): string => join(folder, `${bundleCode}${suffix}.lic`)
  const mode = keptFileModeFor(readers)
  const paths = { current: named(''), previous: named('.previous'), candidate: named('.candidate'), mode }

  const setAside = (): string => {
    const stamp = now().toISOString().replaceAll(':', '-')
    for (let number = 0; ; number += 1) {
      const aside = named(`.set-aside-${stamp}${number === 0 ? '' : `-${number}`}`)
      if (existsSync(aside)) continue
      giveName(paths.current, aside)
      return aside
    }
  }
  /** True while the license in use is the earlier one. */
  let isEarlierInUse = false
  const readLicense = (path: string, expected: Expectation): Result<readonly LicenseRecord[]> =>
    readStoredLicense(path, expected, returned())

  /** An older file does not undo a refusal: it goes on with the one that takes the place. */
  const restoreEarlier = (): Failure | null => {
    const { refusal } = memory.read()
    const sha256 = hashFile(paths.previous)
    if (refusal !== null && sha256 !== null) memory.remember({ refusal: { ...refusal, sha256 } })
    return restore(paths)
  }

  const load = (expected: Expectation): StoredLicense => {
    const current = readLicense(paths.current, expected)
    isEarlierInUse = false
    if (current.ok) return { records: current.value, notice: null }
    const { failure } = current
    const previous = isNoLicense(failure) ? readLicense(paths.previous, expected) : current
    isEarlierInUse = previous.ok
    // A link or a folder that somebody has put there stays, unless its place is needed.
    const mustGo = isUnbelievable(failure) || (previous.ok && isOdd(failure))
    const notice = mustGo ? asideNotice(failure, setAside) : failure
    if (previous.ok) return { records: previous.value, notice: restoreEarlier() ?? notice }
    return { records: null, notice: notice.code === 'missing-license' ? null : notice }
  }

  const look = (expected: Expectation): StoredLicense => {
    const current = readLicense(paths.current, expected)
    isEarlierInUse = false
    if (current.ok) return { records: current.value, notice: null }
    const { failure } = current
    const previous = isNoLicense(failure) ? readLicense(paths.previous, expected) : current
    isEarlierInUse = previous.ok
    const notice = failure.code === 'missing-license' ? null : failure
    return { records: previous.ok ? previous.value : null, notice }
  }

  const save = (file: LicenseFile, expected: Expectation): Result<readonly LicenseRecord[]> => {
    try {
      writeKeptFile(folder, `${bundleCode}.candidate`, 'lic', file, readers)
      const candidate = readStoredLicense(paths.candidate, expected)
      if (!candidate.ok) throw new Error('the new license file does not read back')
      keepEarlier(paths, readLicense(paths.current, expected), setAside)
      giveKeptName(paths.candidate, paths.current, mode)
      forgetEarlier(place)
      isEarlierInUse = false
      return candidate
    } catch (error) {
      removeQuietly(paths.candidate)
      return fail(toWriteFailure(folder, error))
    }
  }

  const isEmpty = (): boolean => {
    const found = [paths.current, paths.previous].filter(mayBeThere)
    return found.length === 0 || found.every((path) => returned().includes(hashFile(path) ?? ''))
  }

  const text = (): string | null => readSmallText(paths.current, largestLicenseFileBytes)

  const current = (expected: Expectation): LicenseFile | null => {
    if (!readLicense(paths.current, expected).ok) return null
    const kept = text()
    return kept === null ? null : readLicenseEnvelope(kept)
  }

  return {
    path: paths.current,
    isEmpty,
    text,
    hash: () => hashFile(paths.current),
    isFileOf: (sha256) => isEarlierInUse || hashFile(paths.current) === sha256,
    load,
    look,
    save,
    current,
    giveBack: (expected) => endLicense(place, expected),
    tidy: () => {
      removeLeftOverParts([folder, join(folder, 'requests'), join(folder, 'state')])
      removeReturned(place)
    },
  }
}

interface Paths {
  readonly current: string
  readonly previous: string
  readonly candidate: string
  /** Of a copy. */
  readonly mode: number
}

/** False where nothing is at `path`; true also where the system does not let anybody look. */
function mayBeThere(path: string): boolean {
  try {
    return isNowhere(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    return codeOf(error) !== 'ENOTDIR'
  }
}

/** Damaged or forged, as opposed to genuine and for something else. */
function isUnbelievable(failure: Failure): boolean {
  return failure.code === 'malformed-license-file' || failure.code === 'not-genuine-license-file'
}

/** A pipe, a device, a folder or a link lies in the place of the file. */
function isOdd({ details }: Failure): boolean {
  return details?.cause === 'not-a-file'
}

/** What is there may be a license for something else, or one that cannot be opened now: then the earlier one has to wait. */
function isNoLicense(failure: Failure): boolean {
  return failure.code === 'missing-license' || isUnbelievable(failure) || isOdd(failure)
}

function asideNotice(failure: Failure, setAside: () => string): Failure {
  try {
    return makeFailure(isOdd(failure) ? 'malformed-license-file' : failure.code, { path: setAside() })
  } catch {
    // A folder that may only be read: the file stays where it is and is not believed all the same.
    return failure
  }
}

/** The earlier file becomes the last good one, or is set aside if it is none. A copy, so that it stays in place too. */
function keepEarlier(paths: Paths, earlier: Result<unknown>, setAside: () => string): void {
  if (earlier.ok) copyWhole(paths.current, paths.previous, paths.mode)
  else if (earlier.failure.code !== 'missing-license') setAside()
}

/** A new license is in place: what was refused or given back before has no meaning for it. */
function forgetEarlier(place: ReturnPlace): void {
  const { memory } = place
  removeReturned(place)
  const { refusal, returned } = memory.read()
  if (refusal === null && returned === null) return
  // A file that cannot be removed must not come back as the last good one.
  memory.remember({ refusal: null, returned: hasReturnedFile(place) ? returned : null })
}

function restore(paths: Paths): Failure | null {
  try {
    copyWhole(paths.previous, paths.current, paths.mode)
    return null
  } catch (error) {
    return toWriteFailure(paths.current, error)
  }
}

function copyWhole(from: string, to: string, mode: number): void {
  const read = readSmallFile(from, largestLicenseFileBytes)
  if (!read.ok) throw new Error(read.reason)
  writeKeptBytes(to, read.bytes, mode)
}
