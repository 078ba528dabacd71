import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isComplete, writeManifest } from '../../scripts/electron/runtime-manifest.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

function unpackedRuntime(): string {
  const folder = temporaryPlace()
  writeAt(folder, 'electron', 'binary')
  writeAt(folder, 'locales/en.pak', 'words')
  writeManifest(folder, 'pin')
  return folder
}

describe('isComplete', () => {
  it('believes a whole runtime', () => {
    expect(isComplete(unpackedRuntime(), 'pin')).toBe(true)
  })

  it('is false for a folder that does not exist', () => {
    expect(isComplete(join(temporaryPlace(), 'nothing'), 'pin')).toBe(false)
  })

  it('notices a missing binary', () => {
    const folder = unpackedRuntime()
    rmSync(join(folder, 'electron'))
    expect(isComplete(folder, 'pin')).toBe(false)
  })

  it('notices a file cut short', () => {
    const folder = unpackedRuntime()
    truncateSync(join(folder, 'locales/en.pak'), 2)
    expect(isComplete(folder, 'pin')).toBe(false)
  })

  it('notices an unpack that never came to its manifest', () => {
    const folder = temporaryPlace()
    writeAt(folder, 'electron', 'binary')
    expect(isComplete(folder, 'pin')).toBe(false)
  })

  it('notices a damaged manifest', () => {
    const folder = unpackedRuntime()
    writeFileSync(join(folder, 'activation-wizard-runtime.json'), '{"madeFrom":"pin"')
    expect(isComplete(folder, 'pin')).toBe(false)
  })

  it('does not take a runtime from another source', () => {
    expect(isComplete(unpackedRuntime(), 'other pin')).toBe(false)
  })
})
