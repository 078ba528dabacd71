import { describe, expect, it } from 'vitest'
import { lockedIntegrity, toBillOfMaterials } from '../../scripts/packaging/bill-of-materials.mjs'
import { readPackageLicense, toNotices } from '../../scripts/packaging/license-texts.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

function packageAt(root: string, name: string, manifest: object, files: Record<string, string> = {}) {
  const folder = `node_modules/${name}`
  writeAt(root, `${folder}/package.json`, JSON.stringify({ name, version: '1.2.3', ...manifest }))
  for (const [file, text] of Object.entries(files)) writeAt(root, `${folder}/${file}`, text)
  return readPackageLicense(root, { name, version: '1.2.3', folder })
}

const application = { name: 'wizard', version: '0.1.0', license: 'MIT' }

describe('toBillOfMaterials', () => {
  it('lists Electron and each package with its address, its hash and its license', () => {
    const library = packageAt(temporaryPlace(), '@scope/lib', { license: 'Apache-2.0' })
    const integrity = new Map([['@scope/lib@1.2.3', `sha512-${Buffer.from('content').toString('base64')}`]])
    const bill = toBillOfMaterials({ application, packages: [library], electronVersion: '45.4.1', integrity })
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' })
    expect(bill.components).toMatchObject([
      { type: 'framework', name: 'electron', purl: 'pkg:npm/electron@45.4.1' },
      {
        type: 'library',
        purl: 'pkg:npm/%40scope/lib@1.2.3',
        hashes: [{ alg: 'SHA-512', content: Buffer.from('content').toString('hex') }],
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    ])
    expect(bill.dependencies[0]).toEqual({
      ref: 'wizard@0.1.0',
      dependsOn: ['electron@45.4.1', '@scope/lib@1.2.3'],
    })
  })

  it('says a choice of licenses as an expression, and nothing where a package says nothing', () => {
    const root = temporaryPlace()
    const packages = [packageAt(root, 'two', { license: '(MIT OR Apache-2.0)' }), packageAt(root, 'none', {})]
    const bill = toBillOfMaterials({ application, packages, electronVersion: '45.4.1', integrity: new Map() })
    expect(bill.components.slice(1).map(({ licenses }) => licenses)).toEqual([
      [{ expression: 'MIT OR Apache-2.0' }],
      [],
    ])
  })
})

describe('lockedIntegrity', () => {
  it('knows nested packages by their own names', () => {
    const root = temporaryPlace()
    const packages = {
      '': { name: 'root' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/a/node_modules/@s/b': { version: '2.0.0', integrity: 'sha512-b' },
    }
    writeAt(root, 'package-lock.json', JSON.stringify({ packages }))
    expect([...lockedIntegrity(root)]).toEqual([
      ['a@1.0.0', 'sha512-a'],
      ['@s/b@2.0.0', 'sha512-b'],
    ])
  })
})

describe('toNotices', () => {
  it('keeps every license and notice text of a package', () => {
    const files = { 'LICENSE.md': 'the license', NOTICE: 'the notice', 'license.js': 'code', 'README.md': 'no' }
    const notices = toNotices(
      [packageAt(temporaryPlace(), 'lib', { license: 'MIT', author: 'A. Author' }, files)],
      '45.4.1',
    )
    expect(notices).toContain('lib 1.2.3\nLicense: MIT\nAuthor: A. Author\n\nthe license\n\nthe notice\n')
    expect(notices).not.toMatch(/code|\bno\b\n/)
  })

  it('names a package that brings no text', () => {
    const notices = toNotices([packageAt(temporaryPlace(), 'bare', { license: 'ISC' })], '45.4.1')
    expect(notices).toContain('bare 1.2.3\nLicense: ISC\n\nThe package brings no license text.')
  })
})
