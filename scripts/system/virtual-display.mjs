import { setTimeout as wait } from 'node:timers/promises'
import { startGroup } from '../process/child-group.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { hasDisplay } from './missing-system-parts.mjs'

const startLimitMs = 120_000
const endLimitMs = 30_000
// Xvfb chooses a free number itself and writes it to descriptor 3: no race for a display between two runs.
const xvfbArguments = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']

/**
 * Runs `work` with an environment that has a display: the present one, or an Xvfb that ends with `work`.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<T>}
 */
export async function withDisplay(work, env = process.env, platform = process.platform) {
  if (platform !== 'linux' || hasDisplay(env)) return work(env)
  const { child, end } = startGroup('Xvfb', xvfbArguments, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env })
  const closed = new Promise((resolve) => child.once('close', resolve))
  try {
    const display = await displayOf(child)
    return await work({ ...env, DISPLAY: display })
  } finally {
    end()
    await Promise.race([closed, wait(endLimitMs, undefined, { ref: false })])
    end('SIGKILL')
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function displayOf(child) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) => reject(new SetupProblem(`Xvfb, the virtual display, ${reason}.`))
    const timer = setTimeout(() => fail(`said nothing for ${startLimitMs / 1000} s`), startLimitMs)
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('exit', (code) => fail(`ended at once (code ${code})`))
    let text = ''
    const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3])
    pipe.setEncoding('utf8').on('data', (part) => {
      text += part
      const number = /^(\d+)\n/u.exec(text)
      if (number === null) return
      clearTimeout(timer)
      resolve(`:${number[1]}`)
    })
  })
}
