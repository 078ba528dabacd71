import { SetupProblem } from '../process/setup-problem.mjs'
import { installPackages, rightToInstall } from './debian-packages.mjs'
import { isOnPath } from './missing-system-parts.mjs'

/**
 * A program of another maker: its name, the Debian packages it is in, and what needs it.
 *
 * @typedef {{ name: string, packages: readonly string[], neededFor: string }} Program
 */

/** @type {Program} */
export const python = {
  name: 'python3',
  packages: ['python3-minimal'],
  neededFor: 'The tests of the Python sample need',
}
/** @type {Program} */
export const mono = { name: 'mcs', packages: ['mono-mcs'], neededFor: 'The tests of the C# sample need' }
/** @type {Program} */
export const ansible = { name: 'ansible-playbook', packages: ['ansible-core'], neededFor: 'This needs' }
/** @type {Program} */
export const wine = { name: 'wine', packages: ['wine', 'wine64'], neededFor: 'This needs' }

/**
 * Sees to it that the program is there: installs it where it may, else says what to do. On Windows nothing is installed,
 * and a program may be called `NAME.exe`.
 *
 * @param {Program} program
 * @param {{ env?: NodeJS.ProcessEnv, userId?: number }} [place] 0 is root
 * @returns {Promise<void>}
 */
export async function ensureProgram(program, { env = process.env, userId = process.getuid?.() ?? -1 } = {}) {
  const isThere = () => isOnPath(program.name, env) || isOnPath(`${program.name}.exe`, env)
  if (isThere()) return
  const prefix = await rightToInstall(userId, env)
  if (prefix !== null) {
    console.error(`Installing a system package; missing: ${program.name}`)
    await installPackages(prefix, env, async () => [...program.packages])
  }
  if (!isThere()) {
    throw new SetupProblem(
      `${program.neededFor} ${program.name}, which this system lacks. Install it, then try again:\n` +
        `  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends ${program.packages.join(' ')}`,
    )
  }
}
