import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildCommandLine, buildSandbox, commandLineBundle } from './build/build.mjs'
import { goodKey, startSandbox } from './build/sandbox-server.mjs'
import { writeFleet } from './fleet/fleet-files.mjs'
import { readRecap, sumRecap } from './fleet/recap.mjs'
import { ensureNpmPackages } from './packages/npm-packages.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { runCommand } from './process/run-command.mjs'
import { SetupProblem } from './process/setup-problem.mjs'
import { temporaryFolder } from './process/temporary-folder.mjs'
import { ansible, ensureProgram } from './system/programs.mjs'

const runLimitMs = 20 * 60_000

/**
 * Activates many homes of this computer with the Ansible role, against a local License API: a dry run, a run, and a second
 * run that must change nothing; over the network and by files.
 *
 * @param {string[]} args
 * @returns {Promise<number>} 0, or 1 where a run did not do what it should
 */
async function runFleet(args) {
  const { values } = parseArgs({ args, options: { machines: { type: 'string', default: '50' } } })
  const machines = Number(values.machines)
  if (!(Number.isInteger(machines) && machines > 0 && machines <= 500)) {
    throw new SetupProblem('Usage: npm run fleet -- [--machines N], 1 to 500')
  }
  await ensureNpmPackages(repositoryRoot)
  await ensureProgram(ansible)
  await buildCommandLine(repositoryRoot)
  await buildSandbox(repositoryRoot)
  const sandbox = await startSandbox(repositoryRoot)
  try {
    let isGood = true
    for (const mode of /** @type {const} */ (['online', 'offline'])) {
      isGood = (await runMode(mode, machines, sandbox.line)) && isGood
    }
    return isGood ? 0 : 1
  } finally {
    sandbox.end()
  }
}

/**
 * @param {'online' | 'offline'} mode
 * @param {number} machines
 * @param {import('./build/sandbox-server.mjs').SandboxLine} line
 * @returns {Promise<boolean>}
 */
async function runMode(mode, machines, line) {
  const folder = join(temporaryFolder(), mode)
  mkdirSync(folder)
  const command = [process.execPath, commandLineBundle(repositoryRoot)]
  const files = writeFleet({ folder, machines, mode, line, command })
  const vault = await encrypt(
    join(folder, 'secrets.yml'),
    { activation_wizard_license_key: goodKey(line, mode) },
    files.password,
  )
  const play = (/** @type {string[]} */ ...more) => runPlaybook([...files.args, '-e', `@${vault}`, ...more])
  const dry = await play('--check')
  const first = await play()
  const second = await play()
  for (const [name, sum] of Object.entries({ 'dry run': dry, 'first run': first, 'second run': second })) {
    console.log(
      `${mode.padEnd(8)} ${name.padEnd(11)} machines ${sum.machines}, ok ${sum.ok}, changed ${sum.changed}, ` +
        `machines changed ${sum.machinesChanged}, unreachable ${sum.unreachable}, failed ${sum.failed}`,
    )
  }
  const isWhole = [dry, first, second].every((sum) => sum.machines === machines && sum.failed + sum.unreachable === 0)
  return isWhole && dry.machinesChanged === machines && first.machinesChanged === machines && second.changed === 0
}

/** @param {string[]} args */
async function runPlaybook(args) {
  const cwd = join(repositoryRoot, 'deploy', 'ansible')
  const env = {
    ...process.env,
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_FORCE_COLOR: '0',
    ANSIBLE_CONFIG: join(cwd, 'ansible.cfg'),
  }
  const { output } = await runCommand('ansible-playbook', args, { cwd, env, output: 'capture', timeoutMs: runLimitMs })
  const recap = readRecap(output)
  if (recap.length === 0) throw new SetupProblem(`ansible-playbook ended without a recap:\n${output}`)
  const failed = output.split('\n').filter((text) => /^fatal:/u.test(text))
  for (const text of failed.slice(0, 5)) console.error(text)
  return sumRecap(recap)
}

/**
 * A file of variables that only the vault password opens.
 *
 * @param {string} file @param {object} variables @param {string} passwordFile
 */
async function encrypt(file, variables, passwordFile) {
  writeFileSync(file, JSON.stringify(variables), { mode: 0o600 })
  const args = ['encrypt', '--vault-password-file', passwordFile, file]
  const { code, output } = await runCommand('ansible-vault', args, { output: 'capture' })
  if (code !== 0) throw new SetupProblem(`ansible-vault failed: ${output}`)
  return file
}

await runAsEntryPoint(import.meta.url, runFleet)
