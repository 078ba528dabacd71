import { relative } from 'node:path'
import { goodKey } from '../build/sandbox-server.mjs'
import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { withDisplay } from '../system/virtual-display.mjs'
import { licenseFolder } from './demo-configuration.mjs'
import { driveDemo } from './demo-drive.mjs'
import { copyLicenses, emptyDemoOutput } from './demo-output.mjs'
import { prepareDemoPlace } from './demo-place.mjs'

/** @typedef {(root: string, setup: import('../setup.mjs').Setup, line: import('../build/sandbox-server.mjs').SandboxLine) => Promise<number>} Show */

/**
 * Opens the wizard for the person who sits here and waits until it is closed.
 * @type {Show}
 */
export async function showToPerson(root, setup, line) {
  const output = emptyDemoOutput(root)
  const place = prepareDemoPlace(root, line, setup.env)
  console.log('\nKeys to see other answers of the sandbox:')
  for (const { key, expect, note } of line.keys.filter((each) => each.key !== goodKey(line))) {
    console.log(`  ${key}  ${expect}${note === undefined ? '' : ` (${note})`}`)
  }
  console.log(`\nLicense key to type:  ${goodKey(line)}`)
  console.log('\nOpening the wizard. Close its window to end the demo.')
  const { code, problem } = await runCommand(setup.electron, [...setup.electronArgs, ...place.args], { env: place.env })
  if (problem !== null) console.error(`The wizard did not end by itself: ${problem}`)
  const licenses = copyLicenses(licenseFolder(place.folder), output)
  if (licenses.length > 0) console.log(`License file kept: ${licenses.map((file) => `demo-output/${file}`).join(', ')}`)
  return code
}

/**
 * Activates once on a virtual display and leaves screenshots and the license file in `demo-output/`.
 * @type {Show}
 */
export async function showWithoutDisplay(root, setup, line) {
  const output = emptyDemoOutput(root)
  const place = prepareDemoPlace(root, line, setup.env)
  console.log('No display here: activating once on a virtual one ...')
  process.once('uncaughtException', (error) => endInWords(error))
  const args = [...setup.electronArgs, ...place.args]
  const { heading, screenshots } = await withDisplay(
    (env) => driveDemo({ electron: setup.electron, args, env, licenseKey: goodKey(line), output }),
    place.env,
  )
  const licenses = copyLicenses(licenseFolder(place.folder), output)
  if (licenses.length === 0) throw new SetupProblem(`The wizard says "${heading}", but wrote no license file.`)
  console.log(`\n${heading}`)
  console.log(`  product       Example Suite (${line.product})`)
  console.log(`  license key   ${goodKey(line)}`)
  for (const file of licenses) console.log(`  license file  demo-output/${file}`)
  for (const file of screenshots) console.log(`  screenshot    ${relative(root, file)}`)
  return 0
}

/**
 * A start that fails can end in an exception outside of any promise we wait for.
 * @param {Error} error
 */
function endInWords(error) {
  console.error(`The demo failed: ${error.message}`)
  process.exit(1)
}
