import { readFileSync } from 'node:fs'

const stepMs = 20
const blindWaitMs = 500

/**
 * Blocks until a process of ours has ended, at most for `limitMs`. For use while this process ends, when nothing
 * asynchronous runs any more: what the child still writes would otherwise outlive our cleaning up.
 *
 * @param {number} pid
 * @param {number} limitMs
 */
export function waitForEnd(pid, limitMs) {
  // Without /proc an ended child cannot be told from a running one here, because nobody has collected it yet.
  const isBlind = process.platform !== 'linux'
  const giveUpAt = Date.now() + (isBlind ? Math.min(limitMs, blindWaitMs) : limitMs)
  while (Date.now() < giveUpAt && (isBlind || isRunning(pid))) sleep(stepMs)
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    // The state follows the name, which stands in brackets and may hold anything.
    return !/\) [ZX] [^)]*$/u.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** @param {number} ms */
function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
