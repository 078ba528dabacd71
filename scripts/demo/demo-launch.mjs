import { atProcessEnd } from '../process/process-end.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { waitForEnd } from '../process/wait-for-end.mjs'

const launchLimitMs = 300_000
const windowLimitMs = 300_000
const endLimitMs = 30_000
const linesShown = 12
// Chromium complains of this wherever no desktop runs; it hides the line that matters.
const harmless = /ERROR:bus\.cc|ERROR:viz_main_impl|command_buffer_proxy/u

/** @typedef {{ electron: string, args: string[], env: NodeJS.ProcessEnv }} Launch */

/**
 * Starts the wizard under Playwright's control and hands its window to `work`; it is closed whatever happens.
 *
 * @template T
 * @param {Launch} launch
 * @param {(page: import('@playwright/test').Page) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withWizardWindow({ electron, args, env }, work) {
  const { _electron } = await import('@playwright/test')
  const app = await _electron
    .launch({ executablePath: electron, args, env: definedOnly(env), timeout: launchLimitMs })
    .catch((error) => Promise.reject(new SetupProblem(`The wizard did not start: ${wordsOf(error)}`)))
  const { pid, stderr } = app.process()
  // Playwright kills it at our end; its profile must not be removed while it still writes.
  if (pid !== undefined) atProcessEnd(() => waitForEnd(pid, endLimitMs))
  let written = ''
  stderr?.setEncoding('utf8').on('data', (text) => {
    written += text
  })
  try {
    const page = await app
      .firstWindow({ timeout: windowLimitMs })
      .catch((error) => Promise.reject(new SetupProblem(`The wizard opened no window: ${wordsOf(error)}`)))
    return await work(page)
  } catch (error) {
    throw new SetupProblem(`${wordsOf(error)}${quote(written)}`)
  } finally {
    await app.close()
  }
}

/** @param {string} written @returns {string} */
function quote(written) {
  // Without the process id and time that Chromium puts before each line, what is repeated counts once.
  const texts = written.split('\n').map((line) => line.replace(/^\[[\d:/.]+:/u, '').trim())
  const lines = [...new Set(texts)].filter((line) => line !== '' && !harmless.test(line))
  return lines.length === 0 ? '' : `\nThe wizard wrote:\n  ${lines.slice(0, linesShown).join('\n  ')}`
}

/** @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** @param {unknown} error @returns {string} */
export const wordsOf = (error) => (error instanceof Error ? error.message : String(error))
