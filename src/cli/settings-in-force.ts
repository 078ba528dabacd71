/**
 * How a run is set up: what the layers come to (core/settings-resolve.ts), in the form that the verbs work with.
 * Source: docs/decisions/0017-settings-and-policy.md.
 */
import { toAuthority } from '../core/connection-host-port.ts'
import type { ProxySettings } from '../core/connection-proxy-settings.ts'
import { applySettings } from '../core/settings-apply.ts'
import type { ResolvedSettings } from '../core/settings-resolve.ts'
import { saidBy } from '../core/settings-said.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { configurationPathOf, readConfigurationFile } from '../engine/configuration-file.ts'
import type { Scope } from '../engine/license-folder.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import { readAnswerFile } from '../engine/settings/answer-file.ts'
import { readCompanyAuthorities } from '../engine/settings/company-authorities.ts'
import type { ConfigurationProblem, SettingProblems } from '../shared/configuration-problem.ts'
import { createTranslator, spokenLocaleOf } from '../shared/translate.ts'
import type { CommandIo, ProxyChoice } from './command-io.ts'
import { type CredentialSource, credentialLayersOf, toCredentialSource } from './credential-source.ts'
import { type RunOptions, type Told, toAnswerPath } from './options.ts'
import { optionsOf, usesNetwork, type Verb, type VerbSpec, verbs } from './verb-table.ts'

export interface CliSettings extends RunOptions {
  /** Where key or password come from; null where none was named. They are read when they are needed. */
  readonly credentials: CredentialSource | null
  /** null: not said; the license that is there decides. */
  readonly scope: Scope | null
  readonly proxy: ProxyChoice
  /** Full path of the file with user name and password for the proxy. */
  readonly proxySignInFile: string | null
  /** PEM of every authority that counts; null for those that Node has itself. */
  readonly authorities: readonly string[] | null
  /** Of the whole run; null: no limit. */
  readonly timeoutMs: number | null
  /** Of one call to the license server. */
  readonly callTimeoutMs: number
  readonly locale: string
  /** Each setting, and who said so. */
  readonly resolved: ResolvedSettings
}

/** A problem, and the file, key, variable or option that has it. */
export type PlacedProblem = ConfigurationProblem & { readonly place: string }

export type InForce =
  | { readonly ok: true; readonly configuration: VendorConfiguration; readonly settings: CliSettings }
  | {
      readonly ok: false
      readonly problems: readonly [PlacedProblem, ...PlacedProblem[]]
      /** It is the vendor's to correct, and nobody else's. */
      readonly isOfVendor: boolean
    }

/**
 * The vendor's configuration with policy, command line, environment and answer file before it, or all that cannot be
 * used. Throws a `UsageError` where that is in the command alone.
 */
export async function readInForce(verb: Verb | null, told: Told, io: CommandIo): Promise<InForce> {
  const path = configurationPathOf(io.packageFolder, io.isPackaged, told.run.configuration ?? undefined)
  const read = readConfigurationFile(path)
  if (!read.ok) {
    const [first, ...rest] = read.problems
    const placed = (problem: ConfigurationProblem): PlacedProblem => ({ ...problem, place: path })
    return { ok: false, problems: [placed(first), ...rest.map(placed)], isOfVendor: true }
  }
  const answerPath = toAnswerPath(told, read.value, io)
  const answers = answerPath === null ? null : readAnswerFile(answerPath)
  if (answers?.ok === false) return { ...answers, isOfVendor: false }
  const resolved = await io.readSettings({
    configuration: read.value,
    configurationPath: path,
    environment: io.environment,
    commandLine: told.members,
    answerFile: answers?.file ?? null,
  })
  if (!resolved.ok) return refuse(resolved.problems, firstLocaleOf(told, io))
  // Whoever sends nothing needs no certificates.
  const needsAuthorities = verb !== null && usesNetwork(verb)
  const company = needsAuthorities ? readCompanyAuthorities(resolved.value.caFile, io) : null
  if (company?.ok === false) return refuse([company.problem], firstLocaleOf(told, io))
  return {
    ok: true,
    configuration: applySettings(read.value, resolved.value),
    settings: { ...toCliSettings(verb, told, resolved.value, io), authorities: company?.authorities ?? null },
  }
}

function refuse(problems: SettingProblems, locale: string): InForce {
  if (problems.some(({ layer }) => layer !== 'command-line'))
    return { ok: false, problems, isOfVendor: problems[0].layer === 'vendor' }
  const { t } = createTranslator(locale)
  const [{ place, expected }] = problems
  throw new UsageError('setting', { name: place, expected: t(`configuration.expected.${expected}`) })
}

function toCliSettings(
  verb: Verb | null,
  told: Told,
  resolved: ResolvedSettings,
  io: CommandIo,
): Omit<CliSettings, 'authorities'> {
  const { proxy, timeoutSeconds, scope, locale } = resolved
  const runSeconds = saidBy('command-line', timeoutSeconds)
  const isSigningIn = verb !== null && optionsOf(verb).includes('key-stdin')
  const spec: VerbSpec | null = verb === null ? null : verbs[verb]
  const layers = spec?.isCommandLineOnly ? [told.values] : credentialLayersOf(resolved, told.values)
  const isOption = proxy.origin.layer === 'command-line'
  return {
    ...told.run,
    credentials: isSigningIn ? toCredentialSource(layers) : null,
    scope: scope.value,
    // A password in the option is no setting; it goes along with it.
    proxy: (isOption ? told.proxy?.address : null) ?? toChoice(proxy.value),
    proxySignInFile: resolved.proxySignInFile.value,
    timeoutMs: runSeconds === null ? null : runSeconds * 1000,
    callTimeoutMs: timeoutSeconds.value * 1000,
    locale: locale.value === null ? systemLocaleOf(io.environment) : spokenLocaleOf(locale.value),
    resolved,
  }
}

function toChoice(proxy: ProxySettings): ProxyChoice {
  if (proxy.kind === 'manual') return `http://${toAuthority(proxy)}/`
  return proxy.kind === 'none' ? 'none' : null
}

/** The language before the settings are known: that of the option where it is one, else that of the system. */
export function firstLocaleOf({ values }: Told, { environment }: CommandIo): string {
  try {
    const [tag] = Intl.getCanonicalLocales(typeof values.locale === 'string' ? values.locale : [])
    return tag === undefined ? systemLocaleOf(environment) : spokenLocaleOf(tag)
  } catch {
    return systemLocaleOf(environment)
  }
}

/** Of the environment: `de_DE.UTF-8` is `de-DE`. */
function systemLocaleOf(environment: CommandIo['environment']): string {
  const system = environment['LC_ALL'] || environment['LC_TIME'] || environment['LANG'] || 'en'
  return spokenLocaleOf((system.split(/[.@]/)[0] ?? 'en').replaceAll('_', '-'))
}
