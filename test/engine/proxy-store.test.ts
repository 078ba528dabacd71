import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProxySettings } from '../../src/core/connection-proxy-settings.ts'
import { ProxyKeeper } from '../../src/engine/proxy-keeper.ts'
import { openProxyStore } from '../../src/engine/proxy-store.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const server = { host: 'proxy.test', port: 8080 }
const settings: ProxySettings = { kind: 'manual', ...server, username: 'anna' }
const pathIn = (folder: string): string => join(folder, 'state', 'proxy.settings.json')

describe('openProxyStore', () => {
  it.each<ProxySettings>([settings, { kind: 'none' }, { kind: 'system' }])('reads %j as it was kept', (kept) => {
    const folder = makeTemporaryFolder()
    expect(openProxyStore(folder).keep(kept)).toBe(true)
    expect(openProxyStore(folder).read()).toEqual(kept)
  })

  it.each([
    ['nothing', null],
    ['half a file', '{"format"'],
    ['another form', '{"format":"activation-wizard/state","version":1}'],
    ['a rule that was smuggled in', JSON.stringify(fileOf({ kind: 'manual', host: 'a;https=b', port: 1 }))],
    ['a password', JSON.stringify(fileOf({ ...settings, password: 'geheim' }))],
  ])('takes %s for the settings of the computer', (_name, text) => {
    const folder = makeTemporaryFolder()
    mkdirSync(join(folder, 'state'))
    if (text !== null) writeFileSync(pathIn(folder), text)
    expect(openProxyStore(folder).read()).toEqual({ kind: 'system' })
  })

  it('says when it cannot keep them', () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'state'), 'in the way')
    expect(openProxyStore(folder).keep(settings)).toBe(false)
  })
})

describe('ProxyKeeper', () => {
  it('puts what was kept into force, and writes no password', async () => {
    const folder = makeTemporaryFolder()
    const applied: ProxySettings[] = []
    const open = () => new ProxyKeeper(openProxyStore(folder), async (next) => void applied.push(next))
    const signIn = { server, username: 'anna', password: 'geheim' }
    expect(await open().use({ settings, signIn, askedBy: null })).toBe(true)
    expect(readFileSync(pathIn(folder), 'utf8')).not.toContain('geheim')
    const next = open()
    await next.ready()
    expect(applied).toEqual([{ kind: 'system' }, settings, settings])
    expect(next.access).toEqual({ settings, signIn: null, askedBy: null })
  })

  it('lets nothing out where settings cannot be put into force', async () => {
    const refuse = () => Promise.reject(new Error('no'))
    const keeper = new ProxyKeeper({ isFixed: false, read: () => settings, keep: () => true }, refuse)
    await expect(keeper.ready()).rejects.toThrow('no')
  })
})

function fileOf(kept: object): object {
  return { format: 'activation-wizard/proxy', version: 1, settings: kept }
}
