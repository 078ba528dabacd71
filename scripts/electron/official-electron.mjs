import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/run-command.mjs'
import { installedElectron } from './installed-electron.mjs'

const answerLimitMs = 5_000
const downloadLimitMs = 10 * 60_000
const defaultMirror = 'https://github.com/electron/electron/releases/download/'

/**
 * Lets the `electron` package download its official binary (it checks the hash itself); null when that fails.
 * On a network without a way out a download can hang for minutes, so the host is asked first.
 *
 * @param {string} root
 * @param {{ env?: NodeJS.ProcessEnv, isAsked?: boolean }} [options] `isAsked: false` starts the download unasked, for
 *   platforms where there is nothing else to fall back on
 * @returns {Promise<string | null>} the executable
 */
export async function downloadOfficialElectron(root, { env = process.env, isAsked = true } = {}) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'install.js'))) return null
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  // Node's fetch knows nothing of a proxy that the downloader may be told to use.
  const isProxied = env['ELECTRON_GET_USE_PROXY'] !== undefined
  if (isAsked && !isProxied && !(await isAnswering(downloadAddress(env, version)))) return null
  console.error(`Downloading the official Electron ${version} ...`)
  const args = [join(folder, 'install.js')]
  const { code, problem } = await runCommand(process.execPath, args, {
    env,
    output: 'stderr',
    timeoutMs: downloadLimitMs,
  })
  if (problem !== null) console.error(`The download of Electron ${problem}.`)
  return code === 0 ? installedElectron(root) : null
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} version
 * @returns {string}
 */
export function downloadAddress(env, version) {
  const mirror = env['npm_config_electron_mirror'] ?? env['ELECTRON_MIRROR'] ?? defaultMirror
  return `${mirror.replace(/\/?$/u, '/')}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

/**
 * Any answer below 500 will do: a mirror may refuse HEAD and still serve the file.
 *
 * @param {string} address
 * @param {number} [limitMs]
 * @returns {Promise<boolean>}
 */
export async function isAnswering(address, limitMs = answerLimitMs) {
  try {
    const reply = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(limitMs) })
    return reply.status < 500
  } catch {
    return false
  }
}
