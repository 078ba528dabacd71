import { SetupProblem } from '../process/setup-problem.mjs'
import { installPackages, rightToInstall } from './debian-packages.mjs'
import { isOnPath } from './missing-system-parts.mjs'

/**
 * Sees to it that there is a python3, which the tests of the Python sample run: installs it where it may, else says what
 * to do. On Windows nothing is installed, and Python's own installer may call it `python.exe`.
 *
 * @param {{ env?: NodeJS.ProcessEnv, userId?: number }} [place] 0 is root
 * @returns {Promise<void>}
 */
export async function ensurePython({ env = process.env, userId = process.getuid?.() ?? -1 } = {}) {
  const isThere = () => isOnPath('python3', env) || isOnPath('python3.exe', env)
  if (isThere()) return
  const prefix = await rightToInstall(userId, env)
  if (prefix !== null) {
    console.error('Installing a system package; missing: python3')
    await installPackages(prefix, env, async () => ['python3-minimal'])
  }
  if (!isThere()) {
    throw new SetupProblem(
      'The tests of the Python sample need python3, which this system lacks. Install it, then try again:\n' +
        '  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends python3-minimal',
    )
  }
}
