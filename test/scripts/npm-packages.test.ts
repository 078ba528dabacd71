import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeStamp } from '../../scripts/packages/lock-stamp.mjs'
import { arePackagesFresh } from '../../scripts/packages/npm-packages.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

const locked = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/only-windows': { version: '2.0.0', integrity: 'sha512-w', optional: true },
  },
}
const installed = { packages: { 'node_modules/a': locked.packages['node_modules/a'] } }

function projectWithLock(): string {
  const root = temporaryPlace()
  writeAt(root, 'package-lock.json', JSON.stringify(locked))
  return root
}

const writeRecord = (root: string, record: unknown) =>
  writeAt(root, 'node_modules/.package-lock.json', JSON.stringify(record))

describe('arePackagesFresh', () => {
  it('is false where nothing is installed', () => {
    expect(arePackagesFresh(projectWithLock())).toBe(false)
  })

  it('is false after an installation that was killed before its stamp', () => {
    const root = projectWithLock()
    writeAt(root, 'node_modules/a/package.json', '{}')
    expect(arePackagesFresh(root)).toBe(false)
  })

  it('is true with a stamp of the present lock file', () => {
    const root = projectWithLock()
    writeAt(root, 'node_modules/a/package.json', '{}')
    writeStamp(root)
    expect(arePackagesFresh(root)).toBe(true)
  })

  it('is false when the lock file has changed since', () => {
    const root = projectWithLock()
    writeRecord(root, installed)
    writeStamp(root)
    const changed = { packages: { ...locked.packages, 'node_modules/b': { version: '1.0.0' } } }
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(changed))
    expect(arePackagesFresh(root)).toBe(false)
  })

  it('is false when node_modules is gone, stamp and all', () => {
    const root = projectWithLock()
    writeRecord(root, installed)
    writeStamp(root)
    rmSync(join(root, 'node_modules'), { recursive: true })
    expect(arePackagesFresh(root)).toBe(false)
  })

  it('believes what npm recorded of an installation by hand, without packages for other platforms', () => {
    const root = projectWithLock()
    writeRecord(root, installed)
    expect(arePackagesFresh(root)).toBe(true)
  })

  it.each([
    ['an older version', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-old' } }],
    ['another content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-other' } }],
    ['nothing', {}],
    ['a package that is not locked', { ...installed.packages, 'node_modules/z': { version: '1.0.0' } }],
  ])('is false when npm recorded %s', (_, packages) => {
    const root = projectWithLock()
    writeRecord(root, { packages })
    expect(arePackagesFresh(root)).toBe(false)
  })
})
