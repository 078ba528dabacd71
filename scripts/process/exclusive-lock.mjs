import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { atProcessEnd } from './process-end.mjs'
import { SetupProblem } from './setup-problem.mjs'

const heartbeatMs = 5_000
const silentForMs = 60_000
const pollMs = 200

/**
 * Runs `work` while no other process that asks for the same lock file runs its own.
 * A lock whose owner was killed is taken over: at once on the same machine, after a minute without a sign of life else.
 *
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @param {number} [limitMs] how long to wait for the other process
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work, limitMs = 15 * 60_000) {
  mkdirSync(dirname(lockFile), { recursive: true })
  const giveUpAt = Date.now() + limitMs
  while (!take(lockFile)) {
    if (Date.now() > giveUpAt) throw new SetupProblem(`Another set-up is still running. If not, delete ${lockFile}`)
    if (isAbandoned(lockFile)) setAside(lockFile)
    else await wait(pollMs)
  }
  const release = () => rmSync(lockFile, { force: true })
  const forget = atProcessEnd(release)
  const heartbeat = setInterval(() => touch(lockFile), heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    forget()
    release()
  }
}

/** @param {string} lockFile */
function take(lockFile) {
  try {
    writeFileSync(lockFile, `${hostname()} ${process.pid}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} lockFile */
function isAbandoned(lockFile) {
  try {
    const [host, pid] = readFileSync(lockFile, 'utf8').split(' ')
    if (host === hostname() && pid !== undefined && !isAlive(Number(pid))) return true
    return Date.now() - statSync(lockFile).mtimeMs > silentForMs
  } catch {
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * A rename, not a removal: of several waiting processes only one can move the same file away.
 * @param {string} lockFile
 */
function setAside(lockFile) {
  const aside = `${lockFile}.${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch {
    return
  }
  rmSync(aside, { force: true })
}

/** @param {string} lockFile */
function touch(lockFile) {
  try {
    utimesSync(lockFile, new Date(), new Date())
  } catch {
    // Taken over after a long sleep of the machine; what is guarded is replaced atomically anyway.
  }
}
