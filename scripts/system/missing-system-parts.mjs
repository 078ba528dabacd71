import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from '../process/run-command.mjs'

/**
 * Names the shared libraries an executable asks for and the system lacks.
 *
 * @param {string} lddOutput
 * @returns {string[]} for example `['libgtk-3.so.0']`
 */
export function missingLibraries(lddOutput) {
  const names = [...lddOutput.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function hasDisplay(env) {
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function isOnPath(name, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.some((folder) => existsSync(join(folder, name)))
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[]>} libraries, and `Xvfb` where there is neither a display nor that
 */
export async function findMissingParts(executable, env) {
  const { output } = await runCommand('ldd', [executable], { env, output: 'capture' })
  const missing = missingLibraries(output)
  return hasDisplay(env) || isOnPath('Xvfb', env) ? missing : [...missing, 'Xvfb']
}
