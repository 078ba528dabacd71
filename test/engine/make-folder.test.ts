import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/engine/make-folder.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

describe('makeFolder', () => {
  it('makes what is missing, with this mode, and tells the first', () => {
    const folder = makeTemporaryFolder()
    const deep = join(folder, 'a', 'b', 'c')
    expect(makeFolder(deep, 0o700)).toBe(join(folder, 'a'))
    expect(statSync(deep).mode & 0o777).toBe(0o700)
    expect(makeFolder(deep, 0o700)).toBeUndefined()
  })

  it('throws where a file is in the way', () => {
    const file = join(makeTemporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow(/EEXIST/)
    expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR|EEXIST/)
  })

  it.runIf(process.platform === 'linux')('comes to an end where no folder can be made', () => {
    expect(() => makeFolder('/proc/no-such/place')).toThrow(/ENOENT/)
  })
})
