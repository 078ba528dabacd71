import { join } from 'node:path'
import { runPackageTool } from '../packages/package-tool.mjs'
import { newestChange } from '../process/newest-change.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'

const buildLimitMs = 5 * 60_000

/** @param {string} root @returns {string} */
export const sandboxBundle = (root) => join(root, 'out', 'sandbox', 'index.mjs')

/**
 * Builds the window, its main process and the preload into `out/`. All output goes to stderr.
 * @param {string} root
 */
export async function buildWizard(root) {
  await build(root, 'electron-vite', ['build', '--logLevel', 'warn'], 'the wizard')
}

/**
 * Builds the local License API into `out/sandbox/`. All output goes to stderr.
 * @param {string} root
 */
export async function buildSandbox(root) {
  await build(root, 'vite', ['build', '-c', 'vite.sandbox.config.mts', '--logLevel', 'warn'], 'the sandbox')
}

/** @param {string} root @param {'check' | 'preview'} name @returns {string} */
export const previewBundle = (root, name) => join(root, 'out', 'preview-tools', `${name}.cjs`)

/**
 * Builds the check and the preview of a vendor's look into `out/preview-tools/`. All output goes to stderr.
 * @param {string} root
 */
export async function buildPreview(root) {
  await build(root, 'vite', ['build', '-c', 'vite.preview.config.mts', '--logLevel', 'warn'], 'the preview')
}

/** @param {string} root @returns {string} */
export const commandLineBundle = (root) => join(root, 'out', 'cli', 'index.mjs')

/**
 * Builds the command line into `out/cli/`. All output goes to stderr.
 * @param {string} root
 */
export async function buildCommandLine(root) {
  await build(root, 'vite', ['build', '-c', 'vite.cli.config.mts', '--logLevel', 'warn'], 'the command line')
}

/**
 * Builds the command line of the packaged program into `out/command-line/`. All output goes to stderr.
 * @param {string} root
 */
export async function buildPackagedCommandLine(root) {
  const args = ['build', '-c', 'vite.cli.config.mts', '--mode', 'packaged', '--logLevel', 'warn']
  await build(root, 'vite', args, 'the command line of the package')
}

/**
 * True when the wizard is built and no source is newer.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isWizardBuilt(root) {
  return isNewest(root, join(root, 'out', 'main', 'index.js'), 'electron.vite.config.mts')
}

/**
 * True when the bundle of the command line is there and no source is newer.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isCommandLineBuilt(root) {
  return isNewest(root, commandLineBundle(root), 'vite.cli.config.mts')
}

/**
 * True when the sandbox bundle is there and no source is newer.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isSandboxBuilt(root) {
  return isNewest(root, sandboxBundle(root), 'vite.sandbox.config.mts')
}

/** @param {string} root @param {string} bundle @param {string} config @returns {boolean} */
function isNewest(root, bundle, config) {
  const built = newestChange(bundle)
  return ['src', config, 'package-lock.json'].every((name) => newestChange(join(root, name)) < built)
}

/** @param {string} root @param {string} tool @param {string[]} args @param {string} what */
async function build(root, tool, args, what) {
  const { code, problem } = await runPackageTool(root, tool, args, { output: 'stderr', timeoutMs: buildLimitMs })
  if (code !== 0)
    throw new SetupProblem(`Building ${what} failed${problem === null ? '' : ` (${problem})`}: see above.`)
}
