import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toShownProxy } from '../../src/core/connection-proxy-access.ts'
import type { ProxySettings } from '../../src/core/connection-proxy-settings.ts'
import { ProxyKeeper } from '../../src/engine/proxy-keeper.ts'
import { readProxySignIn } from '../../src/engine/proxy-sign-in-file.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const server = { host: 'proxy.test', port: 8080 }
const origin = { layer: 'policy', place: '/p' } as const
const said = <T>(value: T) => ({ value, origin, overridden: [] })
const manual: ProxySettings = { kind: 'manual', ...server }

/** What the window knows where a file holds `text`. */
function read(text: string, proxy: ProxySettings = manual) {
  const path = join(makeTemporaryFolder(), 'proxy.txt')
  writeFileSync(path, text)
  return readProxySignIn({ proxy: said(proxy), proxySignInFile: said<string | null>(path) })
}
const keeperOf = (settings: ProxySettings, signIn: ReturnType<typeof read>) =>
  new ProxyKeeper({ isFixed: false, read: () => settings, keep: () => true }, async () => undefined, signIn)

describe('readProxySignIn', () => {
  it('is for the proxy of the settings and for no other', () => {
    const signIn = read('anna\ngeheim')
    expect(signIn).toEqual({ server, username: 'anna', password: 'geheim' })
    const keeper = keeperOf(manual, signIn)
    expect(keeper.signInFor(server)).toEqual({ username: 'anna', password: 'geheim' })
    expect(keeper.signInFor({ ...server, port: 8081 })).toBeNull()
    // A person has chosen another one.
    const other = keeperOf({ kind: 'manual', host: 'other.test', port: 1 }, signIn)
    expect(other.signInFor({ host: 'other.test', port: 1 })).toBeNull()
    expect(toShownProxy(other.access, false)).toMatchObject({ username: '', hasPassword: false })
  })

  it('shows the user name, and that there is a password', () => {
    const shown = toShownProxy(keeperOf(manual, read('anna\ngeheim')).access, true)
    expect(shown).toMatchObject({ username: 'anna', hasPassword: true, isFixed: true })
    expect(JSON.stringify(shown)).not.toContain('geheim')
  })

  it('gives nothing for a proxy that only the system names', () => {
    expect(read('anna\ngeheim', { kind: 'system' })).toBeNull()
    expect(read('anna\ngeheim', { kind: 'none' })).toBeNull()
  })

  it('leaves it to the person where the file cannot be used', () => {
    expect(read('anna')).toBeNull()
    const folder = join(makeTemporaryFolder(), 'folder')
    mkdirSync(folder)
    for (const path of [folder, join(folder, 'none'), null]) {
      expect(readProxySignIn({ proxy: said(manual), proxySignInFile: said<string | null>(path) })).toBeNull()
    }
  })
})
