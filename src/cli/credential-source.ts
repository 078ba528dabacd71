/** Where key or password come from. They are read late, kept nowhere, and told to nobody but the session. */
import type { Credentials } from '../core/credentials.ts'
import { decodeText } from '../core/decode-text.ts'
import { lastFourOf, parseLicenseKey } from '../core/license-key.ts'
import { generalPrefix } from '../core/settings-names.ts'
import type { ResolvedSettings } from '../core/settings-resolve.ts'
import { saidOf } from '../core/settings-said.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import { settingLayers } from '../shared/configuration-problem.ts'
import { type Result, succeed } from '../shared/result.ts'
import { createTranslator } from '../shared/translate.ts'
import type { OptionValues } from './parse-arguments.ts'
import { untilStopped } from './stop.ts'
import { readTextFile } from './text-file.ts'
import type { VerbContext } from './verb-context.ts'
import type { OptionName } from './verb-table.ts'

/** Who asks, where nobody is at a browser: a single sign-on is the window's business. */
export type NamedCredentials = Exclude<Credentials, { readonly kind: 'sso' }>

/** How one secret is given. */
type SecretSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'input'; readonly option: OptionName }

export type CredentialSource =
  | { readonly kind: 'license-key'; readonly from: SecretSource }
  | { readonly kind: 'user-login'; readonly username: string; readonly from: SecretSource }

const keyOptions = ['key', 'key-file', 'key-stdin'] as const
const passwordOptions = ['password-file', 'password-stdin'] as const

/** What each layer says of key, user and password, the strongest first; standard input is the command line's alone. */
export function credentialLayersOf(resolved: ResolvedSettings, commandLine: OptionValues): OptionValues[] {
  const said = [
    ...saidOf(resolved.licenseKey).map((one) => ({ ...one, option: 'key' as const })),
    ...saidOf(resolved.licenseKeyFile).map((one) => ({ ...one, option: 'key-file' as const })),
    ...saidOf(resolved.username).map((one) => ({ ...one, option: 'user' as const })),
    ...saidOf(resolved.passwordFile).map((one) => ({ ...one, option: 'password-file' as const })),
  ]
  const ranks = settingLayers.flatMap((layer) => [false, true].map((isGeneral) => ({ layer, isGeneral })))
  return ranks.map(({ layer, isGeneral }) => {
    const own = said.filter((one) => one.layer === layer && one.place.startsWith(generalPrefix) === isGeneral)
    const values = Object.fromEntries(own.map(({ option, value }) => [option, value ?? undefined]))
    return layer === 'command-line' && !isGeneral ? { ...values, ...inputsOf(commandLine) } : values
  })
}

function inputsOf(values: OptionValues): OptionValues {
  const names = (['key-stdin', 'password-stdin'] as const).filter((name) => values[name] === true)
  return Object.fromEntries(names.map((name) => [name, true]))
}

/** A key is short, and a file of another kind would be sent to the server as one. */
const largestSecret = 65_536

/**
 * The source that the first layer with any of them names: what a command line says is not mixed with what an environment
 * says. Throws a `UsageError` for two at once, or half of one.
 */
export function toCredentialSource(layers: readonly OptionValues[]): CredentialSource | null {
  const all: readonly OptionName[] = [...keyOptions, ...passwordOptions, 'user']
  const layer = layers.find((values) => all.some((name) => values[name] !== undefined))
  if (layer === undefined) return null
  const secrets = [...keyOptions, ...passwordOptions].filter((name) => layer[name] !== undefined)
  const named = layer.user === undefined ? secrets : [...secrets.filter((name) => isKeyOption(name)), 'user' as const]
  const [secret] = secrets
  if (named.length > 1 || secrets.length > 1) {
    const names = [...new Set([...secrets, ...named])].map((name) => `--${name}`).join(', ')
    throw new UsageError('two-credentials', { names })
  }
  if (secret !== undefined && isKeyOption(secret)) return { kind: 'license-key', from: toSecret(secret, layer) }
  const username = layers.find(({ user }) => typeof user === 'string')?.user
  if (secret === undefined) throw new UsageError('no-password')
  if (typeof username !== 'string') throw new UsageError('no-user', { name: `--${secret}` })
  return { kind: 'user-login', username, from: toSecret(secret, layer) }
}

function isKeyOption(name: OptionName): boolean {
  return keyOptions.some((option) => option === name)
}

function toSecret(option: OptionName, layer: OptionValues): SecretSource {
  const value = layer[option]
  if (typeof value !== 'string') return { kind: 'input', option }
  return option === 'key' ? { kind: 'text', text: value } : { kind: 'file', path: value }
}

/**
 * The credentials themselves: of a text, the license key in it. Fails with `cancelled` where the run is stopped while it
 * reads, and as `parseLicenseKey` does; throws a `UsageError` for
 * a file or an input that holds none.
 */
export async function readCredentials(
  source: CredentialSource,
  context: SecretReader,
): Promise<Result<NamedCredentials>> {
  const read = await readSecret(source.from, context)
  if (!read.ok) return read
  const text = read.value
  context.secrets.push(text, text.trim())
  if (source.kind === 'license-key') return readLicenseKey(text, context)
  // Only the end of the line is not the password's.
  const password = text.replace(/\r?\n$/, '')
  context.secrets.push(password)
  return succeed({ kind: 'user-login', username: source.username, password })
}

/**
 * The key in a text, and on stderr that something else stood there: nothing is sent that nobody knows of. Not which words:
 * such output is kept, and no list knows every word for a password.
 */
function readLicenseKey(
  text: string,
  { configuration, io, secrets, settings }: SecretReader,
): Result<NamedCredentials> {
  const parsed = parseLicenseKey(text, configuration.activation.keyForm ?? null)
  if (!parsed.ok) return parsed
  const { key, leftOut } = parsed.value
  secrets.push(key)
  if (leftOut !== '') {
    const [lastFour, count] = [lastFourOf(key), leftOut.split(/\s+/).length]
    const { t } = createTranslator(settings.locale)
    io.warn(`${t(lastFour === '' ? 'cli.key.foundShort' : 'cli.key.found', { lastFour, count })}\n`)
  }
  return succeed({ kind: 'license-key', licenseKey: key })
}

type SecretReader = Pick<VerbContext, 'configuration' | 'io' | 'secrets' | 'settings' | 'stop'>

async function readSecret(from: SecretSource, context: SecretReader): Promise<Result<string>> {
  if (from.kind === 'text') return succeed(from.text)
  const text =
    from.kind === 'file'
      ? await readTextFile(from.path, largestSecret, context.stop)
      : await readInput(from.option, context)
  if (!text.ok || text.value.trim() !== '') return text
  if (from.kind === 'file') throw new UsageError('file-empty', { path: from.path })
  throw new UsageError('input-empty', { name: `--${from.option}` })
}

async function readInput(option: OptionName, { io, settings, stop }: SecretReader): Promise<Result<string>> {
  const name = `--${option}`
  if (io.isInputTerminal) throw new UsageError('input-terminal', { name })
  stop.allow(settings.timeoutMs, 'malformed-command')
  const bytes = await untilStopped(io.readInput(largestSecret), stop)
  if (!bytes.ok && stop.code() === 'malformed-command') throw new UsageError('input-late', { name })
  if (!bytes.ok) return bytes
  if (bytes.value.length > largestSecret) throw new UsageError('input-large', { name })
  return succeed(decodeText(bytes.value))
}
