import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeVersionProblem } from '../packages/node-version.mjs'
import { SetupProblem } from './setup-problem.mjs'

/**
 * Runs `main` only when its module is the file given to Node, and ends the process with the code it returns.
 * Ending explicitly matters: a lost handle of a helper process must not keep a finished command alive.
 *
 * @param {string} moduleUrl `import.meta.url` of the calling module
 * @param {(args: string[]) => Promise<number | void>} main
 * @returns {Promise<void>}
 */
export async function runAsEntryPoint(moduleUrl, main) {
  if (!isEntryPoint(moduleUrl)) return
  try {
    const tooOld = nodeVersionProblem(process.versions.node)
    if (tooOld !== null) throw new SetupProblem(tooOld)
    const code = await main(process.argv.slice(2))
    process.exit(code ?? 0)
  } catch (error) {
    console.error(error instanceof SetupProblem ? `\n${error.message}` : error)
    process.exit(1)
  }
}

/** @param {string} moduleUrl */
function isEntryPoint(moduleUrl) {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === fileURLToPath(moduleUrl)
}
