/**
 * What a run is set to: command line before environment before answer file; the vendor's configuration comes last. One
 * function gives it all, so that another source can be put before these in one place.
 */
import { isAbsolute, resolve } from 'node:path'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { type Scope, scopes } from '../engine/license-folder.ts'
import { spokenLocaleOf } from '../shared/translate.ts'
import { readAnswerFile } from './answer-file.ts'
import type { CommandIo, ProxyChoice } from './command-io.ts'
import { type CredentialSource, toCredentialSource } from './credential-source.ts'
import type { Command, OptionValues } from './parse-arguments.ts'
import { toProxyAddress } from './proxy-of.ts'
import { UsageError } from './usage-problem.ts'
import { environmentOf, type OptionName, type OptionSpec, optionNames, options, optionsOf } from './verb-table.ts'

/** What is said beside the result, on stderr. */
export type Warning = 'keyVisible' | 'proxyVisible' | 'waiting'

export interface CliSettings {
  /** Where key or password come from; null where none was named. They are read when they are needed. */
  readonly credentials: CredentialSource | null
  readonly activation: Partial<Pick<VendorConfiguration['activation'], 'licenseId' | 'bundleCode' | 'variables'>>
  /** null: not said; the license that is there decides. */
  readonly scope: Scope | null
  readonly licenseFolder: string | null
  /** Vendor configuration to use in place of the one in the package. */
  readonly configuration: string | null
  readonly proxy: ProxyChoice
  /** Of the whole run. */
  readonly timeoutMs: number | null
  /** Of one call to the license server. */
  readonly callTimeoutMs: number | null
  readonly locale: string
  readonly log: string | null
  readonly out: string | null
  readonly offlineRequest: string | null
  readonly resultFile: string | null
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly msiCodes: boolean
  readonly warnings: readonly Warning[]
}

/** Options of one source; file names in it are full paths. */
export type Layer = OptionValues

/** The settings of a run. Throws a `UsageError`. */
export function toSettings({ verb, values }: Command, io: CommandIo): CliSettings {
  const commandLine = withFullPaths(values, io.workingFolder)
  const environment = withFullPaths(fromEnvironment(io.environment), io.workingFolder)
  const answerPath = textOf([commandLine, environment], 'answer-file')
  const answers = answerPath === null ? null : readAnswerFile(answerPath)
  const layers: Layer[] = [commandLine, environment, ...(answers === null ? [] : [answers.values])]
  const text = (name: OptionName): string | null => textOf(layers, name)
  const flag = (name: OptionName): boolean => commandLine[name] === true
  return {
    credentials: verb !== null && optionsOf(verb).includes('key') ? toCredentialSource(layers) : null,
    activation: toActivation(text, answers?.variables ?? null),
    scope: toScope(text('scope')),
    licenseFolder: text('license-dir'),
    configuration: toConfigurationPath(commandLine, environment, io.isPackaged),
    proxy: toProxy(text('proxy')),
    timeoutMs: toNumber(text('timeout'), 'timeout', 1000),
    callTimeoutMs: toNumber(text('timeout'), 'timeout', 1000),
    locale: toLocale(text('locale'), io.environment),
    log: text('log'),
    out: text('out'),
    offlineRequest: text('offline-request'),
    resultFile: text('result-file'),
    force: flag('force'),
    json: flag('json'),
    quiet: flag('quiet'),
    msiCodes: flag('msi-codes'),
    warnings: toWarnings(commandLine),
  }
}

/** The command line of a program can be read by every other one. */
function toWarnings({ key, proxy }: Layer): Warning[] {
  const hasPassword = typeof proxy === 'string' && proxy.includes('@')
  return [...(key === undefined ? [] : ['keyVisible' as const]), ...(hasPassword ? ['proxyVisible' as const] : [])]
}

/** Text of the first source that has the option; null where none has. */
function textOf(layers: readonly Layer[], name: OptionName): string | null {
  const value = layers.find((layer) => layer[name] !== undefined)?.[name]
  return typeof value === 'string' ? value : null
}

const placeholders: ReadonlySet<OptionSpec['value']> = new Set(['file', 'place', 'folder'])

function withFullPaths(values: OptionValues, folder: string): Layer {
  const entries = Object.entries(values) as [OptionName, string | true][]
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const isPath = placeholders.has(options[name].value) && typeof value === 'string' && !isAbsolute(value)
      return [name, isPath ? resolve(folder, value) : value]
    }),
  )
}

/** An empty variable is none: shells cannot take one away for a single call. */
function fromEnvironment(environment: CommandIo['environment']): OptionValues {
  const named = optionNames.map((name) => [name, environment[environmentOf(name) ?? '']] as const)
  return Object.fromEntries(named.filter(([, value]) => value !== undefined && value.trim() !== ''))
}

/** A packaged program takes address and keys from its package: whoever may set a variable must not choose them. */
function toConfigurationPath(commandLine: Layer, environment: Layer, isPackaged: boolean): string | null {
  if (!isPackaged) return textOf([commandLine, environment], 'config')
  if (commandLine.config !== undefined) throw new UsageError('config-packaged')
  return null
}

function toActivation(
  text: (name: OptionName) => string | null,
  variables: Readonly<Record<string, string>> | null,
): CliSettings['activation'] {
  const licenseId = toNumber(text('license-id'), 'license-id', 1)
  const bundleCode = text('bundle-code')
  if (bundleCode !== null && !/^[\w-]{1,100}$/.test(bundleCode)) {
    throw new UsageError('not-code', { name: '--bundle-code' })
  }
  return {
    ...(licenseId !== null && { licenseId }),
    ...(bundleCode !== null && { bundleCode }),
    ...(variables !== null && { variables: { ...variables } }),
  }
}

function toNumber(text: string | null, name: OptionName, unit: number): number | null {
  if (text === null) return null
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('not-number', { name: `--${name}` })
  return Number(text) * unit
}

function toScope(text: string | null): Scope | null {
  if (text === null) return null
  const scope = scopes.find((known) => known === text.toLowerCase())
  if (scope === undefined) throw new UsageError('not-scope', { name: '--scope' })
  return scope
}

function toProxy(text: string | null): ProxyChoice {
  return text === null || text === 'none' ? text : toProxyAddress(text, '--proxy')
}

/** The language that is asked for, else that of the environment: `de_DE.UTF-8` is `de-DE`. */
function toLocale(text: string | null, environment: CommandIo['environment']): string {
  if (text !== null && !isLocale(text)) throw new UsageError('not-locale', { name: '--locale' })
  const system = environment['LC_ALL'] || environment['LC_TIME'] || environment['LANG'] || 'en'
  return spokenLocaleOf(text ?? (system.split(/[.@]/)[0] ?? 'en').replaceAll('_', '-'))
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
