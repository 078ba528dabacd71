import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { summarize } from './bench/bench-numbers.mjs'
import { buildWizard } from './build/build.mjs'
import { prepareDemoPlace } from './demo/demo-place.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { timeToLine } from './process/time-to-line.mjs'
import { setUp } from './setup.mjs'
import { withDisplay } from './system/virtual-display.mjs'

const runs = 10
const limitMs = 30_000
const line = 'useful-paint'

/** Nothing is sent at the start, so the address only has to look right. */
const vendor = {
  baseUrl: 'http://127.0.0.1:9',
  publicKeyPem: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString(),
  apiKey: 'bench',
  sharedKey: 'bench',
  product: 'bench',
}

/** Prints how long the built wizard takes to its first useful paint, and an empty page in the same Electron. */
async function benchStart() {
  const setup = await setUp()
  await buildWizard(repositoryRoot)
  const emptyApp = join(repositoryRoot, 'scripts', 'bench', 'bench-empty-app')
  await withDisplay(async (env) => {
    const startOnce = (/** @type {string} */ app) => {
      const place = prepareDemoPlace(app, vendor, env)
      const hook = app === repositoryRoot ? ['-r', join(repositoryRoot, 'scripts', 'bench', 'bench-hook.cjs')] : []
      return timeToLine(setup.electron, [...setup.electronArgs, ...hook, ...place.args], {
        env: place.env,
        line,
        limitMs,
      })
    }
    // One start of each that does not count: it brings the files into memory.
    await startOnce(emptyApp)
    await startOnce(repositoryRoot)
    const empty = []
    const wizard = []
    // Taken in turn, so that a busy moment of the machine hits both.
    for (let run = 0; run < runs; run += 1) {
      empty.push(await startOnce(emptyApp))
      wizard.push(await startOnce(repositoryRoot))
    }
    report(summarize(empty), summarize(wizard))
  }, setup.env)
}

/** @typedef {ReturnType<typeof summarize>} Summary */

/** @param {Summary} empty @param {Summary} wizard */
function report(empty, wizard) {
  const row = (/** @type {string} */ name, /** @type {Summary} */ { min, median }) =>
    console.log(`${name.padEnd(12)} min ${min.toFixed(0).padStart(5)} ms   median ${median.toFixed(0).padStart(5)} ms`)
  console.log(`Start to first useful paint, ${runs} runs each, a new profile each time:`)
  row('empty page', empty)
  row('wizard', wizard)
  console.log(
    `wizard / empty page: ${(wizard.min / empty.min).toFixed(2)} (min), ${(wizard.median / empty.median).toFixed(2)} (median)`,
  )
}

await runAsEntryPoint(import.meta.url, benchStart)
