import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { toFileDetails, toReadFailure, toWriteFailure } from '../../src/engine/file-failure.ts'
import { noHomeFolder } from '../../src/engine/home-folder.ts'
import { readSmallFile } from '../../src/engine/small-file.ts'
import { asNobody } from '../fakes/as-nobody.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const isWindows = process.platform === 'win32'
const errorOf = (code: string, facts: object = {}): Error => Object.assign(new Error(code), { code, ...facts })

let folder = ''
beforeEach(() => {
  folder = makeTemporaryFolder()
  // Open to everybody, so that a file below it alone decides.
  chmodSync(folder, 0o777)
})

describe('toFileDetails', () => {
  it.each([
    ['EACCES', 'no-permission'],
    ['EROFS', 'read-only'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EBUSY', 'in-use'],
    ['ETXTBSY', 'in-use'],
    ['ENOENT', 'folder-gone'],
    ['ENOTDIR', 'not-a-folder'],
    ['EEXIST', 'not-a-folder'],
    ['EIO', 'other'],
  ])('tells %s as %s', (systemCode, cause) => {
    expect(toFileDetails(folder, errorOf(systemCode))).toEqual({ path: folder, systemCode, cause })
  })

  it.skipIf(isWindows)('names the user whose file it is, and tells EPERM there as a want of permission', () => {
    const seen = { cause: 'no-permission', owner: 'root' }
    expect(asNobody(() => toFileDetails('/etc/passwd', errorOf('EACCES')))).toMatchObject(seen)
    expect(asNobody(() => toFileDetails(folder, errorOf('EPERM', { dest: '/etc/passwd' })))).toMatchObject(seen)
    expect(asNobody(() => toFileDetails('/etc/no such file', errorOf('EACCES')))).toMatchObject(seen)
  })

  it.skipIf(isWindows)('tells EPERM for a file of one’s own as protected', () => {
    const path = join(folder, 'own')
    asNobody(() => writeFileSync(path, ''))
    expect(asNobody(() => toFileDetails(folder, errorOf('EPERM', { dest: path })))).toEqual({
      path: folder,
      systemCode: 'EPERM',
      cause: 'protected',
    })
  })

  it('looks at the folder where a file may not be removed', () => {
    const path = join(folder, 'own')
    writeFileSync(path, '')
    const error = errorOf('EACCES', { syscall: 'unlink', path })
    expect(toFileDetails(path, error)).toMatchObject({ path, cause: isWindows ? 'in-use' : 'no-permission' })
  })

  it('has no path where there is no home', () => {
    const details = { cause: 'no-home', systemCode: 'ENOTDIR' }
    expect(toWriteFailure(join(noHomeFolder, '.local'), errorOf('ENOTDIR'))).toMatchObject({
      code: 'cannot-write',
      details,
    })
    expect(toReadFailure(join(noHomeFolder, 'x.lic'), { reason: 'missing' })).toMatchObject({
      code: 'cannot-read-folder',
      details: { cause: 'no-home' },
    })
  })
})

describe('toReadFailure', () => {
  it.skipIf(isWindows)('tells a file that is there from one that may be there', () => {
    const inside = join(folder, 'closed')
    const path = join(inside, 'x.lic')
    const failureOf = () => {
      const read = asNobody(() => readSmallFile(path, 100))
      return read.ok ? null : asNobody(() => toReadFailure(path, read))
    }
    asNobody(() => {
      mkdirSync(inside)
      writeFileSync(path, '{}')
      chmodSync(path, 0o000)
    })
    const details = { systemCode: 'EACCES', cause: 'no-permission' }
    expect(failureOf()).toMatchObject({ code: 'cannot-read', details: { ...details, path } })
    asNobody(() => chmodSync(inside, 0o000))
    expect(failureOf()).toMatchObject({ code: 'cannot-read-folder', details: { ...details, path: inside } })
    asNobody(() => chmodSync(inside, 0o700))
  })

  it('says that something else lies in the place of the file', () => {
    expect(toReadFailure(folder, { reason: 'not-a-file' })).toMatchObject({
      code: 'cannot-read',
      details: { path: folder, cause: 'not-a-file' },
    })
  })
})
