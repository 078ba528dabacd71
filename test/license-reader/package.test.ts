/** The package as a vendor installs it: packed by npm, unpacked, then loaded by `import` and by `require`. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildLicenseReader, readerFolder } from '../../scripts/build/license-reader.mjs'
import { electronPlatformPath } from '../../scripts/electron/electron-platform-path.mjs'
import { installedElectron } from '../../scripts/electron/installed-electron.mjs'
import { npmElectronPackage } from '../../scripts/electron/npm-electron-package.mjs'
import { npmCommand } from '../../scripts/packages/npm-command.mjs'
import { cacheFolder } from '../../scripts/process/cache-folder.mjs'
import { publicKeyPem, vectorFolder, vectors } from './vectors.ts'

const root = join(import.meta.dirname, '../..')
const name = 'activation-wizard-license-reader'
const project = realpathSync(mkdtempSync(join(tmpdir(), 'activation-wizard-reader-')))
const installed = join(project, 'node_modules', name)
afterAll(() => rmSync(project, { recursive: true, force: true }))

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = project) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, timeout: 300_000 })

let packed: readonly string[] = []
beforeAll(async () => {
  const source = join(project, 'source')
  cpSync(readerFolder(root), source, { recursive: true, filter: (path) => !path.endsWith('dist') })
  await buildLicenseReader(root, join(source, 'dist'))
  const { command, args, shell } = npmCommand(process.env, process.platform)
  const pack = spawnSync(command, [...args, 'pack', '--json', '--pack-destination', project], {
    ...{ cwd: source, encoding: 'utf8', shell },
  })
  if (pack.status !== 0) throw new Error(pack.stderr)
  const [{ filename, files }] = JSON.parse(pack.stdout)
  packed = files.map(({ path }: { path: string }) => path)
  mkdirSync(installed, { recursive: true })
  await extract({ file: join(project, filename), cwd: installed, strip: 1 })
})

const body = `
const { folder, pem, vectors } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
for (const one of vectors) {
  const reading = readLicense(folder + '/' + one.file, pem, one.hardwareId, new Date(one.now), { bundle: one.bundle })
  const licenses = reading.ok && reading.licenses.map(({ productCode, standing }) => ({ productCode, standing }))
  console.log(JSON.stringify(reading.ok ? { ok: true, licenses } : { ok: false, reason: reading.reason }))
}
`
const programs = {
  'import.mjs': `import fs from 'node:fs'\nimport { readLicense } from '${name}'\n${body}`,
  'require.cjs': `const fs = require('node:fs')\nconst { readLicense } = require('${name}')\n${body}`,
}

/** Other Nodes of this machine: those inside of an Electron that is here already; the oldest one is Node 18. */
const electrons = [
  installedElectron(root),
  join(cacheFolder(), `electron-${npmElectronPackage.electronVersion}`, electronPlatformPath(process.platform)),
]
const asNode = { ELECTRON_RUN_AS_NODE: '1' }
const runtimes = [
  { runtime: `Node ${process.versions.node}`, command: process.execPath, env: {} },
  ...electrons.flatMap((command) => {
    if (command === null) return []
    const { status, stdout } = run(command, ['-p', 'process.versions.node'], asNode)
    return status === 0 ? [{ runtime: `Electron's Node ${stdout.trim()}`, command, env: asNode }] : []
  }),
]
const runs = runtimes.flatMap((one) => Object.keys(programs).map((program) => ({ ...one, program })))

describe('the package', () => {
  it.each(runs)('reads every license file by $program in $runtime', ({ program, command, env }) => {
    const question = join(project, 'question.json')
    writeFileSync(question, JSON.stringify({ folder: vectorFolder, pem: publicKeyPem, vectors }))
    writeFileSync(join(project, program), programs[program as keyof typeof programs])
    const { stdout, stderr } = run(command, [join(project, program), question], env)
    expect(stderr).toBe('')
    const found = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(found).toEqual(vectors.map((vector) => vector.expect))
  })

  it('needs no other package, and loads nothing but node:crypto and node:fs', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(Object.keys(manifest).filter((member) => /dependencies/i.test(member))).toEqual([])
    const scripts = packed.filter((file) => file.endsWith('.js'))
    const loaded = scripts.flatMap((file) => [
      ...readFileSync(join(installed, file), 'utf8').matchAll(/(?:from |require\()["']([^"']+)["']/g),
    ])
    const outside = loaded.map((match) => match[1] ?? '').filter((from) => !from.startsWith('./'))
    expect(new Set(outside)).toEqual(new Set(['node:crypto', 'node:fs']))
  })

  it('holds what it names, with the license and the samples, and no source', () => {
    expect(packed).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
    expect(packed).toEqual(expect.arrayContaining(['samples/python/read_license.py', 'samples/csharp/ReadLicense.cs']))
    expect(packed.filter((file) => /^src|tsconfig|__pycache__/.test(file))).toEqual([])
  })

  it.each(['consumer.mts', 'consumer.cts'])('gives its types to %s', (file) => {
    const source = `import { readLicense, type License } from '${name}'
const reading = readLicense('a.lic', 'pem', 'id', new Date(), { bundle: 'SUITE' })
export const days: number | null = reading.ok && reading.bundle?.standing.kind === 'valid' ? reading.bundle.standing.daysLeft : null
export const why: string = reading.ok ? '' : reading.reason
export const first: License | undefined = reading.ok ? reading.licenses[0] : undefined
// @ts-expect-error: a refusal holds no licenses
export const none = reading.licenses
`
    writeFileSync(join(project, file), source)
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '']
    const { stdout, status } = run(process.execPath, [tsc, ...options, file])
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})

describe('the README', () => {
  it('shows a program that runs', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8')
    const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(20)
    writeFileSync(join(project, 'example.mjs'), example)
    writeFileSync(join(project, 'public-key.pem'), publicKeyPem)
    writeFileSync(join(project, 'DEMO-SUITE.lic'), readFileSync(join(vectorFolder, 'online-valid.lic')))
    const { stdout, stderr } = run(process.execPath, ['example.mjs', vectors[0]?.hardwareId ?? ''])
    expect(stderr).toBe('')
    expect(stdout).toBe('DEMO-SUITE: valid\nDEMO-WRITER: valid\n')
    expect(run(process.execPath, ['example.mjs', 'another'])).toMatchObject({ status: 1, stderr: /other-computer/ })
  })
})
