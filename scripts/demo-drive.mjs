import { join } from 'node:path'
import { demoSteps } from './demo-steps.mjs'
import { SetupProblem } from './setup-problem.mjs'

const launchLimitMs = 60_000
const stepLimitMs = 30_000

/**
 * Activates once in the real wizard, as a person would, and takes a picture of each page.
 *
 * @param {{ electron: string, args: string[], env: NodeJS.ProcessEnv, licenseKey: string, output: string }} run
 * @returns {Promise<{ heading: string, screenshots: string[] }>} the words of the last page's heading
 */
export async function driveDemo({ electron, args, env, licenseKey, output }) {
  const { _electron } = await import('@playwright/test')
  const launched = _electron.launch({ executablePath: electron, args, env: definedOnly(env), timeout: launchLimitMs })
  const app = await inWords('The wizard did not start', launched)
  try {
    const page = await inWords('The wizard opened no window', app.firstWindow({ timeout: stepLimitMs }))
    page.setDefaultTimeout(stepLimitMs)
    const screenshots = []
    let heading = ''
    for (const { shot, sign, act } of demoSteps) {
      await inWords(`Page ${shot} did not appear`, sign(page).waitFor({ timeout: stepLimitMs }))
      const file = join(output, `${shot}.png`)
      await page.screenshot({ path: file })
      screenshots.push(file)
      if (act === undefined) heading = (await sign(page).innerText()).trim()
      else await inWords(`Page ${shot} could not be filled in`, act(page, licenseKey))
    }
    return { heading, screenshots }
  } finally {
    await app.close()
  }
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/**
 * @template T
 * @param {string} words
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function inWords(words, work) {
  try {
    return await work
  } catch (error) {
    throw new SetupProblem(`${words}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
