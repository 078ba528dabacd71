import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openProfile } from '../../src/main/profile.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

let folder = ''
let temporary = ''
/** Not a folder: root cannot make one below it either. */
let blocked = ''
beforeEach(() => {
  folder = makeTemporaryFolder()
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  blocked = join(folder, 'file', 'profile')
  writeFileSync(join(folder, 'file'), '')
})

const failure = { code: 'cannot-write-profile', details: { cause: 'not-a-folder' } }

describe('openProfile', () => {
  it('takes the usual folder where it can be written, and leaves nothing in it', () => {
    const usual = join(folder, 'config', 'wizard')
    expect(openProfile(usual, temporary)).toEqual({ kind: 'usual' })
    expect([readdirSync(usual), readdirSync(temporary)]).toEqual([[], []])
  })

  it('takes the same temporary folder for each start, and says what is wrong with the usual one', () => {
    const profile = openProfile(blocked, temporary)
    expect(profile).toMatchObject({ kind: 'temporary', failure: { ...failure, details: { path: blocked } } })
    expect(openProfile(blocked, temporary)).toEqual(profile)
    expect(readdirSync(temporary)).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32').each(['link', 'folder for all'])('trusts no %s that is there', (what) => {
    const path = join(temporary, `activation-profile-${process.getuid?.()}`)
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    if (what === 'link') symlinkSync(elsewhere, path)
    else mkdirSync(path)
    if (what !== 'link') chmodSync(path, 0o777)
    const profile = openProfile(blocked, temporary)
    expect(profile.kind === 'temporary' && profile.path).toMatch(/activation-profile-\w{6}$/)
    expect(profile.kind === 'temporary' && profile.path).not.toBe(path)
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('has none where nothing can be written', () => {
    expect(openProfile(blocked, join(folder, 'file', 'tmp'))).toMatchObject({ kind: 'none', failure })
  })
})
