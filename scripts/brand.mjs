import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPreview, buildWizard, isWizardBuilt, previewBundle } from './build/build.mjs'
import { standingConfiguration } from './demo/standing-configuration.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { runCommand } from './process/run-command.mjs'
import { SetupProblem } from './process/setup-problem.mjs'
import { setUp } from './setup.mjs'
import { withDisplay } from './system/virtual-display.mjs'

const usage = 'Usage: npm run brand -- [--config FILE] [--preview] [--out FOLDER] [--locale TAG] [--page NAME]'
const drawLimitMs = 5 * 60_000

/**
 * Checks a vendor's look, and with `--preview` draws every page with it.
 *
 * @param {string[]} args
 * @returns {Promise<number>} 0, or 2 where the look cannot be used
 */
async function runBrand(args) {
  const { config, preview, out, locale, page } = parseOptions(args)
  await ensureNpmPackages(repositoryRoot)
  await buildPreview(repositoryRoot)
  const check = [previewBundle(repositoryRoot, 'check'), config]
  const { code } = await runCommand(process.execPath, check)
  if (code !== 0 || !preview) return code
  const { electron, electronArgs, env } = await setUp()
  if (!isWizardBuilt(repositoryRoot)) await buildWizard(repositoryRoot)
  const draw = [...electronArgs, previewBundle(repositoryRoot, 'preview'), '--', config, out, locale, page]
  const end = await withDisplay((shown) => runCommand(electron, draw, { env: shown, timeoutMs: drawLimitMs }), env)
  return end.code
}

/** @param {string[]} args */
function parseOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        config: { type: 'string' },
        preview: { type: 'boolean', default: false },
        out: { type: 'string', default: 'brand-preview' },
        locale: { type: 'string', default: 'en' },
        page: { type: 'string', default: '' },
      },
    })
    const config = values.config ?? standingConfiguration(repositoryRoot)
    return { ...values, config: resolve(config), out: resolve(values.out) }
  } catch (error) {
    throw new SetupProblem(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

await runAsEntryPoint(import.meta.url, runBrand)
