import { describe, expect, it } from 'vitest'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { licenseFolderOf, logFolderOf, machineFolderOf } from '../../src/engine/license-folder.ts'

function configurationFor(vendor: string, product: string, licenseFolder?: string) {
  const parsed = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: vendor },
      product: { name: product, code: 'S', version: '1' },
      api: { apiKey: 'k', sharedKey: 's' },
      ...(licenseFolder === undefined ? {} : { licenseFolder }),
    }),
  )
  if (!parsed.ok) throw new Error('the configuration of this test is wrong')
  return parsed.value
}
const plain = configurationFor('Example Software', 'Suite')

describe('licenseFolderOf', () => {
  it.each([
    ['linux', {}, '/home/p/.local/share/example-software/suite'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/example-software/suite'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/p/.local/share/example-software/suite'],
    ['darwin', {}, '/home/p/Library/Application Support/Example-Software/Suite'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Example-Software/Suite/License'],
    ['win32', {}, '/home/p/AppData/Local/Example-Software/Suite/License'],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(licenseFolderOf(plain, { platform, home: '/home/p', environment })).toBe(folder)
  })

  it('is the configured one where there is one', () => {
    const configured = configurationFor('V', 'P', '/srv/licenses')
    expect(licenseFolderOf(configured, { platform: 'linux', home: '/h', environment: {} })).toBe('/srv/licenses')
  })

  it.each([
    ['CON', 'nul.2', '/local/_CON/_nul.2/License'],
    ['com1', 'LPT¹', '/local/_com1/_LPT¹/License'],
    ['Aux .', 'Console', '/local/_Aux/Console/License'],
    ['COM10', 'Auxiliary', '/local/COM10/Auxiliary/License'],
  ])('is no device of Windows for %s and %s', (vendor, product, folder) => {
    const place = { platform: 'win32', home: '/h', environment: { LOCALAPPDATA: '/local' } } as const
    expect(licenseFolderOf(configurationFor(vendor, product), place)).toBe(folder)
  })

  it.each([
    ['../../etc', '/h/.local/share/..-..-etc/p'],
    ['..', '/h/.local/share/product/p'],
    ['A:B*C?', '/h/.local/share/a-b-c-/p'],
    ['Dot.', '/h/.local/share/dot/p'],
  ])('makes a harmless folder name of %s', (vendor, folder) => {
    const place = { platform: 'linux', home: '/h', environment: {} } as const
    expect(licenseFolderOf(configurationFor(vendor, 'p'), place)).toBe(folder)
  })
})

describe('machineFolderOf', () => {
  it.each([
    ['linux', {}, '/var/lib/example-software/suite'],
    ['darwin', {}, '/Library/Application Support/Example-Software/Suite'],
    ['win32', { PROGRAMDATA: '/shared' }, '/shared/Example-Software/Suite/License'],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(machineFolderOf(plain, { platform, environment })).toBe(folder)
  })

  it('is the configured one where there is one', () => {
    const configured = configurationFor('V', 'P', '/srv/licenses')
    expect(machineFolderOf(configured, { platform: 'linux', environment: {} })).toBe('/srv/licenses')
  })
})

describe('logFolderOf', () => {
  it.each([
    ['linux', {}, '/home/p/.local/state/example-software/suite'],
    ['linux', { XDG_STATE_HOME: '/state' }, '/state/example-software/suite'],
    ['darwin', {}, '/home/p/Library/Logs/Example-Software/Suite'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Example-Software/Suite/Logs'],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(logFolderOf(plain, { platform, home: '/home/p', environment })).toBe(folder)
  })
})
