import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { productionKeyPem } from '../../src/core/response-key.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'

const good = {
  vendor: { name: 'Example', supportUrl: 'https://example.com/support', supportEmail: 'support@example.com' },
  product: { name: 'Suite', code: 'SUITE', version: '1.0.0' },
  api: { apiKey: 'key', sharedKey: 'a shared key' },
}

/** The good configuration with one member set, by its path. */
function withMember(path: string, value: unknown): string {
  const copy = structuredClone(good) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, copy)
  parent[last] = value
  return JSON.stringify(copy)
}

const unknownMethods = ['telepathy']
const unknownSource = { source: 'disk' }
/** Where the problem is deeper than the member that was set. */
const memberNames = new Map<unknown, string>([
  [unknownMethods, 'methods.0'],
  [unknownSource, 'hardwareId.source'],
])

const pemOf = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'pem' }).toString()

describe('parseVendorConfiguration', () => {
  it('fills in what a vendor may leave out', () => {
    expect(parseVendorConfiguration(JSON.stringify(good))).toMatchObject({
      ok: true,
      value: {
        api: { baseUrl: 'https://api.licensespring.com' },
        responsePublicKey: productionKeyPem,
        methods: ['license-key'],
        hardwareId: { source: 'machine-id' },
      },
    })
  })

  it('tells each placeholder of the example as one, before anything else of that member', () => {
    const example = readFileSync(join(import.meta.dirname, '../../activation.config.example.json'), 'utf8')
    const parsed = parseVendorConfiguration(example)
    const members = ['vendor.name', 'vendor.supportUrl', 'vendor.supportEmail', 'vendor.privacyUrl', 'product.name']
    const all = [...members, 'product.code', 'api.apiKey', 'api.sharedKey']
    expect(parsed).toEqual({ ok: false, problems: all.map((member) => ({ member, expected: 'placeholder' })) })
  })

  it('takes the example once its placeholders are filled in', () => {
    const example = readFileSync(join(import.meta.dirname, '../../activation.config.example.json'), 'utf8')
    const filled = example.replace('<your support address>', 'help@example.com').replace('<your bundle code>', 'SUITE')
    expect(parseVendorConfiguration(filled.replaceAll(/<your ([^>]*)>/g, 'example')).ok).toBe(true)
  })

  it("leaves the vendor's own words alone", () => {
    const words = { en: { 'key.label': 'Type <your key>' } }
    expect(parseVendorConfiguration(withMember('brand', { words })).ok).toBe(true)
  })

  it('fills in what a form of license keys leaves out', () => {
    const keyFormOf = (keyForm: object) => {
      const parsed = parseVendorConfiguration(withMember('activation', { keyForm }))
      return parsed.ok ? parsed.value.activation.keyForm : parsed.problems
    }
    const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    expect(keyFormOf({ groups: [4, 4], case: 'upper' })).toEqual({
      ...{ groups: [4, 4], separator: '-', alphabet: upper, case: 'upper' },
    })
    expect(keyFormOf({ groups: [10] })).toMatchObject({
      case: 'exact',
      alphabet: expect.stringMatching(/^A.*Za.*z0.*9$/),
    })
    const wrong = [
      ...[{}, { groups: [] }, { groups: [0] }, { groups: 'XXXX' }, { groups: Array(16).fill(16) }],
      ...['AAB', 'AB-', 'A B'].map((alphabet) => ({ groups: [4], alphabet })),
      { groups: [4], alphabet: 'ABc', case: 'upper' },
      { groups: [4], case: 'title' },
      { groups: [4], separator: '/' },
    ]
    for (const form of wrong) {
      expect(keyFormOf(form)).toMatchObject([
        { member: expect.stringMatching(/^activation\.keyForm/), expected: 'key-form' },
      ])
    }
  })

  it('reads a file that begins with a byte order mark', () => {
    expect(parseVendorConfiguration(`\uFEFF${JSON.stringify(good)}`).ok).toBe(true)
  })

  it.each([
    ['https://license.example.com', 'https://license.example.com'],
    ['https://license.example.com/', 'https://license.example.com'],
    ['https://api.licensespring.com/api/v4/', 'https://api.licensespring.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('takes the API address %s', (baseUrl, read) => {
    expect(parseVendorConfiguration(withMember('api.baseUrl', baseUrl))).toMatchObject({
      value: { api: { baseUrl: read } },
    })
  })

  it.each([
    ['api.baseUrl', 'http://license.example.com', 'api-address'],
    ['api.baseUrl', 'http://127.0.0.1.example.com', 'api-address'],
    ['api.baseUrl', 'https://user:secret@example.com', 'api-address'],
    ['api.baseUrl', 'https://example.com/?a=1', 'api-address'],
    ['api.baseUrl', 'ftp://example.com', 'api-address'],
    ['api.baseUrl', 'example.com', 'api-address'],
    ['api.baseUrl', 5, 'api-address'],
    ['api.apiKey', '', 'text'],
    ['api.apiKey', 'with"quote', 'text'],
    ['api.apiKey', 'two\r\nlines', 'text'],
    ['api.sharedKey', null, 'text'],
    ['api', [], 'object'],
    ['api', { apiKey: 'key' }, 'api-access'],
    ['api', {}, 'api-access'],
    ['api', { apiKey: 'k', sharedKey: 's', oauth: { clientId: 'c', clientSecret: 's' } }, 'api-access'],
    ['vendor.name', '  ', 'text'],
    ['vendor.supportUrl', 'javascript:alert(1)', 'https-address'],
    ['vendor.supportUrl', 'http://example.com', 'https-address'],
    ['vendor.supportEmail', 'nobody', 'email'],
    ['vendor.privacyUrl', '', 'https-address'],
    ['product.code', 'two words', 'product-code'],
    ['product.code', '../up', 'product-code'],
    ['product.code', 'con', 'file-name'],
    ['product.code', 'LPT1', 'file-name'],
    ['product.version', 2, 'text'],
    ['responsePublicKey', 'none', 'public-key'],
    ['responsePublicKey', pemOf(1024), 'public-key'],
    ['methods', [], 'methods'],
    ['methods', unknownMethods, 'methods'],
    ['methods', 'license-key', 'methods'],
    ['hardwareId', unknownSource, 'hardware-id-source'],
    ['licenseFolder', 'licenses', 'absolute-path'],
    ['policyDomain', 'suite', 'domain-name'],
    ['policyDomain', 'com.example/../x', 'domain-name'],
    ['policyDomain', 'com..suite', 'domain-name'],
    ['supportUrl', 'https://example.com', 'known-member'],
    ['api.apikey', 'key', 'known-member'],
  ])('refuses %s = %j', (member, value, expected) => {
    const parsed = parseVendorConfiguration(withMember(member, value))
    const named = memberNames.get(value) ?? member
    expect(parsed.ok ? [] : parsed.problems).toEqual([{ member: named, expected }])
  })

  it.each([
    ['', 'json'],
    ['{', 'json'],
    ['null', 'object'],
    ['[]', 'object'],
  ])('refuses the text %j', (text, expected) => {
    const parsed = parseVendorConfiguration(text)
    expect(parsed.ok ? [] : parsed.problems).toEqual([{ member: '', expected }])
  })

  it('names every member that is missing', () => {
    const parsed = parseVendorConfiguration('{"vendor":{"name":"Example"}}')
    expect(parsed.ok ? [] : parsed.problems.map(({ member }) => member)).toEqual(['product', 'api'])
  })

  it('never repeats a value: a misplaced one may be a secret', () => {
    const parsed = parseVendorConfiguration(withMember('product.code', 'hunter2 hunter2'))
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })
})
