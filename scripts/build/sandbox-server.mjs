import { createInterface } from 'node:readline'
import { startGroup } from '../process/child-group.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { sandboxBundle } from './build.mjs'

const startLimitMs = 20_000

/**
 * @typedef {object} SandboxLine what the sandbox says about itself in its first line
 * @property {string} baseUrl
 * @property {string} publicKeyPem
 * @property {string} apiKey
 * @property {string} sharedKey
 * @property {string} product
 * @property {{ key: string, expect: string, expectOffline?: string, note?: string }[]} keys `expect` is `activated` or an
 *   error code of the server
 */

/**
 * Starts the built sandbox on a free port and waits until it is ready.
 *
 * @param {string} root
 * @param {number} [limitMs]
 * @param {readonly string[]} [options] of its command line
 * @returns {Promise<{ line: SandboxLine, end: () => void }>}
 */
export async function startSandbox(root, limitMs = startLimitMs, options = []) {
  const args = [sandboxBundle(root), '--port', '0', '--json', ...options]
  const { child, end } = startGroup(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const text = await firstLine(child, limitMs)
    return { line: parseLine(text), end: () => end() }
  } catch (error) {
    end()
    throw error
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {number} limitMs @returns {Promise<string>} */
function firstLine(child, limitMs) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) => reject(new SetupProblem(`The sandbox ${reason}.`))
    const timer = setTimeout(() => fail(`was not ready within ${limitMs / 1000} s`), limitMs)
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('close', (code) => fail(`ended before it was ready (code ${code})`))
    // The stream stays open and read, or the sandbox would stop at a full pipe.
    createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdout) }).once('line', (text) => {
      clearTimeout(timer)
      resolve(text)
    })
  })
}

/** @param {string} text @returns {SandboxLine} */
function parseLine(text) {
  try {
    return JSON.parse(text)
  } catch {
    throw new SetupProblem(`The sandbox said something else than its line of JSON: ${text}`)
  }
}

/**
 * The key that activates; with `offline`, without internet as well.
 *
 * @param {SandboxLine} line
 * @param {'online' | 'offline'} [mode]
 * @returns {string}
 */
export function goodKey(line, mode = 'online') {
  const isGood = (/** @type {SandboxLine['keys'][number]} */ { expect, expectOffline }) =>
    expect === 'activated' && (mode === 'online' || expectOffline === 'activated')
  const good = line.keys.find(isGood)
  if (good === undefined) throw new SetupProblem('The sandbox names no license key that activates.')
  return good.key
}
