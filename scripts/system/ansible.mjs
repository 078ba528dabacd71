import { SetupProblem } from '../process/setup-problem.mjs'
import { installPackages, rightToInstall } from './debian-packages.mjs'
import { isOnPath } from './missing-system-parts.mjs'

/**
 * Sees to it that there is an ansible-playbook: installs it where it may, else says what to do.
 *
 * @param {{ env?: NodeJS.ProcessEnv, userId?: number }} [place] 0 is root
 * @returns {Promise<void>}
 */
export async function ensureAnsible({ env = process.env, userId = process.getuid?.() ?? -1 } = {}) {
  const isThere = () => isOnPath('ansible-playbook', env)
  if (isThere()) return
  const prefix = await rightToInstall(userId, env)
  if (prefix !== null) await installPackages(prefix, env, async () => ['ansible-core'])
  if (!isThere()) {
    throw new SetupProblem(
      'This needs ansible-playbook, which this system lacks. Install it, then try again:\n' +
        '  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends ansible-core',
    )
  }
}
