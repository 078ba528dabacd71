import { buildPackagedCommandLine, buildWizard } from './build/build.mjs'
import { ensureElectron, runtimeNotice } from './electron/electron-runtime.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { assertTargets } from './packaging/builder-tools.mjs'
import { parsePackageOptions } from './packaging/package-options.mjs'
import { packagedElectron } from './packaging/packaged-electron.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { ensureSystemLibraries } from './system/system-libraries.mjs'

/**
 * Makes the packages for this machine: builds the wizard, and packs it with the vendor's configuration.
 *
 * @param {readonly string[]} args
 */
async function makePackages(args) {
  const root = repositoryRoot
  const options = parsePackageOptions(args, root)
  assertTargets(options.targets, process.env)
  await ensureNpmPackages(root)
  const runtime = await ensureElectron({ root })
  const notice = runtimeNotice(runtime)
  if (notice !== null) console.error(notice)
  await ensureSystemLibraries(runtime.executable)
  const electron = await packagedElectron(root, runtime.executable)
  if (electron.isStandIn) console.error(`Note: with Electron ${electron.version}, these are test builds.`)
  await buildWizard(root)
  await buildPackagedCommandLine(root)
  // Only now: these load npm packages, which were perhaps not there before.
  const { buildPackages } = await import('./packaging/build-packages.mjs')
  const made = await buildPackages({ root, options, electron })
  console.log(made.join('\n'))
}

await runAsEntryPoint(import.meta.url, makePackages)
