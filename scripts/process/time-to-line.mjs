import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { startGroup } from './child-group.mjs'
import { SetupProblem } from './setup-problem.mjs'

const endLimitMs = 3_000

/**
 * Milliseconds from the start of a program until it prints a given line; the program is ended then.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, line: string, limitMs: number }} options
 * @returns {Promise<number>}
 */
export async function timeToLine(command, args, { env, line, limitMs }) {
  const startedAt = performance.now()
  const { child, end } = startGroup(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = new Promise((resolve) => child.once('close', resolve))
  try {
    await lineOf(child, line, limitMs)
    return performance.now() - startedAt
  } finally {
    end()
    // The next run must not compete with the end of this one.
    await Promise.race([closed, wait(endLimitMs, undefined, { ref: false })])
    end('SIGKILL')
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {string} line @param {number} limitMs */
function lineOf(child, line, limitMs) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(new SetupProblem(`${child.spawnfile} ${reason}: no "${line}".`))
    const timer = setTimeout(() => fail(`took more than ${limitMs / 1000} s`), limitMs)
    child.once('error', (error) => fail(error.message))
    child.once('close', (code) => fail(`ended with code ${code}`))
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part) => {
      text += part
      if (!text.split('\n').includes(line)) return
      clearTimeout(timer)
      resolve(undefined)
    })
  })
}
