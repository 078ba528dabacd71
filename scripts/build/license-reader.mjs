import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runPackageTool } from '../packages/package-tool.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'

const buildLimitMs = 5 * 60_000

/** Folder of the package for vendors. @param {string} root @returns {string} */
export const readerFolder = (root) => join(root, 'packages', 'license-reader')

/**
 * Builds the license reader for `import` and for `require`, each with its types. All output goes to stderr.
 *
 * @param {string} root
 * @param {string} [outDir] `dist` of the package by default
 */
export async function buildLicenseReader(root, outDir = join(readerFolder(root), 'dist')) {
  rmSync(outDir, { recursive: true, force: true })
  await compile(root, 'tsconfig.json', join(outDir, 'esm'), 'module')
  await compile(root, 'tsconfig.cjs.json', join(outDir, 'cjs'), 'commonjs')
}

/** @param {string} root @param {string} project @param {string} outDir @param {'module' | 'commonjs'} type */
async function compile(root, project, outDir, type) {
  const args = ['-p', join(readerFolder(root), project), '--outDir', outDir]
  const { code } = await runPackageTool(root, 'typescript', args, { output: 'stderr', timeoutMs: buildLimitMs })
  if (code !== 0) throw new SetupProblem('Building the license reader failed: see above.')
  // Without it Node would take the files for those of the outer package.json's type.
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify({ type })}\n`)
  for (const name of readdirSync(outDir).filter((file) => file.endsWith('.d.ts'))) nameBuiltFiles(join(outDir, name))
}

/** The compiler leaves `./x.ts` in declarations, which older compilers of our users refuse. @param {string} path */
function nameBuiltFiles(path) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"))
}
