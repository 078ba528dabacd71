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

/**
 * True when the sandbox bundle is there and no source is newer.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isSandboxBuilt(root) {
  const sources = ['src', 'vite.sandbox.config.mts', 'package-lock.json']
  const built = newestChange(sandboxBundle(root))
  return sources.every((name) => newestChange(join(root, name)) < built)
}

/** @param {string} root @param {string} tool @param {string[]} args @param {string} what */
async function build(root, tool, args, what) {
  const { code, problem } = await runPackageTool(root, tool, args, { output: 'stderr', timeoutMs: buildLimitMs })
  if (code !== 0)
    throw new SetupProblem(`Building ${what} failed${problem === null ? '' : ` (${problem})`}: see above.`)
}
