import { describe, expect, it } from 'vitest'
import { toControl } from '../../scripts/packaging/deb-archive.mjs'
import { toDebianChangelog } from '../../scripts/packaging/debian-documents.mjs'
import { parseFpmArguments } from '../../scripts/packaging/fpm-arguments.mjs'

const kind = ['-s', 'dir', '--force', '-t', 'deb']

describe('toDebianChangelog', () => {
  const facts = {
    ...{ name: 'acme-activation', productName: 'Acme', version: '1.2.0', maintainer: 'Acme <it@acme.example>' },
    ...{ copyright: '', license: '', date: new Date('2026-11-22T10:00:00Z') },
  }

  it('tells the newest section, in lines that fit', () => {
    const long = `A ${'word '.repeat(30)}end`
    const changes = `# Changelog\n\n## [1.2.0]\n\n### Added\n\n- One,\n  in two lines.\n- ${long}\n\n## [1.1.0]\n\n- Old\n`
    const text = toDebianChangelog({ ...facts, changes })
    expect(text.split('\n').slice(0, 3)).toEqual([
      'acme-activation (1.2.0) stable; urgency=medium',
      '',
      '  * One, in two lines.',
    ])
    expect(text.endsWith('\n\n -- Acme <it@acme.example>  Sun, 22 Nov 2026 10:00:00 +0000\n')).toBe(true)
    expect(text).not.toContain('Old')
    expect(text.replace(/\s+/g, ' ')).toContain(long)
    expect(text.split('\n').every((line) => line.length <= 79)).toBe(true)
  })
})

describe('parseFpmArguments', () => {
  it('reads what electron-builder asks for', () => {
    const order = parseFpmArguments([
      ...kind,
      ...['-d', 'libgtk-3-0', '-d', 'libnss3', '--deb-recommends', 'libappindicator3-1'],
      ...['--version', '1.0.0', '--deb-priority', 'optional'],
      '/tmp/a=b/unpacked/=/opt/Some Product',
      '/tmp/x.desktop=/usr/share/applications/x.desktop',
    ])
    expect(order.depends).toEqual(['libgtk-3-0', 'libnss3'])
    expect(order.recommends).toEqual(['libappindicator3-1'])
    expect(order.options).toMatchObject({ version: '1.0.0', 'deb-priority': 'optional' })
    expect(order.files).toEqual([
      { from: '/tmp/a=b/unpacked/', to: '/opt/Some Product' },
      { from: '/tmp/x.desktop', to: '/usr/share/applications/x.desktop' },
    ])
  })

  it.each([
    ['an option that it does not know', [...kind, '--deb-systemd', 'x'], /does not know --deb-systemd/],
    ['an option without its value', [...kind, '--version'], /--version has no value/],
    ['a file without a place', [...kind, '/tmp/file'], /no from=to/],
    ['another kind of package', ['-s', 'dir', '-t', 'rpm'], /only dir to deb/],
  ])('refuses %s', (_, args, words) => {
    expect(() => parseFpmArguments(args)).toThrow(words)
  })
})

describe('toControl', () => {
  const options = { name: 'wizard', version: '1.0.0', architecture: 'amd64', maintainer: 'A <a@example.com>' }

  it('writes the fields that are known, and leaves out the others', () => {
    const text = toControl({ options, depends: ['a', 'b'], recommends: [], files: [] }, 42)
    expect(text).toBe(
      [
        'Package: wizard',
        'Version: 1.0.0',
        'Architecture: amd64',
        'Maintainer: A <a@example.com>',
        'Installed-Size: 42',
        'Depends: a, b',
        'Section: misc',
        '',
      ].join('\n'),
    )
  })

  it('indents a longer description, and keeps its empty lines', () => {
    const described = { ...options, description: 'Short\n Long text\n\nmore', iteration: '2' }
    const text = toControl({ options: described, depends: [], recommends: [], files: [] }, 1)
    expect(text).toContain('Version: 1.0.0-2\n')
    expect(text.endsWith('Description: Short\n Long text\n .\n more\n')).toBe(true)
  })
})
