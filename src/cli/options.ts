/**
 * What a run is told on its command line: settings by name, for core/settings-resolve.ts, and what is the matter of one
 * run alone, such as where its result goes.
 */
import { isAbsolute, resolve } from 'node:path'
import { prefixesOf } from '../core/settings-layers.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import type { CommandIo } from './command-io.ts'
import type { Command, OptionValue, OptionValues } from './parse-arguments.ts'
import { type ProxyOption, toProxyOption } from './proxy-of.ts'
import { environmentOf, type OptionName, type OptionSpec, options, settingOf } from './verb-table.ts'

/** What is said beside the result, on stderr. */
export type Warning = 'keyVisible' | 'proxyVisible' | 'waiting' | 'waitingForFolder' | 'factsLate'

/** What no other layer can say. */
export interface RunOptions {
  /** Vendor configuration to use in place of the one in the package. */
  readonly configuration: string | null
  readonly log: string | null
  /** Folder of request files to send, in place of one file. */
  readonly requestFolder: string | null
  /** Calls a minute, where a folder is sent. */
  readonly callsPerMinute: number | null
  readonly out: string | null
  readonly offlineRequest: string | null
  readonly resultFile: string | null
  readonly conformance: ConformanceOptions
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly msiCodes: boolean
  readonly warnings: readonly Warning[]
}

/** What `conformance` is to try, and what it may use. */
export interface ConformanceOptions {
  readonly offline: boolean
  readonly sso: boolean
  /** File with what a sign-in in the browser has brought. */
  readonly signInFile: string | null
  /** Folder for recorded vectors. */
  readonly record: string | null
  /** The key is one for tests: a seat of a real account is taken and given back. */
  readonly isTestKey: boolean
}

export interface Told {
  readonly run: RunOptions
  /** Options as they stand; names of files are full paths. */
  readonly values: OptionValues
  /** The command line as a layer of settings. */
  readonly members: Readonly<Record<string, unknown>>
  readonly proxy: ProxyOption | null
}

/** What the command line says. Throws a `UsageError`. */
export function toTold({ values: typed }: Command, io: CommandIo): Told {
  const values = withFullPaths(typed, io.workingFolder)
  const proxy = typeof values.proxy === 'string' ? toProxyOption(values.proxy) : null
  const flag = (name: OptionName): boolean => values[name] === true
  const run: RunOptions = {
    configuration: toConfigurationPath(values, io),
    log: textOf(values.log),
    requestFolder: textOf(values.dir),
    callsPerMinute: toCallsPerMinute(textOf(values.rate)),
    out: textOf(values.out),
    offlineRequest: textOf(values['offline-request']),
    resultFile: textOf(values['result-file']),
    conformance: {
      offline: flag('offline'),
      sso: flag('sso'),
      signInFile: textOf(values['sign-in-file']),
      record: textOf(values.record),
      isTestKey: flag('yes-use-a-test-key'),
    },
    force: flag('force'),
    json: flag('json'),
    quiet: flag('quiet'),
    msiCodes: flag('msi-codes'),
    warnings: [
      // The command line of a program can be read by every other one.
      ...(values.key === undefined ? [] : ['keyVisible' as const]),
      ...(proxy?.hasPassword ? ['proxyVisible' as const] : []),
    ],
  }
  return { run, values, members: { ...toMembers(values), ...(proxy !== null && { proxy: proxy.setting }) }, proxy }
}

/** The answer file: as the command line says, else as a variable does. */
export function toAnswerPath({ values }: Told, configuration: VendorConfiguration, io: CommandIo): string | null {
  const name = 'ANSWER_FILE'
  const variables = prefixesOf(configuration).map((prefix) => io.environment[`${prefix}${name}`]?.trim())
  const path = textOf(values['answer-file']) ?? variables.find((text) => text !== undefined && text !== '')
  return path === undefined ? null : resolve(io.workingFolder, path)
}

function toMembers(values: OptionValues): Record<string, unknown> {
  const entries = Object.entries(values) as [OptionName, OptionValue][]
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const setting = settingOf(name)
      return setting === null ? [] : [[setting, value]]
    }),
  )
}

function toCallsPerMinute(text: string | null): number | null {
  if (text === null) return null
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('not-number', { name: '--rate' })
  return Number(text)
}

function textOf(value: OptionValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

const placeholders: ReadonlySet<OptionSpec['value']> = new Set(['file', 'place', 'folder'])

function withFullPaths(values: OptionValues, folder: string): OptionValues {
  const entries = Object.entries(values) as [OptionName, OptionValue][]
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const isPath = placeholders.has(options[name].value) && typeof value === 'string' && !isAbsolute(value)
      return [name, isPath ? resolve(folder, value) : value]
    }),
  )
}

/** A packaged program takes address and keys from its package: whoever may set a variable must not choose them. */
function toConfigurationPath({ config }: OptionValues, io: CommandIo): string | null {
  if (io.isPackaged && config !== undefined) throw new UsageError('config-packaged')
  const variable = io.environment[environmentOf('config') ?? '']?.trim()
  if (io.isPackaged) return null
  return textOf(config) ?? (variable === undefined || variable === '' ? null : resolve(io.workingFolder, variable))
}
