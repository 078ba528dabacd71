import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Scope } from '../../src/engine/license-folder.ts'
import { findScope, folderOfScope, readersOf } from '../../src/engine/license-scope.ts'
import { vendorWith } from '../core/settings-sources.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const configuration = vendorWith()
const now = (): Date => new Date()

function makePlace() {
  const home = makeTemporaryFolder()
  const environment = { LOCALAPPDATA: join(home, 'local'), PROGRAMDATA: join(home, 'everybody') }
  const place = { platform: 'win32' as const, home, environment }
  const put = (scope: Scope, name = 'SUITE.lic'): void => {
    const folder = folderOfScope(configuration, scope, place)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), '{}')
  }
  return { place, put }
}

describe('findScope', () => {
  it.each<[string, Scope[], Scope]>([
    ['nothing', [], 'user'],
    ['a license of this user', ['user'], 'user'],
    ['a license of all users', ['machine'], 'machine'],
    ['both', ['user', 'machine'], 'machine'],
  ])('finds %s', (_what, scopes, found) => {
    const { place, put } = makePlace()
    for (const scope of scopes) put(scope)
    expect(findScope(configuration, place, now)).toBe(found)
  })

  it('prefers what can be read, and what may be there to nothing', () => {
    const { place, put } = makePlace()
    mkdirSync(join(folderOfScope(configuration, 'machine', place), 'SUITE.lic'), { recursive: true })
    expect(findScope(configuration, place, now)).toBe('machine')
    put('user')
    expect(findScope(configuration, place, now)).toBe('user')
  })

  it('makes no difference where one folder is configured', () => {
    const { place, put } = makePlace()
    put('machine')
    const licenseFolder = folderOfScope(configuration, 'machine', place)
    expect(findScope({ ...configuration, licenseFolder }, place, now)).toBe('user')
  })
})

describe('readersOf', () => {
  it('lets all users read what is theirs', () => {
    expect([readersOf('machine'), readersOf('user')]).toEqual(['everyone', 'owner'])
  })
})
