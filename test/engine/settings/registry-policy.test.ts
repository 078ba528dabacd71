import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../../src/core/settings-resolve.ts'
import { readPolicy } from '../../../src/engine/settings/policy-file.ts'
import { readRegistryPolicy } from '../../../src/engine/settings/registry-policy.ts'
import { sourcesWith } from '../../core/settings-sources.ts'

const policies = 'HKEY_LOCAL_MACHINE\\Software\\Policies'
const vendor = `${policies}\\Example-Software`
const key = `${vendor}\\Example-Suite`
const vectors = join(import.meta.dirname, '../../vectors/registry')

/** A registry: what a query of each key prints, and what is exported of ours; any other call ends with 1. */
function registryOf(keys: Readonly<Record<string, string>>, exported: Uint8Array | string | null = null) {
  const asked: string[] = []
  return {
    asked,
    environment: { SystemRoot: 'D:\\Windows' },
    run: async (program: string, [verb = '', path = '']: readonly string[]) => {
      asked.push(`${program} ${verb} ${path}`)
      return keys[path] ?? null
    },
    exportKey: async () => (typeof exported === 'string' ? Buffer.from(exported) : exported),
  }
}

const listed = (...lines: string[]): string => ['', ...lines, ''].join('\r\n')
const exportOf = (...lines: string[]): string =>
  ['Windows Registry Editor Version 5.00', '', `[${key}]`, ...lines, '', ''].join('\r\n')
const others = [`${policies}\\Microsoft`, `${policies}\\Example-Software-2`]
const above = { [policies]: listed(...others, vendor), [vendor]: listed(key) }

describe('readRegistryPolicy', () => {
  it('reads the values of the product, whatever case they are written in', async () => {
    const keys = { [policies]: listed(...others, vendor.toUpperCase()), [vendor]: listed(key) }
    const ports = registryOf(keys, exportOf('"Scope"="machine"', '"DAILYCHECK"=dword:00000000'))
    expect(await readRegistryPolicy(key, ports)).toEqual({ ok: true, members: { scope: 'machine', dailyCheck: 0 } })
    expect(ports.asked[0]).toBe(`D:\\Windows\\System32\\reg.exe query ${policies}`)
  })

  it('reads the policy of a vendor and a product whose names the console cannot print', async () => {
    const read = (name: string): string => readFileSync(join(vectors, name), 'utf8')
    const keys = {
      [policies]: read('query-policies.txt'),
      [`${policies}\\Müller-Söhne`]: read('query-vendor.txt'),
    }
    const ports = registryOf(keys, readFileSync(join(vectors, 'exported-key.reg')))
    const path = `${policies}\\Müller-Söhne\\Prüf-Suite-日本`
    expect(await readRegistryPolicy(path, ports)).toMatchObject({ ok: true, members: { scope: 'machine' } })
  })

  it.each([
    ['the vendor', registryOf({ [policies]: listed(...others) })],
    ['the product', registryOf({ ...above, [vendor]: listed(`${vendor}\\Other`) })],
  ])('finds no policy where there is no key of %s', async (_name, ports) => {
    expect(await readRegistryPolicy(key, ports)).toEqual({ ok: true, members: null })
  })

  it.each([
    ['reg.exe is blocked', registryOf({}), key],
    ['the key of the vendor cannot be read', registryOf({ [policies]: above[policies] ?? '' }), key],
    ['the key of the product cannot be exported', registryOf(above), key],
    ['what was exported is something else', registryOf(above, 'REGEDIT4'), key],
    [
      'a name that cannot be read may be ours',
      registryOf({ [policies]: listed(`${policies}\\M\uFFFDller`) }),
      `${policies}\\Müller\\Suite`,
    ],
  ])('cannot tell what the administrator wants where %s', async (_name, ports, place) => {
    expect(await readRegistryPolicy(place, ports)).toEqual({ ok: false })
    expect(await readPolicy({ kind: 'registry', key: place }, ports)).toEqual({
      ok: false,
      problems: [{ layer: 'policy', place, member: '', expected: 'readable-policy' }],
    })
  })

  it('gives settings that can be used, and problems by name', async () => {
    const read = async (...lines: string[]) => {
      const policy = await readPolicy({ kind: 'registry', key }, registryOf(above, exportOf(...lines)))
      return resolveSettings(sourcesWith({ policy: policy.ok ? policy.file : null }))
    }
    const values = [
      '"methods"="user-login"',
      '"timeoutSeconds"=dword:0000001e',
      '"variables"=hex(7):61,00,3d,00,31,00,00,00,62,00,3d,00,32,00,00,00,00,00',
      '"legacyNames"=dword:00000001',
    ]
    expect(await read(...values)).toMatchObject({
      ok: true,
      value: {
        methods: { value: ['user-login'], origin: { layer: 'policy', place: key } },
        timeoutSeconds: { value: 30 },
        variables: { value: { a: '1', b: '2' } },
        legacyNames: { value: true },
      },
    })
    expect(await read('"scope"=hex:00', '"Extra"="x"', `[${key}\\Deeper]`)).toEqual({
      ok: false,
      problems: [
        { layer: 'policy', place: key, member: 'scope', expected: 'scope' },
        { layer: 'policy', place: key, member: 'Extra', expected: 'known-member' },
        { layer: 'policy', place: key, member: 'Deeper\\', expected: 'known-member' },
      ],
    })
  })
})
