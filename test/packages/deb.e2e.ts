import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { projectRoot, test } from './packed.ts'

/** `Name: value` or `Name=value` lines, by name. */
function readFields(text: string, separator: ':' | '='): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\w/.test(line) && line.includes(separator))
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(separator)
      return [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  )
}

test('names what it is and what it needs', ({ packed }) => {
  const fields = readFields(readFileSync(join(packed.control, 'control'), 'utf8'), ':')
  const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  expect(fields).toMatchObject({ Package: name, Version: version, Architecture: 'amd64', License: 'MIT' })
  expect(fields['Maintainer']).toMatch(/^.+ <\S+@\S+>$/)
  expect(fields['Homepage']).toBe('https://example.com/support')
  expect(fields['Depends']?.split(', ')).toEqual(expect.arrayContaining(['libc6', 'libgtk-3-0', 'libnss3']))
  expect(Number(fields['Installed-Size'])).toBeGreaterThan(100_000)
})

test('has the right checksum of every file', ({ packed }) => {
  const lines = readFileSync(join(packed.control, 'md5sums'), 'utf8').trim().split('\n')
  const wrong = lines.filter((line) => {
    const [sum, ...rest] = line.split('  ')
    return (
      createHash('md5')
        .update(readFileSync(join(packed.systemRoot, rest.join('  '))))
        .digest('hex') !== sum
    )
  })
  expect(wrong).toEqual([])
  const files = execFileSync('dpkg-deb', ['-c', packed.debPath], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
  expect(lines).toHaveLength(files.split('\n').filter((line) => line.startsWith('-')).length)
})

test('gives everything to root and lets nobody else write', ({ packed }) => {
  const list = execFileSync('dpkg-deb', ['-c', packed.debPath], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
  const lines = list.trim().split('\n')
  expect(lines.filter((line) => !/^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root /.test(line))).toEqual([])
  for (const name of ['activation-wizard', 'resources/bin/activation-wizard']) {
    expect(statSync(join(packed.program, name)).mode & 0o777).toBe(0o755)
  }
  expect(statSync(packed.asarPath).mode & 0o777).toBe(0o644)
})

test('has a copyright file and a changelog where Debian looks for them', ({ packed }) => {
  const documents = join(packed.systemRoot, 'usr/share/doc/activation-wizard')
  const copyright = readFileSync(join(documents, 'copyright'), 'utf8')
  expect(copyright).toMatch(/^Format: https:\/\/www\.debian\.org\/doc\/packaging-manuals\/copyright-format\/1\.0\/\n/)
  expect(copyright).toContain('\nCopyright: 2026 Activation Wizard contributors\nLicense: MIT\n')
  const changelog = gunzipSync(readFileSync(join(documents, 'changelog.gz'))).toString()
  expect(changelog).toMatch(/^activation-wizard \(\S+\) stable; urgency=medium\n\n {2}\* \S/)
  expect(changelog).toMatch(/\n\n -- .+ <\S+@\S+> {2}\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000\n$/)
  const overrides = readFileSync(join(packed.systemRoot, 'usr/share/lintian/overrides/activation-wizard'), 'utf8')
  expect(overrides).toContain('activation-wizard: dir-or-file-in-opt *')
})

test('brings libraries that are not run', ({ packed }) => {
  const libraries = readdirSync(packed.program).filter((name) => /\.so(?:\.\d+)*$/.test(name))
  expect(libraries).toContain('libffmpeg.so')
  for (const name of libraries) expect(statSync(join(packed.program, name)).mode & 0o777, name).toBe(0o644)
})

test('has scripts that link the program, see to the sandbox and clean up', ({ packed }) => {
  const [install, remove] = ['postinst', 'postrm'].map((name) => join(packed.control, name))
  for (const script of [install, remove]) {
    expect(statSync(script ?? '').mode & 0o777).toBe(0o755)
    execFileSync('bash', ['-n', script ?? ''])
  }
  const text = readFileSync(install ?? '', 'utf8')
  expect(text).toContain(
    "/usr/bin/activation-wizard' 'activation-wizard' '/opt/Activation Wizard/resources/bin/activation-wizard'",
  )
  expect(text).toContain('chmod 4755 ')
  expect(readFileSync(remove ?? '', 'utf8')).toContain(
    "update-alternatives --remove 'activation-wizard' '/opt/Activation Wizard/resources/bin/activation-wizard'",
  )
})

test('has an entry in the menu that takes files, and links of the scheme that the vendor set', ({ packed }) => {
  const path = join(packed.systemRoot, 'usr', 'share', 'applications', 'activation-wizard.desktop')
  const entry = readFields(readFileSync(path, 'utf8'), '=')
  expect(entry).toMatchObject({
    Name: 'Activation Wizard',
    Exec: '"/opt/Activation Wizard/activation-wizard" %U',
    Icon: 'activation-wizard',
    StartupWMClass: 'activation-wizard',
    Terminal: 'false',
    Categories: 'Utility;',
  })
  expect(entry['MimeType']?.split(';').filter(Boolean)).toEqual([
    'application/x-activation-request',
    'application/x-activation-answer',
    'x-scheme-handler/example-suite',
  ])
  // Debian's own judge of such files, where it is installed.
  const judged = spawnSync('desktop-file-validate', [path], { encoding: 'utf8' })
  if (judged.error === undefined) expect([judged.status, judged.stdout]).toEqual([0, ''])
})

test('teaches the system the two kinds of files', ({ packed }) => {
  const path = join(packed.systemRoot, 'usr', 'share', 'mime', 'packages', 'activation-wizard.xml')
  const text = readFileSync(path, 'utf8')
  const types = [...text.matchAll(/type="([^"]+)">\s*<glob pattern="([^"]+)"/g)].map(([, type, glob]) => [type, glob])
  expect(types).toEqual([
    ['application/x-activation-request', '*.req'],
    ['application/x-activation-answer', '*.lic'],
  ])
})

test('brings its icon in each size', ({ packed }) => {
  const folder = join(packed.systemRoot, 'usr', 'share', 'icons', 'hicolor')
  const sizes = readdirSync(folder).map((name) => Number(name.split('x')[0]))
  expect(sizes.sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256, 512])
  for (const size of sizes) {
    const png = readFileSync(join(folder, `${size}x${size}`, 'apps', 'activation-wizard.png'))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
  }
})
