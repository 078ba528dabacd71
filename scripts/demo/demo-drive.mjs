import { join } from 'node:path'
import { SetupProblem } from '../process/setup-problem.mjs'
import { withWizardWindow, wordsOf } from './demo-launch.mjs'
import { demoSteps } from './demo-steps.mjs'

const stepLimitMs = 30_000

/**
 * Activates once in the real wizard, as a person would, and takes a picture of each page.
 *
 * @param {import('./demo-launch.mjs').Launch & { licenseKey: string, output: string }} run
 * @returns {Promise<{ heading: string, screenshots: string[] }>} the words of the last page's heading
 */
export function driveDemo({ licenseKey, output, ...launch }) {
  return withWizardWindow(launch, async (page) => {
    page.setDefaultTimeout(stepLimitMs)
    const screenshots = []
    for (const step of demoSteps) {
      try {
        screenshots.push(await takeStep(page, step, licenseKey, output))
      } catch (error) {
        throw new SetupProblem(await whatIsShown(page, step.shot, output, error))
      }
    }
    const last = demoSteps.at(-1)?.sign(page) ?? page.getByRole('heading')
    return { heading: (await last.innerText()).trim(), screenshots }
  })
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./demo-steps.mjs').DemoStep} step
 * @param {string} licenseKey
 * @param {string} output
 * @returns {Promise<string>} the screenshot
 */
async function takeStep(page, { shot, sign, act }, licenseKey, output) {
  await sign(page).waitFor()
  const path = join(output, `${shot}.png`)
  await page.screenshot({ path })
  await act?.(page, licenseKey)
  return path
}

/**
 * Words about a page that is not as expected, and a picture of it.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} shot
 * @param {string} output
 * @param {unknown} error
 */
async function whatIsShown(page, shot, output, error) {
  const headings = await page
    .getByRole('heading')
    .allInnerTexts()
    .catch(() => [])
  await page.screenshot({ path: join(output, 'unexpected.png') }).catch(() => undefined)
  const shown = headings.length === 0 ? 'The page has no heading' : `The page shows: ${headings.join(' / ')}`
  return `The demo got stuck at page ${shot}. ${shown} (demo-output/unexpected.png).\n${wordsOf(error)}`
}
