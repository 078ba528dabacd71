import { readdirSync, readFileSync } from 'node:fs'

const stepMs = 20
const blindWaitMs = 500

/**
 * Blocks until a process of ours and all of its group have ended, at most for `limitMs`. For use while this process ends,
 * when nothing asynchronous runs any more: what they still write would otherwise outlive our cleaning up.
 *
 * @param {number} pid
 * @param {number} limitMs
 */
export function waitForEnd(pid, limitMs) {
  // Without /proc an ended child cannot be told from a running one here, because nobody has collected it yet.
  const isBlind = process.platform !== 'linux'
  const giveUpAt = Date.now() + (isBlind ? Math.min(limitMs, blindWaitMs) : limitMs)
  // A second look finds what was started during the first one.
  while (Date.now() < giveUpAt && (isBlind || isRunning(pid) || isRunning(pid))) sleep(stepMs)
}

/** Whether the process, or one of the group that it leads, has not ended. @param {number} pid */
function isRunning(pid) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name))
  return ids.some((id) => {
    const found = stateOf(id)
    return found !== null && !/[ZX]/u.test(found.state) && (id === `${pid}` || found.group === `${pid}`)
  })
}

/** @param {string} id @returns {{ state: string, group: string } | null} null for a process that is gone */
function stateOf(id) {
  try {
    // They follow the name, which stands in brackets and may hold anything; between them is the parent.
    const found = /\) (\S) \d+ (\d+) [^)]*$/u.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))
    return found === null ? null : { state: found[1] ?? '', group: found[2] ?? '' }
  } catch {
    return null
  }
}

/** @param {number} ms */
function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
