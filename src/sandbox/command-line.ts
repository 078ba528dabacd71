import { parseArgs } from 'node:util'
import { nearestWord } from '../shared/nearest-word.ts'
import { type AnswerForm, answerForms, defaultAnswers } from './answer-form.ts'
import { bundleSignatureForms } from './bundle-signature.ts'
import type { CheckSettings } from './check-options.ts'
import { maxLicenses } from './device-ledger.ts'
import { type AnyFaultName, allFaultNames, isFaultName } from './faults.ts'
import { type EmailUse, emailUses } from './license-holder.ts'
import type { OAuthSettings } from './oauth-options.ts'
import type { OfflineSettings } from './offline-options.ts'
import type { SsoSettings } from './sso-options.ts'

/** A sandbox to run. */
export interface RunCommand {
  readonly kind: 'run'
  readonly port: number
  readonly json: boolean
  readonly fault: AnyFaultName | null
  readonly keyFile: string | null
  readonly exitWithParent: boolean
  /** What is to differ from the default. */
  readonly offline: Partial<OfflineSettings>
  readonly answers: AnswerForm
  readonly seedUsers: boolean
  /** null is the demo's own number. */
  readonly licenses: number | null
  readonly emailAsName: EmailUse
  readonly knownDevice: 'accepted' | 'refused'
  readonly check: Partial<CheckSettings>
  readonly oauth: Partial<OAuthSettings>
  readonly sso: Partial<SsoSettings>
}

/** What the command line asks for; `wrong` carries one sentence that says what to write instead. */
export type Command = { readonly kind: 'help' } | RunCommand | { readonly kind: 'wrong'; readonly message: string }

const options = {
  port: { type: 'string' },
  fault: { type: 'string' },
  answers: { type: 'string' },
  'seed-users': { type: 'boolean' },
  licenses: { type: 'string' },
  'email-as-name': { type: 'string' },
  'key-file': { type: 'string' },
  'offline-schema': { type: 'string' },
  'offline-shape': { type: 'string' },
  'bundle-signature': { type: 'string' },
  'item-signatures': { type: 'string' },
  'offline-time-limited': { type: 'boolean' },
  'check-expired': { type: 'string' },
  'known-device': { type: 'string' },
  'oauth-required': { type: 'boolean' },
  'token-lifetime': { type: 'string' },
  'sso-auto': { type: 'boolean' },
  'exit-with-parent': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const optionNames = Object.keys(options).map((name) => `--${name}`)

/** The command in `args`, which are without the program and its file: `['--port', '0', '--json']`. */
export function parseCommandLine(args: readonly string[]): Command {
  const unknown = findUnknown(args)
  if (unknown !== null) return wrong(unknown)
  try {
    const { values } = parseArgs({ args: [...args], options })
    return values.help ? { kind: 'help' } : toRun(values)
  } catch (error) {
    // What is left for parseArgs to complain about is a missing value or one too many; its first sentence says which.
    return wrong(error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error))
  }
}

function findUnknown(args: readonly string[]): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') return `Nothing is expected besides options: ${token.value}`
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      return `Unknown option ${token.rawName}.${suggest(`--${token.name}`, optionNames)}`
    }
  }
  return null
}

function toRun(values: Values): Command {
  const { port = '0', fault = null } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`--port must be a whole number from 0 (any free port) to 65535, not "${port}".`)
  }
  if (fault !== null && !isFaultName(fault)) return wrong(explainFault(fault))
  const mistake = findMistake(values)
  if (mistake !== null) return wrong(mistake)
  return {
    kind: 'run',
    port: Number(port),
    json: values.json ?? false,
    fault,
    keyFile: values['key-file'] ?? null,
    exitWithParent: values['exit-with-parent'] ?? false,
    offline: toOfflineSettings(values),
    answers: answerForms.find((word) => word === values.answers) ?? defaultAnswers,
    seedUsers: values['seed-users'] ?? false,
    licenses: values.licenses === undefined ? null : Number(values.licenses),
    emailAsName: emailUses.find((word) => word === values['email-as-name']) ?? 'account-users',
    knownDevice: values['known-device'] === 'refused' ? 'refused' : 'accepted',
    check: values['check-expired'] === 'refused' ? { expiredLicense: 'refused' } : {},
    oauth: toOAuthSettings(values),
    sso: values['sso-auto'] ? { autoSignIn: true } : {},
  }
}

/** The words that the options with a closed choice take. */
const choices = {
  answers: answerForms,
  'email-as-name': emailUses,
  'offline-schema': ['1', '2'],
  'offline-shape': ['envelope', 'map'],
  'bundle-signature': bundleSignatureForms,
  'item-signatures': ['signed', 'absent'],
  'check-expired': ['told', 'refused'],
  'known-device': ['accepted', 'refused'],
} as const

function findMistake(values: Values): string | null {
  if (values['key-file'] === '') return '--key-file must name a file.'
  const { licenses = '5' } = values
  if (!/^[1-9]\d{0,4}$/.test(licenses) || Number(licenses) > maxLicenses) {
    return `--licenses must be a whole number from 1 to ${maxLicenses}, not "${licenses}".`
  }
  const lifetime = values['token-lifetime']
  if (lifetime !== undefined && !/^[1-9]\d{0,5}$/.test(lifetime)) {
    return `--token-lifetime must be a whole number of seconds from 1 to 999999, not "${lifetime}".`
  }
  for (const [name, words] of Object.entries(choices)) {
    const value = values[name as keyof typeof choices]
    if (value !== undefined && !words.some((word) => word === value)) {
      return `--${name} must be one of ${words.join(', ')}, not "${value}".`
    }
  }
  return null
}

function toOfflineSettings(values: Values): Partial<OfflineSettings> {
  const form = bundleSignatureForms.find((word) => word === values['bundle-signature'])
  return {
    ...(values['offline-schema'] === '2' && { minSchemaVersion: 2 }),
    ...(values['offline-shape'] === 'map' && { answerShape: 'map' }),
    ...(form && { bundleSignature: form }),
    ...(values['item-signatures'] === 'absent' && { itemSignatureV2: 'absent' }),
    ...(values['offline-time-limited'] && { timeLimited: 'allowed' }),
  }
}

function toOAuthSettings(values: Values): Partial<OAuthSettings> {
  const lifetime = values['token-lifetime']
  return {
    ...(values['oauth-required'] && { apiKeys: 'forbidden' }),
    ...(lifetime !== undefined && { tokenLifetimeSeconds: Number(lifetime) }),
  }
}

function explainFault(typed: string): string {
  return `Unknown fault "${typed}".${suggest(typed, allFaultNames)} Faults: ${allFaultNames.join(', ')}.`
}

function suggest(typed: string, known: readonly string[]): string {
  const nearest = nearestWord(typed, known)
  return nearest === null ? '' : ` Did you mean ${nearest}?`
}

function wrong(message: string): Command {
  return { kind: 'wrong', message }
}
