import { spawn } from 'node:child_process'
import { atProcessEnd } from './process-end.mjs'
import { waitForEnd } from './wait-for-end.mjs'

const endLimitMs = 10_000
const hasGroups = process.platform !== 'win32'

/**
 * Starts a program in a process group of its own, so that it can be ended together with whatever it starts;
 * the group is ended at the latest when this process ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {{ child: import('node:child_process').ChildProcess, end: (signal?: NodeJS.Signals) => void }}
 */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: hasGroups, windowsHide: true })
  const end = (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => signalGroup(child, signal)
  const forget = atProcessEnd(() => {
    end()
    if (child.pid !== undefined) waitForEnd(child.pid, endLimitMs)
    end('SIGKILL')
    if (child.pid !== undefined) waitForEnd(child.pid, endLimitMs)
  })
  child.once('close', () => {
    // A program may end before its own children do.
    end()
    forget()
  })
  return { child, end }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    if (hasGroups) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // Already gone.
  }
}
