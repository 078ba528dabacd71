import type { SettingsSources } from '../../src/core/settings-layers.ts'
import type { SettingName } from '../../src/core/settings-table.ts'
import { parseVendorConfiguration, type VendorConfiguration } from '../../src/core/vendor-configuration.ts'

/** A vendor configuration that offers everything, with these members changed. */
export function vendorWith(changes: object = {}): VendorConfiguration {
  const parsed = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example Software' },
      product: { name: 'Example Suite', code: 'SUITE', version: '1.0.0' },
      api: { apiKey: 'key', sharedKey: 'a shared key' },
      methods: ['license-key', 'user-login'],
      hardwareId: { source: 'machine-id', deviceId: {} },
      ...changes,
    }),
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

/** Sources of an example product with nothing but its vendor configuration. */
export function sourcesWith(layers: Partial<SettingsSources> = {}): SettingsSources {
  return { configuration: vendorWith(), configurationPath: '/app/activation.config.json', ...layers }
}

export const policyPath = '/etc/example-software/example-suite/activation.json'
export const policyOf = (members: Record<string, unknown>) => ({ place: policyPath, form: 'json' as const, members })
export const answersOf = (members: Record<string, unknown>) => ({ place: '/a.json', form: 'json' as const, members })

/** For each setting: what a file, a text and the resolved value of one and of another say. */
export const samples: Readonly<
  Record<SettingName, readonly { readonly file: unknown; readonly text: string; readonly value: unknown }[]>
> = {
  scope: [
    { file: 'machine', text: 'machine', value: 'machine' },
    { file: 'user', text: 'user', value: 'user' },
  ],
  licenseFolder: [
    { file: '/one', text: '/one', value: '/one' },
    { file: 'C:\\Two', text: 'C:\\Two', value: 'C:\\Two' },
  ],
  proxy: [
    { file: 'none', text: 'none', value: { kind: 'none' } },
    { file: 'http://p:1', text: 'http://p:1', value: { kind: 'manual', host: 'p', port: 1 } },
  ],
  proxySignInFile: [
    { file: '/proxy', text: '/proxy', value: '/proxy' },
    { file: '/proxy2', text: '/proxy2', value: '/proxy2' },
  ],
  caFile: [
    { file: '/ca.pem', text: '/ca.pem', value: '/ca.pem' },
    { file: 'C:\\ca.pem', text: 'C:\\ca.pem', value: 'C:\\ca.pem' },
  ],
  timeoutSeconds: [
    { file: 20, text: '20', value: 20 },
    { file: 600, text: ' 600 ', value: 600 },
  ],
  locale: [
    { file: 'de', text: 'de', value: 'de' },
    { file: 'en-GB', text: 'en-GB', value: 'en-GB' },
  ],
  methods: [
    { file: ['user-login'], text: 'user-login', value: ['user-login'] },
    { file: ['user-login', 'license-key'], text: 'user-login, license-key', value: ['user-login', 'license-key'] },
  ],
  offlineOffered: [
    { file: false, text: 'no', value: false },
    { file: true, text: 'Yes', value: true },
  ],
  dailyCheck: [
    { file: false, text: '0', value: false },
    { file: true, text: 'true', value: true },
  ],
  licenseId: [
    { file: 7, text: '7', value: 7 },
    { file: 8, text: '8', value: 8 },
  ],
  bundleCode: [
    { file: 'ONE', text: 'ONE', value: 'ONE' },
    { file: 'TWO', text: 'TWO', value: 'TWO' },
  ],
  variables: [
    { file: { a: '1' }, text: 'a=1', value: { a: '1' } },
    { file: { a: '1', b: 'x=y' }, text: 'a=1; b=x=y', value: { a: '1', b: 'x=y' } },
  ],
  deviceId: [
    { file: 'render-01', text: 'render-01', value: 'render-01' },
    { file: ' render 02', text: 'render 02 ', value: 'render 02' },
  ],
  legacyNames: [
    { file: true, text: 'TRUE', value: true },
    { file: false, text: 'false', value: false },
  ],
  licenseKey: [
    { file: 'AAAA-BBBB', text: 'AAAA-BBBB', value: 'AAAA-BBBB' },
    { file: 'CCCC-DDDD', text: ' CCCC-DDDD', value: 'CCCC-DDDD' },
  ],
  licenseKeyFile: [
    { file: '/key', text: '/key', value: '/key' },
    { file: '/key2', text: '/key2', value: '/key2' },
  ],
  username: [
    { file: 'ada', text: 'ada', value: 'ada' },
    { file: 'bob', text: 'bob', value: 'bob' },
  ],
  passwordFile: [
    { file: '/pass', text: '/pass', value: '/pass' },
    { file: '/pass2', text: '/pass2', value: '/pass2' },
  ],
}
