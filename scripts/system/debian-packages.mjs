import { join } from 'node:path'
import { cacheFolder } from '../process/cache-folder.mjs'
import { withLock } from '../process/exclusive-lock.mjs'
import { runCommand } from '../process/run-command.mjs'
import { isOnPath } from './missing-system-parts.mjs'

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

/**
 * Installs Debian packages, one installation at a time; whether it helped is for the caller to find out.
 *
 * @param {readonly string[]} prefix from `rightToInstall`
 * @param {NodeJS.ProcessEnv} env
 * @param {() => Promise<readonly string[]>} choose their names; asked once the lists are up to date
 * @returns {Promise<void>}
 */
export function installPackages(prefix, env, choose) {
  const [command = 'env', ...rest] = [...prefix, 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const apt = (/** @type {string[]} */ args) => runCommand(command, [...rest, ...args], { env, output: 'stderr' })
  const options = ['-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300']
  return withLock(join(cacheFolder(env), 'locks', 'system.lock'), async () => {
    // A failed update is no reason to stop: the lists may be good enough.
    await apt(['update', '-qq'])
    await apt(['install', ...options, ...(await choose())])
  })
}
