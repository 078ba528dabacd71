/**
 * The license folder: one file for each bundle, and the only module that touches it. What is read is verified each
 * time; what cannot be believed is moved aside under a telling name, never wiped.
 *
 *     SUITE.lic                  the license file
 *     SUITE.previous.lic         the good one before it
 *     SUITE.candidate.lic        a new one that is not yet verified; left behind only by a crash
 *     SUITE.set-aside-<time>.lic one that could not be believed
 *     SUITE.returned-<time>.lic  one that was given back: no program takes it for a license any more
 *
 * Two processes at once are not guarded against here: window and command line take the lock of the folder
 * (folder-lock.ts) before they change anything in it.
 */
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Expectation } from '../core/activation-response.ts'
import { type LicenseFile, parseLicenseFile, readLicenseEnvelope } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { largestLicenseFileBytes } from '../shared/size-limits.ts'
import { keptFileModeFor, type Readers, writeKeptFile } from './kept-file.ts'
import { removeQuietly } from './remove-quietly.ts'

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
  /** True where there is nothing to load: a first run. */
  readonly isEmpty: () => boolean
  /** The licenses that this machine holds. Moves a file that cannot be believed aside, and goes back to the last good one. */
  readonly load: (expected: Expectation) => StoredLicense
  /** The same, and nothing is touched: for whoever only wants to know. */
  readonly look: (expected: Expectation) => StoredLicense
  /** Keeps a new file, and gives back what was read from it. Fails with `cannot-write`; the earlier file is then in place. */
  readonly save: (file: LicenseFile, expected: Expectation) => Result<readonly LicenseRecord[]>
  /** Text of the file in place, unverified: tells whether it is still the same one. */
  readonly text: () => string | null
  /** The file in place as it stands, for adding to it; null where there is none that verifies. */
  readonly current: (expected: Expectation) => LicenseFile | null
  /** Ends the license here: it was given back. Fails with `cannot-write`; it then still stands. */
  readonly giveBack: () => Result<null>
}

export function openLicenseStore(
  folder: string,
  bundleCode: string,
  now: () => Date,
  readers: Readers = 'owner',
): LicenseStore {
  const named = (suffix: string): string => join(folder, `${bundleCode}${suffix}.lic`)
  const mode = keptFileModeFor(readers)
  const paths = { current: named(''), previous: named('.previous'), candidate: named('.candidate'), mode }

  const moveAs = (reason: string, path = paths.current): string => {
    const stamp = now().toISOString().replaceAll(':', '-')
    for (let number = 0; ; number += 1) {
      const aside = named(`.${reason}-${stamp}${number === 0 ? '' : `-${number}`}`)
      if (existsSync(aside)) continue
      renameSync(path, aside)
      return aside
    }
  }
  const setAside = (): string => moveAs('set-aside')

  const load = (expected: Expectation): StoredLicense => {
    const current = readLicense(paths.current, expected)
    if (current.ok) return { records: current.value, notice: null }
    const notice = isUnbelievable(current.failure) ? asideNotice(current.failure, setAside) : current.failure
    if (isUnbelievable(current.failure) || current.failure.code === 'missing-license') {
      const previous = readLicense(paths.previous, expected)
      if (previous.ok) return { records: previous.value, notice: restore(paths) ?? notice }
    }
    return { records: null, notice: notice.code === 'missing-license' ? null : notice }
  }

  const look = (expected: Expectation): StoredLicense => {
    const current = readLicense(paths.current, expected)
    if (current.ok) return { records: current.value, notice: null }
    const isGone = current.failure.code === 'missing-license'
    const previous = isGone || isUnbelievable(current.failure) ? readLicense(paths.previous, expected) : current
    return { records: previous.ok ? previous.value : null, notice: isGone ? null : current.failure }
  }

  const save = (file: LicenseFile, expected: Expectation): Result<readonly LicenseRecord[]> => {
    try {
      writeKeptFile(folder, `${bundleCode}.candidate`, 'lic', file, readers)
      const candidate = readLicense(paths.candidate, expected)
      if (!candidate.ok) throw new Error('the new license file does not read back')
      keepEarlier(paths, expected, setAside)
      renameSync(paths.candidate, paths.current)
      return candidate
    } catch {
      removeQuietly(paths.candidate)
      return fail(makeFailure('cannot-write', { path: folder }))
    }
  }

  const isEmpty = (): boolean => !existsSync(paths.current) && !existsSync(paths.previous)

  const current = (expected: Expectation): LicenseFile | null => {
    if (!readLicense(paths.current, expected).ok) return null
    return readLicenseEnvelope(readFileSync(paths.current, 'utf8'))
  }

  const giveBack = (): Result<null> => {
    try {
      // The good one before it first: it must not come back in place of the one that was given back.
      rmSync(paths.previous, { force: true })
      moveAs('returned')
      return succeed(null)
    } catch {
      return fail(makeFailure('cannot-write', { path: folder }))
    }
  }

  const text = (): string | null => {
    try {
      return readFileSync(paths.current, 'utf8')
    } catch {
      return null
    }
  }

  return { path: paths.current, isEmpty, text, load, look, save, current, giveBack }
}

interface Paths {
  readonly current: string
  readonly previous: string
  readonly candidate: string
  /** Of a copy. */
  readonly mode: number
}

/** Reads and verifies. Fails with `missing-license`, `cannot-read`, or as `parseLicenseFile` does. */
function readLicense(path: string, expected: Expectation): Result<readonly LicenseRecord[]> {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return fail(makeFailure('missing-license'))
    // A pipe of this name would be waited for.
    if (!found.isFile()) return fail(makeFailure('cannot-read', { path }))
    if (found.size > largestLicenseFileBytes) return fail(makeFailure('malformed-license-file'))
    return parseLicenseFile(readFileSync(path, 'utf8'), expected)
  } catch {
    return fail(makeFailure('cannot-read', { path }))
  }
}

/** Damaged or forged, as opposed to genuine and for something else. */
function isUnbelievable(failure: Failure): boolean {
  return failure.code === 'malformed-license-file' || failure.code === 'not-genuine-license-file'
}

function asideNotice(failure: Failure, setAside: () => string): Failure {
  try {
    return makeFailure(failure.code, { path: setAside() })
  } catch {
    // A folder that may only be read: the file stays where it is and is not believed all the same.
    return failure
  }
}

/** The earlier file becomes the last good one, or is set aside if it is none. A copy, so that it stays in place too. */
function keepEarlier(paths: Paths, expected: Expectation, setAside: () => string): void {
  const earlier = readLicense(paths.current, expected)
  if (earlier.ok) copyWhole(paths.current, paths.previous, paths.mode)
  else if (earlier.failure.code !== 'missing-license') setAside()
}

function restore(paths: Paths): Failure | null {
  try {
    copyWhole(paths.previous, paths.current, paths.mode)
    return null
  } catch {
    return makeFailure('cannot-write', { path: paths.current })
  }
}

function copyWhole(from: string, to: string, mode: number): void {
  const part = `${to}.part`
  copyFileSync(from, part)
  chmodSync(part, mode)
  renameSync(part, to)
}
