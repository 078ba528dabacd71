import { spawn } from 'node:child_process'
import { buildCommandLine, commandLineBundle, isCommandLineBuilt } from './build/build.mjs'
import { standingConfiguration } from './demo/standing-configuration.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'

/**
 * Runs the command line with the given arguments. Its stdin, its stdout and its exit code are ours, untouched.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
async function runCommandLine(args) {
  await ensureNpmPackages(repositoryRoot)
  if (!isCommandLineBuilt(repositoryRoot)) await buildCommandLine(repositoryRoot)
  const isNamed = 'ACTIVATION_CONFIG' in process.env || args.some((arg) => /^--(?:config|help|version)\b/.test(arg))
  const env = isNamed ? process.env : { ...process.env, ACTIVATION_CONFIG: standingConfiguration(repositoryRoot) }
  const child = spawn(process.execPath, [commandLineBundle(repositoryRoot), ...args], { stdio: 'inherit', env })
  // Ctrl-C reaches both of us from the terminal; a signal to this process alone has to be passed on.
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

await runAsEntryPoint(import.meta.url, runCommandLine)
