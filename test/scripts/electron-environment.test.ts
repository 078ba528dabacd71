import { describe, expect, it } from 'vitest'
import { electronArguments, sandboxNotice } from '../../scripts/electron/electron-arguments.mjs'
import { electronEnvironment } from '../../scripts/electron/electron-environment.mjs'

describe('electronArguments', () => {
  it('switches the sandbox off for root alone, and says so', () => {
    const args = electronArguments({ platform: 'linux', userId: 0, env: { DISPLAY: ':0' } })
    expect(args).toEqual(['--no-sandbox'])
    expect(sandboxNotice(args)).toMatch(/only because this is root/)
  })

  it.each([
    ['linux', 1000],
    ['darwin', 0],
    ['win32', -1],
  ] as const)('keeps the sandbox on %s for user %i', (platform, userId) => {
    const args = electronArguments({ platform, userId, env: { DISPLAY: ':0' } })
    expect(args).toEqual([])
    expect(sandboxNotice(args)).toBeNull()
  })
})

describe('electronEnvironment', () => {
  it('names the executable for every tool, each in its own variable', () => {
    expect(electronEnvironment('/e/electron', ['--no-sandbox'], { HOME: '/h' }, 'linux')).toEqual({
      HOME: '/h',
      ELECTRON_EXEC_PATH: '/e/electron',
      ELECTRON_OVERRIDE_DIST_PATH: '/e',
      WIZARD_ELECTRON: '/e/electron',
      WIZARD_ELECTRON_ARGS: '["--no-sandbox"]',
    })
  })

  it('does not pass on a variable that would turn Electron into plain Node', () => {
    const env = electronEnvironment('/e/electron', [], { ELECTRON_RUN_AS_NODE: '1' }, 'linux')
    expect(env).not.toHaveProperty('ELECTRON_RUN_AS_NODE')
  })

  it('overrides no folder for an executable of another name', () => {
    const env = electronEnvironment('/e/my-electron', [], {}, 'linux')
    expect(env).not.toHaveProperty('ELECTRON_OVERRIDE_DIST_PATH')
  })

  it('finds the folder above the bundle of a Mac', () => {
    const env = electronEnvironment('/e/Electron.app/Contents/MacOS/Electron', [], {}, 'darwin')
    expect(env['ELECTRON_OVERRIDE_DIST_PATH']).toBe('/e')
  })
})
