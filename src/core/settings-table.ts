/**
 * Every setting that may come from outside of the package, in one table. API address, API keys, OAuth client, public key
 * and all else that is trusted are not in it: they come from the vendor configuration inside the package and from
 * nowhere else (docs/security.md).
 */
import type { SettingKind, ValueOfKind } from './settings-values.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

interface SettingRow<K extends SettingKind = SettingKind> {
  readonly kind: K
  /** Whether a policy may set it. Files name a setting as this table does, and so do plist and registry. */
  readonly policy: boolean
  /** Option of the command line; null where it has nothing to say. */
  readonly option: string | null
  /** Environment variable, after the prefix of the product or `ACTIVATION_WIZARD_`; null where a policy alone may say it. */
  readonly variable: string | null
  /** Member of the vendor configuration that says it too; null where none does. */
  readonly member: string | null
  readonly ofVendor: (configuration: VendorConfiguration) => ValueOfKind<K> | undefined
  /** Built in; null is "none". */
  readonly fallback: ValueOfKind<K> | null
  /** What the vendor does not offer cannot be switched on from outside. */
  readonly goesBeyond?: (value: ValueOfKind<K>, configuration: VendorConfiguration) => boolean
  /** Explanations show that it is set, not what it is. */
  readonly isSecret?: true
}

const row = <const K extends SettingKind, const F extends ValueOfKind<K> | null>(
  setting: SettingRow<K> & { readonly fallback: F },
) => setting
const nobody = (): undefined => undefined

export const settingsTable = {
  scope: row({
    kind: 'scope',
    policy: true,
    option: '--scope',
    variable: 'SCOPE',
    member: null,
    ofVendor: nobody,
    // The license that is there decides: engine/license-scope.ts.
    fallback: null,
  }),
  licenseFolder: row({
    kind: 'folder',
    policy: true,
    option: '--license-dir',
    variable: 'LICENSE_DIR',
    member: 'licenseFolder',
    ofVendor: ({ licenseFolder }) => licenseFolder,
    fallback: null,
  }),
  proxy: row({
    kind: 'proxy',
    policy: true,
    option: '--proxy',
    variable: 'PROXY',
    member: null,
    ofVendor: nobody,
    fallback: { kind: 'system' },
  }),
  // Who signs in at a proxy is no setting: only the file that says it is.
  proxySignInFile: row({
    kind: 'file',
    policy: true,
    option: '--proxy-sign-in-file',
    variable: 'PROXY_SIGN_IN_FILE',
    member: null,
    ofVendor: nobody,
    fallback: null,
  }),
  caFile: row({
    kind: 'file',
    policy: true,
    option: '--ca-file',
    variable: 'CA_FILE',
    member: 'network.caFile',
    ofVendor: ({ network }) => network?.caFile,
    fallback: null,
  }),
  timeoutSeconds: row({
    kind: 'seconds',
    policy: true,
    option: '--timeout',
    variable: 'TIMEOUT_SECONDS',
    member: null,
    ofVendor: nobody,
    fallback: 15,
  }),
  locale: row({
    kind: 'locale',
    policy: true,
    option: '--locale',
    variable: 'LOCALE',
    member: null,
    ofVendor: nobody,
    fallback: null,
  }),
  methods: row({
    kind: 'methods',
    policy: true,
    option: null,
    variable: 'METHODS',
    member: 'methods',
    ofVendor: ({ methods }) => methods,
    fallback: ['license-key'],
    goesBeyond: (methods, configuration) => methods.some((method) => !configuration.methods.includes(method)),
  }),
  offlineOffered: row({
    kind: 'yes-no',
    policy: true,
    option: null,
    variable: 'OFFLINE_OFFERED',
    member: 'offline.offered',
    ofVendor: ({ offline }) => offline.offered,
    fallback: true,
    goesBeyond: (offered, { offline }) => offered && !offline.offered,
  }),
  dailyCheck: row({
    kind: 'yes-no',
    policy: true,
    option: null,
    variable: 'DAILY_CHECK',
    member: 'activation.dailyCheck',
    ofVendor: ({ activation }) => activation.dailyCheck,
    fallback: true,
  }),
  licenseId: row({
    kind: 'number',
    policy: true,
    option: '--license-id',
    variable: 'LICENSE_ID',
    member: 'activation.licenseId',
    ofVendor: ({ activation }) => activation.licenseId,
    fallback: null,
  }),
  bundleCode: row({
    kind: 'code',
    policy: true,
    option: '--bundle-code',
    variable: 'BUNDLE_CODE',
    member: 'activation.bundleCode',
    ofVendor: ({ activation }) => activation.bundleCode,
    fallback: null,
  }),
  variables: row({
    kind: 'variables',
    policy: true,
    option: '--variable',
    variable: 'VARIABLES',
    member: 'activation.variables',
    ofVendor: ({ activation }) => activation.variables,
    fallback: null,
    isSecret: true,
  }),
  legacyNames: row({
    kind: 'yes-no',
    policy: true,
    option: '--legacy-names',
    variable: 'LEGACY_NAMES',
    member: 'activation.legacyNames',
    ofVendor: ({ activation }) => activation.legacyNames,
    fallback: false,
  }),
  // A person who could say it would use one seat on many computers.
  deviceId: row({
    kind: 'device-id',
    policy: true,
    option: null,
    variable: null,
    member: null,
    ofVendor: nobody,
    fallback: null,
    goesBeyond: (_id, { hardwareId }) => hardwareId.deviceId === undefined,
  }),
  // Of the key itself, and of who signs in, one activation speaks and no policy of a computer.
  licenseKey: row({
    kind: 'key',
    policy: false,
    option: '--key',
    variable: 'LICENSE_KEY',
    member: null,
    ofVendor: nobody,
    fallback: null,
    isSecret: true,
  }),
  licenseKeyFile: row({
    kind: 'file',
    policy: true,
    option: '--key-file',
    variable: 'LICENSE_KEY_FILE',
    member: null,
    ofVendor: nobody,
    fallback: null,
  }),
  username: row({
    kind: 'text',
    policy: false,
    option: '--user',
    variable: 'USER',
    member: null,
    ofVendor: nobody,
    fallback: null,
    isSecret: true,
  }),
  passwordFile: row({
    kind: 'file',
    policy: false,
    option: '--password-file',
    variable: 'PASSWORD_FILE',
    member: null,
    ofVendor: nobody,
    fallback: null,
  }),
} as const

export type SettingName = keyof typeof settingsTable
type KindOf<N extends SettingName> = (typeof settingsTable)[N]['kind']
type Row<N extends SettingName> = (typeof settingsTable)[N]

/** What a resolved setting holds; null only where nothing is built in. */
export type SettingValue<N extends SettingName> =
  | ValueOfKind<KindOf<N>>
  | (Row<N>['fallback'] extends null ? null : never)

/** Every name, in the order of the table. */
export const settingNames = Object.keys(settingsTable) as readonly SettingName[]

/** Whether only the administrator's policy may say it. */
export function isByPolicyOnly(name: SettingName): boolean {
  return settingsTable[name].variable === null
}

/** Whether a member of this name is a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingsTable, name)
}
