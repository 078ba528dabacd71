import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { homeFolder, isHomeless, isNowhere, noHomeFolder } from '../../src/engine/home-folder.ts'
import { ownerOfHomeFor } from '../../src/engine/home-owner.ts'
import { makeFolder } from '../../src/engine/make-folder.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const isWindows = process.platform === 'win32'
const isRoot = process.geteuid?.() === 0

describe.skipIf(isWindows)('homeFolder', () => {
  it.each(['', 'relative', './relative'])('takes no HOME that is "%s"', (home) => {
    vi.stubEnv('HOME', home)
    expect(homeFolder()).toBe(noHomeFolder)
    vi.unstubAllEnvs()
  })

  it('is HOME where that is a full path, which need not be there', () => {
    vi.stubEnv('HOME', '/somewhere/else')
    expect(homeFolder()).toBe('/somewhere/else')
    expect([isHomeless('/somewhere/else/.local'), isNowhere('/somewhere/else/.local')]).toEqual([true, false])
    vi.unstubAllEnvs()
  })

  it('lets nobody make a folder for a user without a home, root neither', () => {
    expect(() => makeFolder(join(noHomeFolder, '.local', 'share'))).toThrow()
    expect([isHomeless(join(noHomeFolder, 'x')), isNowhere(join(noHomeFolder, 'x'))]).toEqual([true, true])
  })
})

describe.skipIf(isWindows)('ownerOfHomeFor', () => {
  it('names the other user in whose home root writes, and nobody else', () => {
    const home = join(makeTemporaryFolder(), 'home')
    mkdirSync(home)
    const license = join(home, '.local', 'share')
    expect(ownerOfHomeFor(license, home)).toBeNull()
    if (isRoot) chownSync(home, 1, 1)
    expect(ownerOfHomeFor(license, home)).toBe(isRoot ? nameOf(1) : null)
    expect(ownerOfHomeFor('/var/lib/acme', home)).toBeNull()
  })
})

function nameOf(uid: number): string {
  return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim()
}
