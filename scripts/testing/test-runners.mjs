import { join } from 'node:path'
import { buildCommandLine, buildSandbox, buildWizard } from '../build/build.mjs'
import { runPackageTool } from '../packages/package-tool.mjs'
import { runNpm } from '../packages/run-npm.mjs'
import { assertDebTools } from '../packaging/builder-tools.mjs'
import { temporaryFolder } from '../process/temporary-folder.mjs'
import { withDisplay } from '../system/virtual-display.mjs'
import { countPlaywright, countVitest, readCounts } from './test-reports.mjs'
import { judgeRunner } from './test-totals.mjs'

/** @typedef {import('./test-totals.mjs').RunnerResult} RunnerResult */

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {Promise<RunnerResult>} */
export async function runCheck(root, env) {
  const { code } = await runNpm(['run', 'check'], { cwd: root, env })
  return {
    name: 'check (lint and types)',
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    remarks: [],
  }
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {Promise<RunnerResult>} */
export async function runUnit(root, env) {
  const report = join(temporaryFolder(), 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const end = await runPackageTool(root, 'vitest', args, { env })
  return judgeRunner('unit (vitest)', readCounts(report, countVitest), end)
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {Promise<RunnerResult>} */
export async function runEndToEnd(root, env) {
  // All of them before the tests, which run at the same time and must not build beside each other.
  await buildWizard(root)
  await buildSandbox(root)
  await buildCommandLine(root)
  const report = join(temporaryFolder(), 'e2e.json')
  // Where there is no display, each worker opens its own.
  const end = await runPackageTool(root, '@playwright/test', ['test'], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  return judgeRunner('e2e (Playwright)', readCounts(report, countPlaywright), end)
}

/**
 * Makes the packages of this system and looks into them. They are made by the tests themselves, for a server of theirs.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<RunnerResult>}
 */
export async function runPackages(root, env) {
  assertDebTools(env)
  const report = join(temporaryFolder(), 'packages.json')
  const args = ['test', '--config', 'playwright.packages.config.mts']
  const end = await withDisplay(
    (shown) =>
      runPackageTool(root, '@playwright/test', args, { env: { ...shown, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }),
    env,
  )
  return judgeRunner('packages (Playwright)', readCounts(report, countPlaywright), end)
}
