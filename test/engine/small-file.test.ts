import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSmallFile, readSmallText } from '../../src/engine/small-file.ts'
import { asNobody } from '../fakes/as-nobody.ts'
import { oddFiles, oddPlaces } from '../fakes/odd-files.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

function place(): { path: string; elsewhere: string } {
  const folder = makeTemporaryFolder()
  mkdirSync(join(folder, 'elsewhere'))
  return { path: join(folder, 'kept.json'), elsewhere: join(folder, 'elsewhere') }
}

describe('a small file', () => {
  it('is read whole, up to its limit', () => {
    const { path } = place()
    writeFileSync(path, 'äöü')
    expect(readSmallFile(path, 6)).toMatchObject({ ok: true, bytes: Buffer.from('äöü') })
    expect(readSmallText(path, 6)).toBe('äöü')
    expect(readSmallFile(path, 5)).toEqual({ ok: false, reason: 'too-large' })
    writeFileSync(path, '')
    expect(readSmallText(path, 6)).toBe('')
  })

  it('is missing where neither it nor its folder is there', () => {
    const { path } = place()
    expect(readSmallFile(path, 10)).toEqual({ ok: false, reason: 'missing' })
    expect(readSmallFile(join(path, 'below'), 10)).toEqual({ ok: false, reason: 'missing' })
    writeFileSync(path, '')
    expect(readSmallFile(join(path, 'below'), 10)).toEqual({ ok: false, reason: 'missing' })
  })

  it.skipIf(process.platform === 'win32')('tells a file that may not be read', () => {
    const { path } = place()
    writeFileSync(path, 'x')
    chmodSync(path, 0)
    expect(asNobody(() => readSmallFile(path, 10))).toEqual({ ok: false, reason: 'cannot-read', systemCode: 'EACCES' })
  })

  it('tells what the system cannot even look for', () => {
    const read = readSmallFile(join(place().elsewhere, 'x'.repeat(5000)), 10)
    expect(read).toMatchObject({ ok: false, systemCode: 'ENAMETOOLONG' })
  })

  it.each(Object.entries(oddPlaces))('is not a file where a %s lies', (_name, put) => {
    const { path, elsewhere } = place()
    put(path, elsewhere)
    expect(readSmallFile(path, 1000)).toEqual({ ok: false, reason: 'not-a-file' })
  })

  it('is too large with the size that it says', () => {
    const { path, elsewhere } = place()
    oddFiles['huge file']?.(path, elsewhere)
    expect(readSmallFile(path, 1000)).toEqual({ ok: false, reason: 'too-large' })
  })

  it.skipIf(process.platform !== 'linux')('is read no further than its limit where the system tells no size', () => {
    const text = readFileSync('/proc/self/limits', 'utf8')
    expect(readSmallText('/proc/self/limits', 65_536)).toBe(text)
    expect(readSmallFile('/proc/self/limits', 100)).toEqual({ ok: false, reason: 'too-large' })
  })
})

describe.skipIf(process.platform === 'win32')('a small file that a person names', () => {
  it('may be a link to one', () => {
    const { path, elsewhere } = place()
    writeFileSync(join(elsewhere, 'file'), 'x')
    symlinkSync(join(elsewhere, 'file'), path)
    expect(readSmallText(path, 10, 'named')).toBe('x')
  })

  it.each([
    ['pipe', 'not-a-file'],
    ['folder', 'not-a-file'],
    ['link to /dev/zero', 'not-a-file'],
    ['link to itself', 'not-a-file'],
    ['dangling link', 'missing'],
  ])('is no %s', (name, reason) => {
    const { path, elsewhere } = place()
    oddPlaces[name]?.(path, elsewhere)
    expect(readSmallFile(path, 10, 'named')).toEqual({ ok: false, reason })
  })
})
