import { describe, expect, it } from 'vitest'
import { createCheckRequest, createReturnRequest } from '../../src/core/check-request.ts'
import { parseRegistryFile } from '../../src/core/registry-file.ts'
import { parseMembers } from '../../src/core/settings-file-text.ts'
import type { SettingsSources } from '../../src/core/settings-layers.ts'
import { resolveSettings } from '../../src/core/settings-resolve.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { sourcesWith, vendorWith } from './settings-sources.ts'

const largest = 9_007_199_254_740_991
const usual = 1_723_000_000_000_001

/** Each place that can name a license, with the digits of its id as they stand there. */
const places: readonly [string, (digits: string) => Partial<SettingsSources>][] = [
  ['the command line', (digits) => ({ commandLine: { licenseId: digits } })],
  ['a variable', (digits) => ({ environment: { [`ACTIVATION_WIZARD_LICENSE_ID`]: digits } })],
  ['an answer file', (digits) => ({ answerFile: fileOf(`{"licenseId":${digits}}`) })],
  ['an answer file, as text', (digits) => ({ answerFile: fileOf(`{"licenseId":"${digits}"}`) })],
  ['a policy file', (digits) => ({ policy: fileOf(`{"licenseId":${digits}}`) })],
  ['the registry, REG_SZ', (digits) => ({ policy: registryOf(`"${digits}"`) })],
  ['the registry, REG_QWORD', (digits) => ({ policy: registryOf(toQword(digits)) })],
]

function fileOf(text: string) {
  const parsed = parseMembers(text)
  return { place: '/file', form: 'json' as const, members: parsed.ok ? parsed.members : {} }
}

/** Eight bytes, the lowest first. */
function toQword(digits: string): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(digits))
  return `hex(b):${bytes.toString('hex').replace(/..(?=.)/g, '$&,')}`
}

function registryOf(value: string) {
  const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\V\\P'
  const text = `Windows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n"licenseId"=${value}\r\n`
  const members = parseRegistryFile(text, key, () => false, {})?.values ?? {}
  return { place: key, form: 'text' as const, members }
}

describe.each(places)('an id of a license in %s', (_name, toSources) => {
  it.each([1, usual, largest])('is taken exactly: %d', (id) => {
    const resolved = resolveSettings(sourcesWith(toSources(String(id))))
    expect(resolved.ok && resolved.value.licenseId.value).toBe(id)
  })

  it.each(['9007199254740992', '9007199254740993', '18446744073709551615', '0'])('is refused: %s', (digits) => {
    const resolved = resolveSettings(sourcesWith(toSources(digits)))
    expect(resolved.ok || resolved.problems).toMatchObject([{ member: 'licenseId', expected: 'number' }])
  })
})

const vendor = {
  vendor: { name: 'Example' },
  product: { name: 'Suite', code: 'SUITE', version: '1.0.0' },
  api: { apiKey: 'key', sharedKey: 'a shared key' },
}

describe('an id of a license in the vendor configuration', () => {
  const textWith = (digits: string): string =>
    JSON.stringify({ ...vendor, activation: { licenseId: 'HERE' } }).replace('"HERE"', digits)

  it.each([String(usual), String(largest), `"${usual}"`])('is taken exactly: %s', (digits) => {
    const parsed = parseVendorConfiguration(textWith(digits))
    expect(parsed.ok && parsed.value.activation.licenseId).toBe(Number(digits.replaceAll('"', '')))
  })

  it.each(['9007199254740993', '"9007199254740993"', '1.5', '"five"'])('is refused: %s', (digits) => {
    const problems = [{ member: 'activation.licenseId', expected: 'number' }]
    expect(parseVendorConfiguration(textWith(digits))).toEqual({ ok: false, problems })
  })
})

describe('the calls about a license', () => {
  it('name the largest id by its digits', () => {
    const input = {
      configuration: vendorWith({ activation: { licenseId: largest } }),
      credentials: { kind: 'license-key', licenseKey: 'AAAA-BBBB' },
    } as Parameters<typeof createCheckRequest>[0]
    expect(createCheckRequest(input).url).toContain(`license_id=${largest}`)
    expect(createReturnRequest(input).body).toContain(`"license_id":${largest}`)
  })
})
