import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { SetupProblem } from '../process/setup-problem.mjs'

const pollMs = 20

/**
 * Runs a program of Node to its end. The largest memory is what the system counts for the process, on Linux alone.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ seconds: number, mebibytes: number | null }>}
 */
export function runMeasured(args) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    /** @type {number | null} */
    let mebibytes = null
    const timer = setInterval(() => {
      mebibytes = peakOf(child.pid) ?? mebibytes
    }, pollMs)
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
      words += part
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(timer)
      const seconds = (performance.now() - startedAt) / 1000
      // 40: some of the demo's licenses are not usable.
      if (code === 0 || code === 40) resolve({ seconds, mebibytes })
      else reject(new SetupProblem(`${args.join(' ')} ended with ${code}: ${words}`))
    })
  })
}

/** @param {number | undefined} pid @returns {number | null} */
function peakOf(pid) {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kibibytes === undefined ? null : Number(kibibytes) / 1024
  } catch {
    return null
  }
}
