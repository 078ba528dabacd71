import { join } from 'node:path'
import { cacheFolder } from '../process/cache-folder.mjs'
import { withLock } from '../process/exclusive-lock.mjs'
import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { findMissingParts, hasDisplay, isOnPath } from './missing-system-parts.mjs'
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
  await withLock(join(cacheFolder(env, platform), 'locks', 'system.lock'), () => install(prefix, isDisplayNeeded, env))
  const stillMissing = await findMissing(executable, env)
  if (stillMissing.length > 0) {
    throw new SetupProblem(systemLibraryAdvice({ missing: stillMissing, isDisplayNeeded }))
  }
}

/**
 * What to put before `apt-get`; null where nothing may be installed without asking a person.
 *
 * @param {number} userId
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[] | null>}
 */
export async function rightToInstall(userId, env) {
  if (!isOnPath('apt-get', env)) return null
  if (userId === 0) return ['env']
  if (!isOnPath('sudo', env)) return null
  const { code } = await runCommand('sudo', ['-n', 'true'], { env, output: 'capture' })
  return code === 0 ? ['sudo', '-n', 'env'] : null
}

/** @param {readonly string[]} prefix @param {boolean} isDisplayNeeded @param {NodeJS.ProcessEnv} env */
async function install(prefix, isDisplayNeeded, env) {
  const [command = 'env', ...rest] = [...prefix, 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const apt = (/** @type {string[]} */ args) => runCommand(command, [...rest, ...args], { env, output: 'stderr' })
  // A failed update is no reason to stop: the lists may be good enough.
  await apt(['update', '-qq'])
  const renamed = await runCommand('apt-cache', ['show', 'libasound2t64'], { env, output: 'capture' })
  const packages = debianPackages({ isDisplayNeeded, hasRenamedSound: renamed.code === 0 })
  await apt([
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    'Dpkg::Use-Pty=0',
    '-o',
    'DPkg::Lock::Timeout=300',
    ...packages,
  ])
}
