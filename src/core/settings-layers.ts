import type { SettingLayer } from '../shared/configuration-problem.ts'
import { generalPrefix, toVariablePrefix } from './settings-names.ts'
import { isByPolicyOnly, isSettingName, type SettingName, settingNames, settingsTable } from './settings-table.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** What a file, a registry key or an administrator's plist says: values by name of the setting. */
export interface SettingsFile {
  readonly place: string
  /** `json` has booleans and numbers of its own; `text` says them in words or registry values. */
  readonly form: 'json' | 'text'
  readonly members: Readonly<Record<string, unknown>>
}

/** Everything that may have a say. A layer that is left out says nothing. */
export interface SettingsSources {
  readonly configuration: VendorConfiguration
  /** Where the vendor configuration is, for explanations. */
  readonly configurationPath: string
  readonly policy?: SettingsFile | null
  /** By name of the setting, not of the option; `undefined` is left out. Texts, lists of texts, numbers and booleans. */
  readonly commandLine?: Readonly<Record<string, unknown>>
  /** The whole environment; only the variables of the table are looked at, and an empty one is not set. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly answerFile?: SettingsFile | null
}

/** One layer that was read from outside of the package. */
export interface OutsideLayer {
  readonly layer: SettingLayer
  readonly form: SettingsFile['form']
  readonly members: Readonly<Record<string, unknown>>
  readonly placeOf: (name: string) => string
}

/** The layers from outside of the package that say anything, the strongest first. */
export function layersOf(sources: SettingsSources): OutsideLayer[] {
  const { policy, commandLine, environment, answerFile } = sources
  const found: (OutsideLayer | null)[] = [
    policy ? fileLayer('policy', policy) : null,
    {
      layer: 'command-line',
      form: 'text',
      members: without(commandLine ?? {}, undefined),
      placeOf: (name) => (isSettingName(name) ? settingsTable[name].option : null) ?? '--',
    },
    ...prefixesOf(sources.configuration).map((prefix) => environmentLayer(prefix, environment ?? {})),
    answerFile ? fileLayer('answer-file', answerFile) : null,
  ]
  return found.filter((layer) => layer !== null)
}

/** The product's own variables before those of every product. */
export function prefixesOf(configuration: VendorConfiguration): string[] {
  return [...new Set([toVariablePrefix(configuration), generalPrefix])]
}

function environmentLayer(prefix: string, environment: NonNullable<SettingsSources['environment']>): OutsideLayer {
  const variableOf = (name: SettingName): string => `${prefix}${settingsTable[name].variable}`
  const names = settingNames.filter((name) => !isByPolicyOnly(name))
  return {
    layer: 'environment',
    form: 'text',
    members: without(Object.fromEntries(names.map((name) => [name, environment[variableOf(name)]])), ''),
    placeOf: (name) => (isSettingName(name) ? variableOf(name) : prefix),
  }
}

function fileLayer(layer: SettingLayer, { place, form, members }: SettingsFile): OutsideLayer {
  return { layer, form, members, placeOf: () => place }
}

/** Without the members that say nothing: `undefined`, and whatever `empty` is after trimming. */
function without(members: Readonly<Record<string, unknown>>, empty: string | undefined): Record<string, unknown> {
  const says = (value: unknown): boolean =>
    value !== undefined && !(typeof value === 'string' && value.trim() === empty)
  return Object.fromEntries(Object.entries(members).filter(([, value]) => says(value)))
}
