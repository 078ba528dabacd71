import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { cacheFolder } from '../process/cache-folder.mjs'
import { withLock } from '../process/exclusive-lock.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'
import { isInstalledAsLocked } from './installed-packages.mjs'
import { expectedStamp, readStamp, removeStamp, writeStamp } from './lock-stamp.mjs'
import { runNpm } from './run-npm.mjs'

const installLimitMs = 20 * 60_000

/**
 * True when `node_modules` holds what `package-lock.json` asks for.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function arePackagesFresh(root) {
  if (readStamp(root) === expectedStamp(root)) return true
  if (!isInstalledAsLocked(root)) return false
  writeStamp(root)
  return true
}

/**
 * Installs the locked npm packages unless they are there already. npm's messages go to stderr.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
export async function ensureNpmPackages(root) {
  if (arePackagesFresh(root)) return
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  await withLock(join(cacheFolder(), 'locks', `packages-${name}.lock`), async () => {
    if (!arePackagesFresh(root)) await install(root)
  })
}

/** @param {string} root */
async function install(root) {
  console.error('Installing the locked npm packages (npm ci) ...')
  removeStamp(root)
  // Warnings about packages that want a newer Node are noise here: they work, as the tests show.
  // The tools are devDependencies: a person's NODE_ENV=production must not leave them out.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel', 'error']
  const { code, problem } = await runNpm(args, { cwd: root, output: 'stderr', timeoutMs: installLimitMs })
  if (code !== 0)
    throw new SetupProblem(`npm ci failed${problem === null ? '' : ` (${problem})`}: see its message above.`)
  writeStamp(root)
}
