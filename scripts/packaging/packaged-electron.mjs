import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronPlatformPath } from '../electron/electron-platform-path.mjs'
import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'

/**
 * The Electron that goes into a package.
 *
 * @typedef {object} PackagedElectron
 * @property {string} folder the unpacked Electron
 * @property {string} executable in that folder
 * @property {string} version for example `45.4.1`
 * @property {boolean} isStandIn true where it is not the one that package.json pins: good for tests only
 */

/**
 * @param {string} root
 * @param {string} executable of the Electron at hand
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<PackagedElectron>}
 */
export async function packagedElectron(root, executable, platform = process.platform) {
  const inside = electronPlatformPath(platform)
  const folder = inside.split('/').reduce((path) => dirname(path), executable)
  if (join(folder, inside) !== executable) {
    throw new SetupProblem(`${executable} is not in an unpacked Electron: a package needs the whole folder.`)
  }
  const version = writtenVersion(folder) ?? (await spokenVersion(executable))
  return { folder, executable, version, isStandIn: version !== pinnedVersion(root) }
}

/** @param {string} root @returns {string} */
export function pinnedVersion(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron
}

/** @param {string} folder @returns {string | null} what the official build writes beside its executable */
function writtenVersion(folder) {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/u, '') : null
}

/** @param {string} executable @returns {Promise<string>} */
async function spokenVersion(executable) {
  const { output } = await runCommand(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    output: 'capture',
    timeoutMs: 30_000,
  })
  const version = /^\d+\.\d+\.\d+\S*$/mu.exec(output)?.[0]
  if (version === undefined) throw new SetupProblem(`${executable} does not say which Electron it is.`)
  return version
}
