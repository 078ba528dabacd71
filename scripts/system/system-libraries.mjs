import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { installPackages, rightToInstall } from './debian-packages.mjs'
import { findMissingParts, hasDisplay } from './missing-system-parts.mjs'
import { debianPackages, systemLibraryAdvice } from './system-library-advice.mjs'

/**
 * @typedef {object} SystemPlace
 * @property {NodeJS.ProcessEnv} [env]
 * @property {NodeJS.Platform} [platform]
 * @property {number} [userId] 0 is root
 * @property {(executable: string, env: NodeJS.ProcessEnv) => Promise<string[]>} [findMissing]
 */

/**
 * Sees to it that the executable can start on this Linux: installs what is missing where it may, else says what to do.
 *
 * @param {string} executable
 * @param {SystemPlace} [place]
 * @returns {Promise<void>}
 */
export async function ensureSystemLibraries(executable, place = {}) {
  const { env = process.env, platform = process.platform, userId = process.getuid?.() ?? -1 } = place
  const { findMissing = findMissingParts } = place
  if (platform !== 'linux') return
  const missing = await findMissing(executable, env)
  if (missing.length === 0) return
  const isDisplayNeeded = !hasDisplay(env)
  const prefix = await rightToInstall(userId, env)
  if (prefix === null) throw new SetupProblem(systemLibraryAdvice({ missing, isDisplayNeeded }))
  console.error(`Installing system packages; missing: ${missing.join(', ')}`)
  await install(prefix, isDisplayNeeded, env)
  const stillMissing = await findMissing(executable, env)
  if (stillMissing.length > 0) {
    throw new SetupProblem(systemLibraryAdvice({ missing: stillMissing, isDisplayNeeded }))
  }
}

/** @param {readonly string[]} prefix @param {boolean} isDisplayNeeded @param {NodeJS.ProcessEnv} env */
async function install(prefix, isDisplayNeeded, env) {
  await installPackages(prefix, env, async () => {
    const renamed = await runCommand('apt-cache', ['show', 'libasound2t64'], { env, output: 'capture' })
    return debianPackages({ isDisplayNeeded, hasRenamedSound: renamed.code === 0 })
  })
}
