import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { compareComponents } from '../../src/core/device-components.ts'
import type { DeviceFacts } from '../../src/core/device-facts.ts'
import { type ComponentsStore, openComponentsStore } from '../../src/engine/components-store.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const facts: DeviceFacts = {
  machineId: 'b08dfa6083e7567a1921a715000001fb',
  firmwareUuid: '4c4c4544-0051-3610-8052-b4c04f4e3233',
  hostname: 'studio-07',
  osVersion: 'Debian GNU/Linux 12',
  macAddress: '3C:7C:3F:1B:9A:77',
  ip: '192.0.2.7',
  isVm: true,
  vmInfo: 'VMware',
  processor: 'Intel(R) Core(TM) i7-1185G7',
}

let folder = ''
let path = ''
let store: ComponentsStore
beforeEach(() => {
  folder = join(makeTemporaryFolder(), 'licenses')
  path = join(folder, 'state', 'SUITE.components.json')
  store = openComponentsStore(folder, 'SUITE', randomBytes)
})
const keptJson = () => JSON.parse(readFileSync(path, 'utf8'))

describe('the parts that are kept', () => {
  it('are read back by another run, and known again', () => {
    expect(store.read()).toBeNull()
    store.keep(facts)
    const kept = openComponentsStore(folder, 'SUITE', randomBytes).read()
    const { components } = compareComponents(kept, facts)
    expect(new Set(components.map(({ comparison }) => comparison))).toEqual(new Set(['same']))
  })

  it('stand in the file as hashes alone, for its owner alone', () => {
    store.keep(facts)
    const text = readFileSync(path, 'utf8').toLowerCase()
    for (const fact of Object.values(facts)) {
      if (typeof fact === 'string') expect(text).not.toContain(fact.toLowerCase())
    }
    for (const value of [keptJson().salt, ...Object.values(keptJson().hashes)]) expect(value).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('get a new salt each time', () => {
    store.keep(facts)
    const before = keptJson()
    store.keep(facts)
    expect(keptJson().salt).not.toBe(before.salt)
    expect(keptJson().hashes.mainboard).not.toBe(before.hashes.mainboard)
  })

  it.each([
    ['empty', () => ''],
    ['cut in half', (text: string) => text.slice(0, text.length / 2)],
    ['full of zeros', (text: string) => '\0'.repeat(text.length)],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['without a salt', (text: string) => text.replace('"salt"', '"pepper"')],
    ['with a part that is no hash', (text: string) => text.replace(/"mainboard": "[^"]*"/, '"mainboard": "x"')],
    ['without a part', (text: string) => text.replace('"mainboard"', '"other"')],
    ['endless', (text: string) => text + ' '.repeat(70_000)],
  ])('are not known where the file is %s, and kept anew', (_about, damage) => {
    store.keep(facts)
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    expect(store.read()).toBeNull()
    store.keep(facts)
    expect(store.read()).not.toBeNull()
  })

  it('are gone when they are forgotten, once or twice', () => {
    store.keep(facts)
    store.forget()
    store.forget()
    expect(existsSync(path)).toBe(false)
    expect(readdirSync(join(folder, 'state'))).toEqual([])
  })

  it('are missing without an error where nothing can be written', () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'state'), 'a file where the folder should be')
    expect(() => store.keep(facts)).not.toThrow()
    expect(store.read()).toBeNull()
  })
})
