import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { SetupProblem } from './process/setup-problem.mjs'
import { setUp } from './setup.mjs'
import { ensureProgram, mono, python } from './system/programs.mjs'
import { runCheck, runEndToEnd, runPackages, runUnit } from './testing/test-runners.mjs'
import { addTotals, totalsLine } from './testing/test-totals.mjs'

/** @typedef {import('./testing/test-totals.mjs').RunnerResult} RunnerResult */

const parts = /** @type {const} */ ({
  check: runCheck,
  unit: runUnit,
  e2e: runEndToEnd,
  packages: runPackages,
})

const partsWithElectron = new Set(['e2e', 'packages'])

/**
 * Runs every test there is, goes on after a failure, and ends with one line of totals whatever happened.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function runTests(args) {
  const names = chosenParts(args)
  const results = await runParts(names)
  console.log('')
  for (const { name, remarks, ...totals } of results) {
    console.log(`${name}: ${totalsLine(totals)}`)
    for (const remark of remarks) console.log(`  ${remark}`)
  }
  const sum = addTotals(results)
  console.log(totalsLine(sum))
  return sum.failed === 0 ? 0 : 1
}

/** @param {readonly string[]} args @returns {(keyof typeof parts)[]} */
function chosenParts(args) {
  const all = /** @type {(keyof typeof parts)[]} */ (Object.keys(parts))
  if (args.length === 0) return all
  const chosen = all.filter((name) => args[0] === '--only' && args[1] === name && args.length === 2)
  if (chosen.length === 0) throw new SetupProblem(`Usage: npm test [-- --only ${all.join('|')}]`)
  return chosen
}

/** @param {readonly (keyof typeof parts)[]} names @returns {Promise<RunnerResult[]>} */
async function runParts(names) {
  /** @type {RunnerResult[]} */
  const results = []
  let env = process.env
  try {
    if (names.some((name) => partsWithElectron.has(name))) env = (await setUp()).env
    else await ensureNpmPackages(repositoryRoot)
    if (names.includes('unit')) for (const program of [python, mono]) await ensureProgram(program)
  } catch (error) {
    return [failure('set-up', error)]
  }
  for (const name of names) {
    console.log(`\n=== ${name} ===`)
    results.push(await parts[name](repositoryRoot, env).catch((error) => failure(name, error)))
  }
  return results
}

/** @param {string} name @param {unknown} error @returns {RunnerResult} */
function failure(name, error) {
  console.error(error instanceof SetupProblem ? `\n${error.message}` : error)
  return { name, passed: 0, failed: 1, skipped: 0, remarks: ['could not be run: see its message above'] }
}

await runAsEntryPoint(import.meta.url, runTests)
