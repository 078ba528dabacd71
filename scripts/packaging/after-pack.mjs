import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeAtOf } from '../build/made-at.mjs'
import { repositoryRoot } from '../process/project-paths.mjs'
import { writeDebianDocuments } from './debian-documents.mjs'
import { placeLauncher } from './linux-launcher.mjs'

/** What stands beside the program of a package that is made with a stand-in for the pinned Electron. */
export const testBuildFile = 'TEST-BUILD.txt'

/**
 * What is done to the packed folder before it is signed and put into archives: electron-builder leaves two files of an
 * unpacked Electron in it, and a test build is marked as one. On Linux the documents of a Debian package are written, too.
 *
 * @param {import('./packaged-electron.mjs').PackagedElectron} electron
 * @param {string} documents folder for these
 * @returns {(context: import('electron-builder').AfterPackContext) => void}
 */
export function afterPack(electron, documents) {
  return ({ appOutDir, packager, electronPlatformName }) => {
    const resources = packager.getResourcesDir(appOutDir)
    for (const name of ['default_app.asar', 'default_app.asar.source']) rmSync(join(resources, name), { force: true })
    rmSync(join(appOutDir, 'version'), { force: true })
    rmSync(join(appOutDir, 'activation-wizard-runtime.json'), { force: true })
    if (electronPlatformName === 'linux') {
      placeLauncher(
        repositoryRoot,
        resources,
        /** @type {{ executableName: string }} */ (/** @type {unknown} */ (packager)).executableName,
      )
      // A library is read, not run.
      for (const name of readdirSync(appOutDir))
        if (/\.so(\.\d+)*$/u.test(name)) chmodSync(join(appOutDir, name), 0o644)
      writeDebianDocuments(documents, toDebianFacts(packager))
    }
    if (electron.isStandIn) writeFileSync(join(appOutDir, testBuildFile), testBuildText(electron.version))
  }
}

/** @param {import('electron-builder').AfterPackContext['packager']} packager */
function toDebianFacts({ appInfo, config }) {
  const madeAt = madeAtOf(repositoryRoot, process.env)
  return {
    name: appInfo.name,
    productName: appInfo.productName,
    version: appInfo.version,
    maintainer: config.linux?.maintainer ?? appInfo.companyName ?? '',
    copyright: appInfo.copyright,
    license: readFileSync(join(repositoryRoot, 'LICENSE'), 'utf8'),
    changes: readFileSync(join(repositoryRoot, 'CHANGELOG.md'), 'utf8'),
    date: madeAt === null ? new Date() : new Date(madeAt),
  }
}

/** @param {string} version */
const testBuildText = (version) =>
  [
    `This is a test build. It holds Electron ${version}, which is not the one that this version is made for, may be past`,
    'its end of life, and was not made by the Electron project. Do not hand it to customers.',
    '',
  ].join('\n')
