/**
 * One run at a time changes a license folder. The lock is a file that names its owner. It survives nobody: one that was
 * left behind by a killed process is taken over, at once where the system says that the process is gone, else after a
 * while without a sign of life.
 *
 * Taking it over goes by inheritance: of all who see the same dead owner, the one who makes the file `<lock>.<id>.heir`
 * replaces the lock. Nobody ever removes a lock that they have not judged, so that a fresh one cannot be swept away.
 * Source: docs/decisions/0016-command-line.md.
 */
import { randomUUID } from 'node:crypto'
import { linkSync, lstatSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { codeOf } from './error-code.ts'
import { toFileDetails } from './file-failure.ts'
import { makeKeptFolder, type Readers, setFolderAside } from './kept-file.ts'
import { type LockOwner, lifeOf, lockOwnerSchema, thisOwner } from './lock-owner.ts'
import { removeQuietly } from './remove-quietly.ts'
import { readSmallText } from './small-file.ts'

export interface LockOptions {
  /** How long to wait for another run. */
  readonly waitMs: number
  readonly signal: AbortSignal
  readonly readers: Readers
  /** Called once where another run has to be waited for. */
  readonly onWait?: () => void
  /** After so long without a sign of life a lock whose owner cannot be asked counts as left behind. */
  readonly silentMs?: number
}

export interface FolderLock {
  readonly release: () => void
}

export const lockFileName = 'activation-wizard.lock'
const pollMs = 100
const heartbeatMs = 3000
/** Anybody may have put something else there, where a folder is shared. */
const largestOwnerBytes = 16_384
const defaultSilentMs = 20_000

/**
 * Makes `folder` and takes its lock. Fails with `another-run` where it does not become free in time, `cancelled`,
 * `needs-admin` where the folder of all users may not be written to, `cannot-write`.
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<Result<FolderLock>> {
  const path = join(folder, lockFileName)
  const me = thisOwner(randomUUID())
  const silence = watchSilence(options.silentMs ?? defaultSilentMs)
  const until = performance.now() + options.waitMs
  try {
    makeKeptFolder(folder, options.readers)
    for (let round = 0; ; round += 1) {
      if (options.signal.aborted) return fail(makeFailure('cancelled'))
      if (take(path, me)) return succeed(hold(path, me))
      const owner = readOwner(path)
      if (isLeftBehind(path, owner, silence) && inherit(path, owner, me)) return succeed(hold(path, me))
      if (performance.now() >= until) return fail(makeFailure('another-run', { path: folder }))
      if (round === 0) options.onWait?.()
      await wait(pollMs, undefined, { signal: options.signal }).catch(() => undefined)
    }
  } catch (error) {
    return fail(makeFailure(toWriteCode(error, options.readers), toFileDetails(folder, error)))
  }
}

/** Why a folder cannot be written to: for want of rights in the folder of all users an administrator is needed. */
export function toWriteCode(error: unknown, readers: Readers): FailureCode {
  const code = codeOf(error)
  return readers === 'everyone' && (code === 'EACCES' || code === 'EPERM') ? 'needs-admin' : 'cannot-write'
}

/** The file comes to be whole: a lock that can be seen names its owner. False where there is one already. */
function take(path: string, owner: LockOwner): boolean {
  const own = `${path}.${owner.id}`
  try {
    // On a full disk it comes to be, and holds nothing: it goes again all the same.
    writeFileSync(own, JSON.stringify(owner), { mode: 0o644, flag: 'wx' })
    return link(own, path, owner)
  } finally {
    removeQuietly(own)
  }
}

function link(own: string, path: string, owner: LockOwner): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // A file system without links, such as FAT: the file is made in place.
    return takeInPlace(path, owner)
  }
}

function takeInPlace(path: string, owner: LockOwner): boolean {
  try {
    writeFileSync(path, JSON.stringify(owner), { mode: 0o644, flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** The owner that the lock names; null where there is no lock, or one that cannot be read. */
function readOwner(path: string): LockOwner | null {
  try {
    return lockOwnerSchema.parse(JSON.parse(readSmallText(path, largestOwnerBytes) ?? ''))
  } catch {
    return null
  }
}

function isLeftBehind(path: string, owner: LockOwner | null, silence: Silence): boolean {
  // Whoever takes a lock makes a regular file.
  if (isOdd(path)) return true
  const life = owner === null ? 'unknown' : lifeOf(owner)
  return life === 'gone' || (life === 'unknown' && silence.isLong(path))
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isOdd(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === false
}

type Silence = ReturnType<typeof watchSilence>

/**
 * Watches for signs of life by our own time: clocks of file servers differ, and a laptop that wakes up finds every
 * file old.
 */
function watchSilence(silentMs: number) {
  let seen = ''
  let since = 0
  return {
    isLong: (path: string): boolean => {
      const found = lstatSync(path, { throwIfNoEntry: false })
      const sign = found === undefined ? '' : `${found.ino} ${found.mtimeMs}`
      if (sign !== seen) since = performance.now()
      seen = sign
      return sign !== '' && performance.now() - since >= silentMs
    },
  }
}

/** Puts our lock in the place of one that was left behind; false where somebody else was first. */
function inherit(path: string, dead: LockOwner | null, me: LockOwner): boolean {
  const heir = `${path}.${dead?.id ?? 'unreadable'}.heir`
  if (!take(heir, me)) {
    const other = readOwner(heir)
    // It ended while it was taking over: the next round finds the way free.
    if (other !== null && lifeOf(other) === 'gone') rmSync(heir, { force: true })
    return false
  }
  try {
    // Between our look and our claim another heir may have been done.
    if (readOwner(path)?.id !== dead?.id || !isThere(path)) return false
    return replace(path, me)
  } finally {
    rmSync(heir, { force: true })
  }
}

/** False where the file is held open for a moment, as on Windows by whoever reads it: the next round tries again. */
function replace(path: string, me: LockOwner): boolean {
  const own = `${path}.${me.id}`
  try {
    if (lstatSync(path).isDirectory()) setFolderAside(path)
    writeFileSync(own, JSON.stringify(me), { mode: 0o644, flag: 'wx' })
    renameSync(own, path)
    return true
  } catch {
    removeQuietly(own)
    return false
  }
}

function hold(path: string, me: LockOwner): FolderLock {
  const heartbeat = setInterval(() => giveSign(path), heartbeatMs)
  heartbeat.unref()
  return {
    release: () => {
      clearInterval(heartbeat)
      // One that was taken over, as after a day asleep, is somebody else's.
      if (readOwner(path)?.id === me.id) removeQuietly(path)
    },
  }
}

function giveSign(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // Whoever asks the system finds us alive all the same.
  }
}
