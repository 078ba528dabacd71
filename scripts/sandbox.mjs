import { spawn } from 'node:child_process'
import { buildSandbox, isSandboxBuilt, sandboxBundle } from './build/build.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'

/**
 * Runs the local License API with the given arguments until it or we are told to end. Its stdout is ours, untouched.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
async function runSandbox(args) {
  await ensureNpmPackages(repositoryRoot)
  if (!isSandboxBuilt(repositoryRoot)) await buildSandbox(repositoryRoot)
  // npm passes a signal on to its shell only: the server looks for its parents by itself.
  const child = spawn(process.execPath, [sandboxBundle(repositoryRoot), '--exit-with-parent', ...args], {
    stdio: 'inherit',
  })
  // Ctrl-C reaches both of us from the terminal; a signal to this process alone has to be passed on.
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  process.on('exit', () => child.kill())
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    // Ended by a signal is how a server ends that was asked to.
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)))
  })
}

await runAsEntryPoint(import.meta.url, runSandbox)
