import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { describe, expect, it } from 'vitest'
import { leaveOutMissingFuse } from '../../scripts/packaging/missing-fuses.mjs'
import { repositoryRoot } from '../../scripts/process/project-paths.mjs'
import { temporaryPlace } from './temporary-place.ts'

const last = FuseV1Options.GrantFileProtocolExtraPrivileges
const [on, off] = ['1', '0'].map((digit) => digit.charCodeAt(0))

/** What of an Electron is read: the mark before its fuses, their version and number, and the fuses themselves. */
function makeElectron(fuses: number): string {
  const path = join(temporaryPlace(), 'electron')
  const wire = Buffer.from([1, fuses, ...Array(fuses).fill(on)])
  writeFileSync(path, Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire]))
  return path
}

/** A copy of electron-builder.yml, and what is in it afterwards. */
async function fusesFor(electron: string): Promise<string> {
  const copy = join(temporaryPlace(), 'electron-builder.yml')
  copyFileSync(join(repositoryRoot, 'electron-builder.yml'), copy)
  await leaveOutMissingFuse(electron, copy)
  return readFileSync(copy, 'utf8')
}

describe('leaveOutMissingFuse', () => {
  it('takes out the one fuse that an old Electron does not have', async () => {
    const left = await fusesFor(makeElectron(7))
    expect(left).not.toContain('grantFileProtocolExtraPrivileges:')
    expect(left).toContain('onlyLoadAppFromAsar: true')
  })

  it('leaves all where all are there, and this one can be switched off', async () => {
    const electron = makeElectron(8)
    expect(await fusesFor(electron)).toContain('grantFileProtocolExtraPrivileges: false')
    await flipFuses(electron, { version: FuseVersion.V1, [last]: false })
    expect((await getCurrentFuseWire(electron))[last]).toBe(off)
  })
})
