import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../../src/core/settings-resolve.ts'
import { readPolicy } from '../../../src/engine/settings/policy-file.ts'
import { readRegistryPolicy } from '../../../src/engine/settings/registry-policy.ts'
import type { RunProgram } from '../../../src/engine/settings/run-program.ts'
import { sourcesWith } from '../../core/settings-sources.ts'

const policies = 'HKEY_LOCAL_MACHINE\\Software\\Policies'
const vendor = `${policies}\\Example-Software`
const key = `${vendor}\\Example-Suite`

/** A registry: what each key prints; any other key ends with 1. Key names have no case, as on Windows. */
function registryOf(keys: Readonly<Record<string, readonly string[]>>): RunProgram & { asked: string[] } {
  const asked: string[] = []
  const run = async (program: string, [verb = '', path = '']: readonly string[]): Promise<string | null> => {
    asked.push(`${program} ${verb} ${path}`)
    const lines = keys[path]
    return lines === undefined ? null : ['', path, ...lines, ''].join('\r\n')
  }
  return Object.assign(run, { asked })
}

const others = [`${policies}\\Microsoft`, `${policies}\\Example-Software-2`]

describe('readRegistryPolicy', () => {
  it('reads the values of the product, whatever case they are written in', async () => {
    const run = registryOf({
      [policies]: [...others, `${policies.toUpperCase()}\\EXAMPLE-SOFTWARE`],
      [vendor]: [key],
      [key]: ['    Scope    REG_SZ    machine', '    DAILYCHECK    REG_DWORD    0x0'],
    })
    expect(await readRegistryPolicy(key, 'D:\\Windows', run)).toEqual({
      ok: true,
      members: { scope: 'machine', dailyCheck: 0 },
    })
    expect(run.asked[0]).toBe(`D:\\Windows\\System32\\reg.exe query ${policies}`)
  })

  it.each([
    ['the vendor', registryOf({ [policies]: others })],
    ['the product', registryOf({ [policies]: [vendor], [vendor]: [`${vendor}\\Other`] })],
  ])('finds no policy where there is no key of %s', async (_name, run) => {
    expect(await readRegistryPolicy(key, undefined, run)).toEqual({ ok: true, members: null })
  })

  it.each([
    ['reg.exe is blocked', registryOf({})],
    ['the key of the vendor cannot be read', registryOf({ [policies]: [vendor] })],
    ['the key of the product cannot be read', registryOf({ [policies]: [vendor], [vendor]: [key] })],
    ['the answer is no list of values', registryOf({ [policies]: [vendor], [vendor]: [key], [key]: ['?'] })],
  ])('cannot tell what the administrator wants where %s', async (_name, run) => {
    expect(await readRegistryPolicy(key, undefined, run)).toEqual({ ok: false })
    expect(await readPolicy({ kind: 'registry', key }, { run })).toEqual({
      ok: false,
      problems: [{ layer: 'policy', place: key, member: '', expected: 'readable-policy' }],
    })
  })

  it('gives settings that can be used, and problems by name', async () => {
    const values = [
      '    methods    REG_SZ    user-login',
      '    timeoutSeconds    REG_DWORD    0x1e',
      '    variables    REG_MULTI_SZ    a=1\\0b=2',
      '    legacyNames    REG_DWORD    0x1',
    ]
    const read = async (lines: string[]) => {
      const run = registryOf({ [policies]: [vendor], [vendor]: [key], [key]: lines })
      const policy = await readPolicy({ kind: 'registry', key }, { run })
      return resolveSettings(sourcesWith({ policy: policy.ok ? policy.file : null }))
    }
    expect(await read(values)).toMatchObject({
      ok: true,
      value: {
        methods: { value: ['user-login'], origin: { layer: 'policy', place: key } },
        timeoutSeconds: { value: 30 },
        variables: { value: { a: '1', b: '2' } },
        legacyNames: { value: true },
      },
    })
    expect(await read(['    scope    REG_BINARY    00', '    Extra    REG_SZ    x', `${key}\\Deeper`])).toEqual({
      ok: false,
      problems: [
        { layer: 'policy', place: key, member: 'scope', expected: 'scope' },
        { layer: 'policy', place: key, member: 'Extra', expected: 'known-member' },
        { layer: 'policy', place: key, member: 'Deeper\\', expected: 'known-member' },
      ],
    })
  })
})
