import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMeasured } from './bench/measured-run.mjs'
import {
  buildCommandLine,
  buildSandbox,
  commandLineBundle,
  isCommandLineBuilt,
  isSandboxBuilt,
} from './build/build.mjs'
import { goodKey, startSandbox } from './build/sandbox-server.mjs'
import { demoConfiguration, licenseFolder } from './demo/demo-configuration.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'

const counts = [10, 100, 1000, 10_000]
const startLimitMs = 120_000

/**
 * Prints what a bundle costs by its number of licenses: seconds and peak memory of the command line against a local
 * sandbox, which runs in a process of its own, for each step over the network and without it.
 */
async function benchSize() {
  await ensureNpmPackages(repositoryRoot)
  if (!isSandboxBuilt(repositoryRoot)) await buildSandbox(repositoryRoot)
  if (!isCommandLineBuilt(repositoryRoot)) await buildCommandLine(repositoryRoot)
  for (const count of counts) await benchCount(count)
}

/** @param {number} count */
async function benchCount(count) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-size-'))
  const sandbox = await startSandbox(repositoryRoot, startLimitMs, ['--licenses', String(count)])
  try {
    const { steps, licensePath, answerPath, configurationPath } = preparePlace(folder, sandbox.line)
    for (const [name, args] of steps) {
      // The sandbox signs thousands of licenses one by one for a file: that is its time, and not the wizard's.
      const command = [commandLineBundle(repositoryRoot), ...args, '--config', configurationPath, '--timeout', '300']
      report(count, name, await runMeasured(command))
      if (name === 'activate') console.log(`${' '.repeat(8)}license file: ${mebibytesOf(licensePath)} MiB`)
      if (name === 'send') console.log(`${' '.repeat(8)}answer file: ${mebibytesOf(answerPath)} MiB`)
    }
  } finally {
    sandbox.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder @param {import('./build/sandbox-server.mjs').SandboxLine} line */
function preparePlace(folder, line) {
  const place = (/** @type {string} */ name) => join(folder, name)
  const [key, offlineKey] = [place('key.txt'), place('offline-key.txt')]
  const [request, answerPath] = [place('bench.req'), place('bench.lic')]
  const configurationPath = place('configuration.json')
  writeFileSync(key, goodKey(line))
  writeFileSync(offlineKey, goodKey(line, 'offline'))
  writeFileSync(configurationPath, JSON.stringify(demoConfiguration(line, folder)))
  const licensePath = join(licenseFolder(folder), `${line.product}.lic`)
  /** @type {readonly (readonly [name: string, args: readonly string[]])[]} */
  const steps = [
    ['activate', ['activate', '--key-file', key]],
    ['status', ['status']],
    ['status --json', ['status', '--json']],
    ['check', ['check']],
    ['request', ['request', '--key-file', offlineKey, '--out', request]],
    ['send', ['send', request, '--out', answerPath]],
    ['import', ['import', answerPath]],
    ['verify', ['verify', answerPath]],
  ]
  return { steps, licensePath, answerPath, configurationPath }
}

/** @param {string} path @returns {string} */
function mebibytesOf(path) {
  return (statSync(path).size / 2 ** 20).toFixed(1)
}

/** @param {number} count @param {string} name @param {{ seconds: number, mebibytes: number | null }} cost */
function report(count, name, { seconds, mebibytes }) {
  const memory = mebibytes === null ? '' : `${mebibytes.toFixed(0).padStart(6)} MiB`
  console.log(`${String(count).padStart(6)}  ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s ${memory}`)
}

await runAsEntryPoint(import.meta.url, benchSize)
