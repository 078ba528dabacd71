import { describe, expect, it } from 'vitest'
import { policyOverrideOf, policyPlaceOf } from '../../../src/engine/settings/policy-place.ts'
import { runProgram } from '../../../src/engine/settings/run-program.ts'
import { vendorWith } from '../../core/settings-sources.ts'

const configuration = vendorWith()

describe('policyPlaceOf', () => {
  it('is a file of root on Linux, in folders of root', () => {
    const folders = ['/etc/example-software/example-suite', '/etc/example-software']
    expect(policyPlaceOf(configuration, 'linux')).toEqual({
      kind: 'json',
      path: '/etc/example-software/example-suite/activation.json',
      rules: { owners: [0], folders },
    })
  })

  it('is the managed preferences of the computer on macOS', () => {
    const path = '/Library/Managed Preferences/com.example-software.example-suite.plist'
    const rules = { owners: [0], folders: ['/Library/Managed Preferences', '/Library'] }
    expect(policyPlaceOf(configuration, 'darwin')).toEqual({ kind: 'plist', path, rules })
    const named = policyPlaceOf(vendorWith({ policyDomain: 'org.example.suite' }), 'darwin')
    expect(named).toMatchObject({ path: '/Library/Managed Preferences/org.example.suite.plist' })
  })

  it('is a registry key on Windows', () => {
    const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Example-Software\\Example-Suite'
    expect(policyPlaceOf(configuration, 'win32')).toEqual({ kind: 'registry', key })
  })

  it.each(['linux', 'darwin', 'win32'] as const)('never leaves its folder on %s', (platform) => {
    const names = { vendor: { name: '../..' }, product: { name: '..\\..', code: 'X', version: '1' } }
    const place = policyPlaceOf({ ...configuration, ...names }, platform)
    const parts = (place.kind === 'registry' ? place.key : place.path).split(/[\\/]/)
    expect(parts).not.toContain('..')
  })
})

describe('policyOverrideOf', () => {
  it('takes a file of the developer in an unpackaged run only', () => {
    expect(policyOverrideOf(true, '/p.json', 1000)).toBeNull()
    expect(policyOverrideOf(false, '', 1000)).toBeNull()
    expect(policyOverrideOf(false, undefined, 1000)).toBeNull()
    const rules = { owners: [0, 1000], folders: [] }
    expect(policyOverrideOf(false, '/p.json', 1000)).toEqual({ kind: 'json', path: '/p.json', rules })
  })
})

describe('runProgram', () => {
  const node = process.execPath

  it('gives what a program prints, and hands it its input', async () => {
    const echo = ['-e', 'process.stdin.pipe(process.stdout)']
    expect(await runProgram(node, echo, Buffer.from('bplist'))).toBe('bplist')
  })

  it.each([
    ['is not there', '/no/such/program', []],
    ['ends with 1', node, ['-e', 'process.stdout.write("x"); process.exitCode = 1']],
    ['prints without end', node, ['-e', 'process.stdout.write("x".repeat(300000))']],
  ])('gives nothing of a program that %s', async (_name, program, args) => {
    expect(await runProgram(program, args, Buffer.from('x'.repeat(100)))).toBeNull()
  })
})
