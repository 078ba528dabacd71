import { electronArguments, sandboxNotice } from './electron/electron-arguments.mjs'
import { electronEnvironment } from './electron/electron-environment.mjs'
import { ensureElectron, runtimeNotice } from './electron/electron-runtime.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { ensureSystemLibraries } from './system/system-libraries.mjs'

/**
 * @typedef {object} Setup
 * @property {string} electron absolute path of the executable
 * @property {string[]} electronArgs switches that this machine needs
 * @property {NodeJS.ProcessEnv} env for programs that start Electron
 */

/**
 * Makes a fresh machine ready to build, start and test the wizard; does nothing where that is done already.
 *
 * @param {string} [root]
 * @returns {Promise<Setup>}
 */
export async function setUp(root = repositoryRoot) {
  await ensureNpmPackages(root)
  const runtime = await ensureElectron({ root })
  const { executable } = runtime
  await ensureSystemLibraries(executable)
  const electronArgs = electronArguments()
  for (const notice of [runtimeNotice(runtime), sandboxNotice(electronArgs)]) {
    if (notice !== null) console.error(notice)
  }
  return { electron: executable, electronArgs, env: electronEnvironment(executable, electronArgs) }
}

await runAsEntryPoint(import.meta.url, async () => {
  const { electron } = await setUp()
  console.log(`Ready. Electron: ${electron}`)
})
