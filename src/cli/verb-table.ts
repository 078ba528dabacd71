/** Every verb and every option, once: parsing, help, mistakes and the table in docs/admin.md are made from it. */
import { generalPrefix } from '../core/settings-names.ts'
import { type SettingName, settingNames, settingsTable } from '../core/settings-table.ts'
import { type Verb, verbNames } from '../engine/result/verb-names.ts'
import type { en } from '../shared/messages/en.ts'

export { type Verb, verbNames }

type Placeholder = keyof (typeof en)['cli']['placeholder']

export interface OptionSpec {
  /** What stands for the value in the help; null for an option that is there or not. */
  readonly value: Placeholder | null
  /** May be given more than once. */
  readonly isRepeatable?: true
  /** Variable that counts where the command line leaves the option out, for what is no setting of core/settings-table.ts. */
  readonly environment?: string
}

/** In the order of the help. Their words are in the message catalogue, `cli.option`. */
export const options = {
  'key-file': { value: 'file' },
  'key-stdin': { value: null },
  key: { value: 'key' },
  user: { value: 'name' },
  'password-file': { value: 'file' },
  'password-stdin': { value: null },
  'license-id': { value: 'number' },
  'bundle-code': { value: 'code' },
  variable: { value: 'pair', isRepeatable: true },
  'legacy-names': { value: null },
  'answer-file': { value: 'file', environment: `${generalPrefix}ANSWER_FILE` },
  dir: { value: 'folder' },
  out: { value: 'place' },
  'offline-request': { value: 'place' },
  explain: { value: null },
  offline: { value: null },
  sso: { value: null },
  'sign-in-file': { value: 'file' },
  record: { value: 'folder' },
  'yes-use-a-test-key': { value: null },
  force: { value: null },
  rate: { value: 'number' },
  proxy: { value: 'address' },
  'proxy-sign-in-file': { value: 'file' },
  'ca-file': { value: 'file' },
  scope: { value: 'scope' },
  'license-dir': { value: 'folder' },
  config: { value: 'file', environment: 'ACTIVATION_CONFIG' },
  timeout: { value: 'seconds' },
  locale: { value: 'tag' },
  log: { value: 'file' },
  json: { value: null },
  quiet: { value: null },
  'result-file': { value: 'file' },
  'msi-codes': { value: null },
  help: { value: null },
  version: { value: null },
} as const satisfies Readonly<Record<string, OptionSpec>>

export type OptionName = keyof typeof options
export const optionNames = Object.keys(options) as OptionName[]

/** The letter that stands for an option. */
export const shortNames: Readonly<Record<string, OptionName>> = { h: 'help', V: 'version', q: 'quiet' }

export interface VerbSpec {
  /** A file that the verb is about. */
  readonly takesFile: boolean
  /** Option that names a folder of such files in place of one. */
  readonly insteadOfFile?: OptionName
  /** Key and user come from the command line and from nowhere else: what lies about on a computer is not for this. */
  readonly isCommandLineOnly?: true
  /** Options besides those of every verb. */
  readonly options: readonly OptionName[]
}

const everywhere: readonly OptionName[] = [
  ...(['answer-file', 'scope', 'license-dir', 'config', 'timeout', 'locale', 'log'] as const),
  ...(['json', 'quiet', 'result-file', 'msi-codes', 'help', 'version'] as const),
]
const credentials: readonly OptionName[] = [
  ...([
    'key',
    'key-file',
    'key-stdin',
    'user',
    'password-file',
    'password-stdin',
    'license-id',
    'bundle-code',
    'variable',
    'legacy-names',
  ] as const),
]

const network: readonly OptionName[] = ['proxy', 'proxy-sign-in-file', 'ca-file']

/** True for an option that says who asks. */
export function isCredential(name: OptionName): boolean {
  return ['key', 'key-file', 'key-stdin', 'user', 'password-file', 'password-stdin'].includes(name)
}

/** The setting that an option says; null where it says none. */
export function settingOf(name: OptionName): SettingName | null {
  return settingNames.find((setting) => settingsTable[setting].option === `--${name}`) ?? null
}

const ofSettings: readonly OptionName[] = optionNames.filter((name) => settingOf(name) !== null)

/** In the order of the help. */
export const verbs = {
  activate: { takesFile: false, options: [...credentials, 'force', ...network] },
  request: { takesFile: false, options: [...credentials, 'out', 'force'] },
  send: { takesFile: true, insteadOfFile: 'dir', options: ['dir', 'out', 'force', 'rate', ...network] },
  import: { takesFile: true, options: [] },
  status: { takesFile: false, options: [] },
  verify: { takesFile: true, options: [] },
  check: { takesFile: false, options: [...network] },
  deactivate: { takesFile: false, options: ['offline-request', 'force', ...network] },
  device: { takesFile: false, options: [] },
  diagnose: { takesFile: false, options: [...network] },
  conformance: {
    takesFile: false,
    isCommandLineOnly: true,
    options: [
      ...credentials.filter((name) => name !== 'key'),
      ...(['offline', 'sso', 'sign-in-file', 'record', 'yes-use-a-test-key'] as const),
      ...network,
    ],
  },
  config: { takesFile: false, options: ['explain', ...ofSettings] },
} as const satisfies Readonly<Record<Verb, VerbSpec>>

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word)
}

/** Options of `verb`, in the order of the help. */
export function optionsOf(verb: Verb): OptionName[] {
  const own: readonly OptionName[] = verbs[verb].options
  return optionNames.filter((name) => own.includes(name) || everywhere.includes(name))
}

/** Whether `verb` talks to the license server. */
export function usesNetwork(verb: Verb): boolean {
  return verb !== 'config' && optionsOf(verb).includes('proxy')
}

/** The environment variable of every product that counts for `name`; null where there is none. */
export function environmentOf(name: OptionName): string | null {
  const spec: OptionSpec = options[name]
  const setting = settingOf(name)
  return setting === null ? (spec.environment ?? null) : `${generalPrefix}${settingsTable[setting].variable}`
}
