import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { describe, expect, it } from 'vitest'
import { ensureDefaultApp, hasDefaultApp } from '../../scripts/electron/default-app-archive.mjs'
import { temporaryPlace } from './temporary-place.ts'

const source = 'scripts/electron/default-app'

describe('ensureDefaultApp', () => {
  it('packs our default app where Electron looks for it', async () => {
    const runtime = temporaryPlace()
    expect(hasDefaultApp(runtime, source)).toBe(false)
    await ensureDefaultApp(runtime, source)
    expect(hasDefaultApp(runtime, source)).toBe(true)
    const files = listPackage(join(runtime, 'resources', 'default_app.asar'), { isPack: false })
    expect(files.sort()).toEqual(['/main.js', '/package.json'])
  })

  it('replaces one that was made from another source', async () => {
    const runtime = temporaryPlace()
    await ensureDefaultApp(runtime, source)
    writeFileSync(join(runtime, 'resources', 'default_app.asar.source'), 'another')
    expect(hasDefaultApp(runtime, source)).toBe(false)
    await ensureDefaultApp(runtime, source)
    expect(hasDefaultApp(runtime, source)).toBe(true)
  })
})
