import { startGroup } from './child-group.mjs'

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the program
 * @property {'inherit' | 'stderr' | 'capture'} [output] where its stdout goes; its stderr goes to ours, unless captured
 * @property {boolean} [shell]
 * @property {number} [timeoutMs] ends the program after this time
 *
 * @typedef {object} CommandResult
 * @property {number} code exit code; 1 when it could not be started, was ended by a signal or ran out of time
 * @property {string} output what it printed on both streams, when captured
 * @property {string | null} problem why there is no ordinary exit code
 */

/**
 * Runs a program to its end and gives back how it ended; it never throws.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  const { output: target = 'inherit', timeoutMs, ...rest } = options
  const isCaptured = target === 'capture'
  const stdio = isCaptured ? ['ignore', 'pipe', 'pipe'] : ['ignore', target === 'stderr' ? 2 : 'inherit', 'inherit']
  return new Promise((resolve) => {
    const { child, end } = startGroup(command, args, {
      ...rest,
      stdio: /** @type {import('node:child_process').StdioOptions} */ (stdio),
    })
    let output = ''
    /** @type {string | null} */
    let problem = null
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs)
    function giveUp() {
      problem = `did not end within ${Math.round((timeoutMs ?? 0) / 1000)} s`
      end('SIGKILL')
    }
    child.once('error', (error) => finish(1, error.message))
    child.once('close', (code, signal) => finish(code ?? 1, signal === null ? null : `ended by ${signal}`))

    /** @param {number} code @param {string | null} reason */
    function finish(code, reason) {
      clearTimeout(timer)
      resolve({ code: problem === null ? code : 1, output, problem: problem ?? reason })
    }
  })
}
