import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { asarFiles, projectRoot, test } from './packed.ts'

/** The command line and the window are bundled apart, so that either starts fast: what both use is there twice. */
const budget = { asar: 4_500_000, renderer: 1_000_000 }

interface Component {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly hashes?: readonly object[]
}

function readBill(program: string): { components: readonly Component[] } {
  return JSON.parse(readFileSync(join(program, 'resources', 'legal', 'sbom.cdx.json'), 'utf8'))
}

test('holds the wizard, its configuration and its license in the asar, and nothing else', ({ packed }) => {
  const names = [...asarFiles(packed.asarPath).keys()]
  const isExpected = (name: string): boolean =>
    ['LICENSE', 'activation.config.json', 'brand/logo.svg', 'package.json', 'out/renderer/index.html'].includes(name) ||
    /^out\/(main|preload|command-line)\/(chunks\/)?[\w-]+\.js$/.test(name) ||
    /^out\/renderer\/assets\/[\w-]+\.(js|css)$/.test(name)
  expect(names.filter((name) => !isExpected(name))).toEqual([])
  expect(names).toEqual(
    expect.arrayContaining([
      'brand/logo.svg',
      'out/command-line/packaged.js',
      'out/main/index.js',
      'out/preload/bridge.js',
      'out/renderer/index.html',
    ]),
  )
})

test('names the keys of the vendor in the configuration only, and no place of the computer that built it', ({
  packed,
}) => {
  const { sandbox } = packed
  for (const [name, content] of asarFiles(packed.asarPath)) {
    const text = content.toString('latin1')
    const secrets = [sandbox.apiKey, sandbox.sharedKey].filter((secret) => text.includes(secret))
    expect(secrets, name).toHaveLength(name === 'activation.config.json' ? 2 : 0)
    expect(text.includes(projectRoot), name).toBe(false)
    expect(text.includes('PRIVATE KEY'), name).toBe(false)
    expect(text, name).not.toMatch(/sourceMappingURL=(?!%)/)
  }
})

test('has a manifest without scripts and dependencies', ({ packed }) => {
  const manifest = JSON.parse(asarFiles(packed.asarPath).get('package.json')?.toString() ?? '{}')
  expect(Object.keys(manifest).sort()).toEqual([
    'author',
    'description',
    'desktopName',
    'homepage',
    'license',
    'main',
    'name',
    'productName',
    'version',
  ])
})

test('has nothing of the unpacked Electron that is not for customers, and says that it is a test build', ({
  packed,
}) => {
  const resources = join(packed.program, 'resources')
  expect(readdirSync(resources).sort()).toEqual(['app.asar', 'apparmor-profile', 'bin', 'legal'])
  expect(existsSync(join(packed.program, 'version'))).toBe(false)
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const electron = readBill(packed.program).components.find(({ name }) => name === 'electron')
  const isStandIn = electron?.version !== devDependencies.electron
  expect(existsSync(join(packed.program, 'TEST-BUILD.txt'))).toBe(isStandIn)
  expect(packed.debPath.includes('-TEST-')).toBe(isStandIn)
  expect(packed.tarPath.includes('-TEST-')).toBe(isStandIn)
})

test('has a bill of materials with every production dependency', ({ packed }) => {
  const { components } = readBill(packed.program)
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const listed = Object.fromEntries(components.map(({ name, version }) => [name, version]))
  expect(listed).toMatchObject(dependencies)
  const libraries = components.filter(({ name }) => name !== 'electron')
  expect(libraries.filter(({ hashes = [] }) => hashes.length !== 1)).toEqual([])
})

test('has the license text of everything in the bill of materials', ({ packed }) => {
  const notices = readFileSync(join(packed.program, 'resources', 'legal', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  const parts = notices.split(/^-{80}$/m).map((part) => part.trim())
  for (const { name, version } of readBill(packed.program).components) {
    const part = parts.find((text) => text.startsWith(`${name} ${version}\n`))
    expect(part, name).toMatch(/copyright|Permission is hereby granted|LICENSE\.electron\.txt|brings no license text/i)
  }
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html']) {
    expect(statSync(join(packed.program, name)).size, name).toBeGreaterThan(1000)
  }
})

test('stays within its budget of bytes', ({ packed }) => {
  const asar = statSync(packed.asarPath).size
  const pages = [...asarFiles(packed.asarPath)].filter(([name]) => name.startsWith('out/renderer/'))
  const renderer = pages.reduce((sum, [, content]) => sum + content.length, 0)
  const [deb, tar] = [packed.debPath, packed.tarPath].map((path) => statSync(path).size)
  console.log(`bytes: app.asar ${asar}, window ${renderer}, deb ${deb}, tar.gz ${tar} (little compression)`)
  expect(asar).toBeLessThan(budget.asar)
  expect(renderer).toBeLessThan(budget.renderer)
})

test('brings the same files in the archive as in the Debian package', ({ packed }) => {
  const list = execFileSync('tar', ['-tzf', packed.tarPath], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
  const inTar = list.split('\n').flatMap((name) => (name.endsWith('/') ? [] : name.split('/').slice(1).join('/')))
  const inDeb = readdirSync(packed.program, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const installed = inDeb.map(({ parentPath, name }) => join(parentPath, name).slice(packed.program.length + 1))
  // The profile for AppArmor is put there for the Debian package, while the archive may be under way already.
  const isShared = (name: string): boolean => name !== '' && name !== 'resources/apparmor-profile'
  expect(inTar.filter(isShared).sort()).toEqual(installed.filter(isShared).sort())
})
