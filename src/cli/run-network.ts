/** Opens the network of one run, and says first what has to be said of the way. */
import { type ProxyCredentials, parseSignInFile } from '../core/connection-sign-in.ts'
import { toQuotedText } from '../core/quoted-text.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import { type Result, succeed } from '../shared/result.ts'
import { createTranslator } from '../shared/translate.ts'
import type { CommandIo, Network, NetworkOptions } from './command-io.ts'
import { proxyFor, unusableExceptions } from './proxy-of.ts'
import type { CliSettings } from './settings-in-force.ts'
import type { Stop } from './stop.ts'
import { readTextFile } from './text-file.ts'
import { usesNetwork, type Verb } from './verb-table.ts'

interface Run {
  readonly io: CommandIo
  readonly settings: CliSettings
  readonly configuration: VendorConfiguration
  readonly secrets: string[]
}

/**
 * The network for `verb`. Fails with `cancelled`; throws a `UsageError` for a variable or a file of the proxy that cannot
 * be used. A verb that sends nothing does not care.
 */
export async function openRunNetwork(run: Run, verb: Verb | null, stop: Stop): Promise<Result<Network>> {
  const { io, settings, configuration } = run
  const { authorities, proxy: choice } = settings
  const way: NetworkOptions = { choice, environment: io.environment, authorities }
  if (verb === null || !usesNetwork(verb)) return succeed(io.openNetwork(way))
  const urls = urlsOf(configuration)
  warnOf(run, way, urls)
  const isBehindProxy = urls.some((url) => proxyFor(url, way) !== null)
  const signIn = isBehindProxy ? await readSignIn(run, stop) : succeed(null)
  return signIn.ok ? succeed(io.openNetwork({ ...way, signIn: signIn.value })) : signIn
}

function urlsOf({ api: { baseUrl, caller } }: VendorConfiguration): string[] {
  return caller.kind === 'oauth' ? [baseUrl, caller.tokenUrl] : [baseUrl]
}

function warnOf({ io, settings }: Run, way: NetworkOptions, urls: readonly string[]): void {
  const { t } = createTranslator(settings.locale)
  if (io.asksForNoCheck) io.warn(`${t('cli.warning.alwaysChecked')}\n`)
  const found = urls.map((url) => unusableExceptions(url, way)).find((exceptions) => exceptions !== null)
  if (!found) return
  const entries = toQuotedText(found.entries.join(', '), 300)
  io.warn(`${t('cli.warning.exceptions', { name: found.name, entries })}\n`)
}

/** Two lines are short, and a file of another kind would go to the proxy as a password. */
const largestSignInBytes = 4096

async function readSignIn({ settings, secrets }: Run, stop: Stop): Promise<Result<ProxyCredentials | null>> {
  const path = settings.proxySignInFile
  if (path === null) return succeed(null)
  const text = await readTextFile(path, largestSignInBytes, stop)
  if (!text.ok) return text
  const signIn = parseSignInFile(text.value)
  if (signIn === null) throw new UsageError('proxy-sign-in-file', { path })
  secrets.push(signIn.password)
  return succeed(signIn)
}
