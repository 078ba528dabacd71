/**
 * Runs programs for Windows on Linux, in a Wine of their own. Known limits of Wine 8:
 * - stdout of Node must be a file: writing to a pipe fails with EBADF.
 * - `setKeepAlive` fails while a socket connects, which Node's HTTP client does: it is put off until it is connected.
 * - There is no PowerShell, so that MAC and IP address, edition and virtual machine of the device are not known.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { atProcessEnd } from '../process/process-end.mjs'
import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'

const limitMs = 5 * 60_000

const keepAliveShim = `const { Socket } = require('node:net')
const { setKeepAlive } = Socket.prototype
Socket.prototype.setKeepAlive = function (...args) {
  if (!this.connecting) return setKeepAlive.apply(this, args)
  this.once('connect', () => setKeepAlive.apply(this, args))
  return this
}
`

/** Path of a file as a program for Windows knows it. @param {string} path */
export const toWindowsPath = (path) => `Z:${path.replaceAll('/', '\\')}`

/**
 * @typedef {{ code: number, stdout: string }} WindowsRun
 * @typedef {object} Wine
 * @property {(args: readonly string[], more?: NodeJS.ProcessEnv) => Promise<WindowsRun>} node
 * @property {(program: string, args: readonly string[]) => Promise<void>} run
 * @property {() => Promise<void>} end
 */

/**
 * @param {string} folder an empty folder
 * @param {string} nodeProgram `node.exe`
 * @returns {Promise<Wine>}
 */
export async function startWine(folder, nodeProgram) {
  const env = {
    ...process.env,
    WINEPREFIX: join(folder, 'wine'),
    WINEDEBUG: '-all',
    DISPLAY: '',
    WINEDLLOVERRIDES: 'mscoree=',
  }
  const shim = join(folder, 'keep-alive.cjs')
  writeFileSync(shim, keepAliveShim)
  const end = async () => {
    await runCommand('wineserver', ['-k', '-w'], { env, output: 'capture', timeoutMs: limitMs })
  }
  atProcessEnd(() => void runCommand('wineserver', ['-k'], { env, output: 'capture' }))
  const run = async (/** @type {string} */ program, /** @type {readonly string[]} */ args) => {
    const { code, output } = await runCommand('wine', [program, ...args], {
      env,
      output: 'capture',
      timeoutMs: limitMs,
    })
    if (code !== 0) throw new SetupProblem(`wine ${program} ended with code ${code}: ${output.trim()}`)
  }
  let count = 0
  await run('winecfg', ['-v', 'win10'])
  return {
    end,
    run,
    node: async (args, more = {}) => {
      count += 1
      const out = join(folder, `out-${count}.txt`)
      // Wine writes no pipe for Node: a shell gives it files.
      const { code } = await runCommand(
        'sh',
        [
          '-c',
          'out=$1; shift; exec "$@" >"$out" 2>&1',
          'sh',
          out,
          'wine',
          nodeProgram,
          '-r',
          toWindowsPath(shim),
          ...args,
        ],
        {
          env: { ...env, ...more },
          output: 'capture',
          timeoutMs: limitMs,
        },
      )
      return { code, stdout: readFileSync(out, 'utf8') }
    },
  }
}
