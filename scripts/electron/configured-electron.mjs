import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SetupProblem } from '../process/setup-problem.mjs'
import { electronPlatformPath } from './electron-platform-path.mjs'

/**
 * The executable the environment names, or null when it names none. A wrong name is refused rather than passed over:
 * who sets one of these variables wants that Electron and no other.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string | null}
 */
export function configuredElectron(env, platform) {
  const file = env['ELECTRON_EXEC_PATH']
  if (file) return existing(resolve(file), 'ELECTRON_EXEC_PATH')
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (folder) return existing(resolve(join(folder, electronPlatformPath(platform))), 'ELECTRON_OVERRIDE_DIST_PATH')
  return null
}

/** @param {string} executable @param {string} variable */
function existing(executable, variable) {
  if (existsSync(executable)) return executable
  throw new SetupProblem(`${variable} leads to ${executable}, which does not exist. Correct the variable or unset it.`)
}
