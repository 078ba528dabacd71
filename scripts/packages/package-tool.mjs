import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/run-command.mjs'

/**
 * Runs the command of an installed package with the present Node: no npx, no shell, the same on every platform.
 *
 * @param {string} root
 * @param {string} name of the package, for example `vite`
 * @param {readonly string[]} args
 * @param {import('../process/run-command.mjs').CommandOptions} [options]
 */
export function runPackageTool(root, name, args, options = {}) {
  return runCommand(process.execPath, [toolFile(root, name), ...args], { cwd: root, ...options })
}

/** @param {string} root @param {string} name @returns {string} */
function toolFile(root, name) {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof bin === 'string') return join(folder, bin)
  // A package has either a command of its own name or, as `@playwright/test`, one of another name.
  return join(folder, bin[name] ?? Object.values(bin)[0])
}
