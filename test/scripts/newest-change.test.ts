import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSandboxBuilt, sandboxBundle } from '../../scripts/build/build.mjs'
import { newestChange } from '../../scripts/process/newest-change.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

const hour = 3_600
const now = 1_800_000_000

/** A project whose sources are an hour older than its bundle. */
function builtProject(): string {
  const root = temporaryPlace()
  for (const name of ['src/sandbox/main.ts', 'vite.sandbox.config.mts', 'package-lock.json']) {
    utimesSync(writeAt(root, name), now - hour, now - hour)
  }
  for (const folder of ['src/sandbox', 'src']) utimesSync(join(root, folder), now - hour, now - hour)
  writeAt(root, 'out/sandbox/index.mjs')
  utimesSync(sandboxBundle(root), now, now)
  return root
}

describe('isSandboxBuilt', () => {
  it('is true while no source is newer', () => {
    expect(isSandboxBuilt(builtProject())).toBe(true)
  })

  it.each(['src/sandbox/main.ts', 'vite.sandbox.config.mts', 'package-lock.json'])(
    'is false once %s is newer',
    (name) => {
      const root = builtProject()
      utimesSync(join(root, name), now + 1, now + 1)
      expect(isSandboxBuilt(root)).toBe(false)
    },
  )

  it('is false before the first build', () => {
    expect(isSandboxBuilt(temporaryPlace())).toBe(false)
  })
})

describe('newestChange', () => {
  it('is 0 for what does not exist', () => {
    expect(newestChange(join(temporaryPlace(), 'nothing'))).toBe(0)
  })
})
