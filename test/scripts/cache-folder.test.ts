import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../scripts/process/cache-folder.mjs'

describe('cacheFolder', () => {
  it.each([
    ['linux', {}, '/h/.cache'],
    ['linux', { XDG_CACHE_HOME: '/x' }, '/x'],
    ['linux', { XDG_CACHE_HOME: 'not/absolute' }, '/h/.cache'],
    ['darwin', {}, '/h/Library/Caches'],
    ['win32', { LOCALAPPDATA: '/l' }, '/l'],
  ] as const)('on %s with %o is in %s', (platform, env, base) => {
    expect(cacheFolder(env, platform, '/h')).toBe(join(base, 'activation-wizard'))
  })
})
