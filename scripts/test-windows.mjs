import { join } from 'node:path'
import { buildCommandLine, buildSandbox, commandLineBundle } from './build/build.mjs'
import { buildLicenseReader } from './build/license-reader.mjs'
import { startSandbox } from './build/sandbox-server.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { SetupProblem } from './process/setup-problem.mjs'
import { temporaryFolder } from './process/temporary-folder.mjs'
import { ensureProgram, wine as wineProgram } from './system/programs.mjs'
import { ensureNodeForWindows } from './windows/node-for-windows.mjs'
import { takeWindowsSteps } from './windows/steps.mjs'
import { startWine } from './windows/wine.mjs'

/**
 * Runs the built command line with Node for Windows under Wine, against a local License API. No part of `npm test`: it
 * needs Linux with Wine, and a Wine is no Windows.
 *
 * @returns {Promise<number>} 0, or 1 where a step went wrong
 */
async function testWindows() {
  if (process.platform !== 'linux') throw new SetupProblem('npm run test:windows needs Linux with Wine.')
  await ensureNpmPackages(repositoryRoot)
  await ensureProgram(wineProgram)
  const node = await ensureNodeForWindows()
  await buildCommandLine(repositoryRoot)
  await buildSandbox(repositoryRoot)
  const folder = temporaryFolder()
  await buildLicenseReader(repositoryRoot, join(folder, 'reader'))
  const sandbox = await startSandbox(repositoryRoot)
  const wine = await startWine(folder, node)
  try {
    return await takeWindowsSteps({ folder, wine, line: sandbox.line, commandLine: commandLineBundle(repositoryRoot) })
  } finally {
    await wine.end()
    sandbox.end()
  }
}

await runAsEntryPoint(import.meta.url, testWindows)
