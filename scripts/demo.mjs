import { buildSandbox, buildWizard } from './build/build.mjs'
import { startSandbox } from './build/sandbox-server.mjs'
import { showToPerson, showWithoutDisplay } from './demo/demo-show.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { setUp } from './setup.mjs'
import { hasDisplay } from './system/missing-system-parts.mjs'

/**
 * Shows the wizard against a local License API: in a window where there is a display, else by driving it unseen.
 *
 * @returns {Promise<number>} exit code
 */
async function runDemo() {
  const setup = await setUp()
  console.log('Building ...')
  await buildWizard(repositoryRoot)
  await buildSandbox(repositoryRoot)
  const sandbox = await startSandbox(repositoryRoot)
  console.log(`A sandbox License API runs at ${sandbox.line.baseUrl} for as long as the wizard does.`)
  try {
    const isSeen = process.platform !== 'linux' || hasDisplay(process.env)
    const show = isSeen ? showToPerson : showWithoutDisplay
    return await show(repositoryRoot, setup, sandbox.line)
  } finally {
    sandbox.end()
  }
}

await runAsEntryPoint(import.meta.url, runDemo)
