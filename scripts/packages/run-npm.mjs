import { runCommand } from '../process/run-command.mjs'
import { npmCommand } from './npm-command.mjs'

/**
 * @param {readonly string[]} args
 * @param {import('../process/run-command.mjs').CommandOptions} [options]
 */
export function runNpm(args, options = {}) {
  const npm = npmCommand(options.env ?? process.env, process.platform)
  return runCommand(npm.command, [...npm.args, ...args], { ...options, shell: npm.shell })
}
