import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '../process/setup-problem.mjs'
import { isOnPath } from '../system/missing-system-parts.mjs'

const sevenZip = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32' }

/**
 * Environment that tells electron-builder where its helper programs are, so that a package for Linux is made without a
 * download: 7-Zip from the locked npm package, and for a Debian package the fpm of the system or, without one, dpkg-deb.
 * What the person set already stays.
 *
 * @param {object} place
 * @param {string} place.root
 * @param {NodeJS.ProcessEnv} place.env
 * @param {NodeJS.Platform} [place.platform]
 * @param {string} [place.arch]
 * @returns {Record<string, string>}
 */
export function builderTools({ root, env, platform = process.platform, arch = process.arch }) {
  if (platform !== 'linux') return {}
  const folder = sevenZip[/** @type {keyof typeof sevenZip} */ (arch)]
  const found = /** @type {Record<string, string>} */ ({})
  if (env['ELECTRON_BUILDER_7ZIP_PATH'] === undefined && folder !== undefined) {
    found['ELECTRON_BUILDER_7ZIP_PATH'] = join(root, 'node_modules', '7zip-bin', 'linux', folder, '7za')
  }
  if (env['CUSTOM_FPM_PATH'] === undefined && env['USE_SYSTEM_FPM'] === undefined) {
    if (isOnPath('fpm', env)) found['USE_SYSTEM_FPM'] = 'true'
    else if (isOnPath('dpkg-deb', env)) {
      found['CUSTOM_FPM_PATH'] = join(root, 'scripts', 'packaging', 'fpm-shim.mjs')
    }
  }
  return found
}

/**
 * Makes the helper programs ready to run: npm installs 7-Zip without the right to be executed.
 *
 * @param {Record<string, string>} tools
 */
export function prepareTools(tools) {
  const program = tools['ELECTRON_BUILDER_7ZIP_PATH']
  if (program !== undefined) chmodSync(program, 0o755)
}

/**
 * Stops in words before anything is built where a package for Linux would need a program that is not there. Only a `.deb`
 * is made without fpm.
 *
 * @param {readonly string[]} targets
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 */
export function assertTargets(targets, env, platform = process.platform) {
  if (platform !== 'linux' || !targets.includes('rpm')) return
  const missing = ['fpm', 'rpmbuild'].filter((name) => !isOnPath(name, env))
  if (missing.length === 0) return
  throw new SetupProblem(`An .rpm is made with fpm and rpmbuild: this system lacks ${missing.join(' and ')}.`)
}

/**
 * Stops in words where a package for Linux would have no home page, which electron-builder asks for.
 *
 * @param {readonly string[]} targets
 * @param {string | null} homepage
 * @param {NodeJS.Platform} [platform]
 */
export function assertHomepage(targets, homepage, platform = process.platform) {
  const needing = targets.length === 0 ? ['deb'] : targets.filter((name) => ['deb', 'rpm', 'pacman'].includes(name))
  if (platform !== 'linux' || homepage !== null || needing.length === 0) return
  throw new SetupProblem(
    `A .${needing[0]} names a home page: set vendor.supportUrl in the configuration, or homepage in package.json.`,
  )
}

/**
 * Stops with advice where a Debian package cannot be made and looked into.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 */
export function assertDebTools(env, platform = process.platform) {
  if (platform === 'linux' && isOnPath('dpkg-deb', env)) return
  throw new SetupProblem(
    [
      'The tests of the packages need Linux with dpkg-deb, which this system lacks.',
      'Debian and Ubuntu have it. Elsewhere, install it, then try again:',
      '  Fedora (unverified):  sudo dnf install -y dpkg',
      '  Arch (unverified):    sudo pacman -S --needed dpkg',
    ].join('\n'),
  )
}
