/**
 * Says how each setting stands and who said so. Policy before command line before environment before answer file before
 * vendor configuration before what is built in. Whatever cannot be used in any layer is a problem, even where a stronger
 * layer has its own word: a policy that is half understood is not a policy.
 */
import type { Expectation, SettingOrigin, SettingProblem, SettingProblems } from '../shared/configuration-problem.ts'
import { layersOf, type OutsideLayer, type SettingsSources } from './settings-layers.ts'
import { isVendorOnly } from './settings-names.ts'
import {
  isByPolicyOnly,
  isSettingName,
  type SettingName,
  type SettingValue,
  settingNames,
  settingsTable,
} from './settings-table.ts'
import { fromText } from './settings-text.ts'
import { settingKinds } from './settings-values.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** One word of one layer. */
export interface SaidSetting<T> extends SettingOrigin {
  readonly value: T
}

/** How a setting stands, who said so, and what weaker layers said in vain. */
export interface ResolvedSetting<T> {
  readonly value: T
  readonly origin: SettingOrigin
  readonly overridden: readonly SaidSetting<T>[]
}
export type ResolvedSettings = { readonly [N in SettingName]: ResolvedSetting<SettingValue<N>> }

export type ResolvedOrProblems =
  | { readonly ok: true; readonly value: ResolvedSettings }
  | { readonly ok: false; readonly problems: SettingProblems }

/** Every setting as the layers say, or every word of a layer that cannot be used. */
export function resolveSettings(sources: SettingsSources): ResolvedOrProblems {
  const layers = layersOf(sources)
  const problems = layers.flatMap((layer) => problemsOf(layer, sources.configuration))
  const [first, ...rest] = problems
  if (first !== undefined) return { ok: false, problems: [first, ...rest] }
  const entries = settingNames.map((name) => [name, standingOf(name, layers, sources)])
  return { ok: true, value: Object.fromEntries(entries) as ResolvedSettings }
}

function problemsOf(layer: OutsideLayer, configuration: VendorConfiguration): SettingProblem[] {
  return Object.keys(layer.members).flatMap((name) => {
    const problemOf = (expected: Expectation, path: readonly PropertyKey[] = []): SettingProblem => {
      const member = [name, ...path.map(String)].join('.').slice(0, 300)
      return { layer: layer.layer, place: layer.placeOf(name), member, expected }
    }
    if (!isSettingName(name)) return [problemOf(isVendorOnly(name) ? 'vendor-only' : 'known-member')]
    const misplaced = misplacedIn(layer, name)
    if (misplaced !== null) return [problemOf(misplaced)]
    const parsed = parse(name, layer)
    if (parsed.success) return goesBeyond(name, parsed.data, configuration) ? [problemOf('offered')] : []
    const [issue] = parsed.error.issues
    // A name inside of a record has no word of its own.
    const expected = issue?.code === 'invalid_key' ? 'variables' : (issue?.message as Expectation)
    return [
      problemOf(
        expected,
        issue?.path.filter((part) => typeof part === 'number'),
      ),
    ]
  })
}

/** What a setting must be that this layer may not say; null where it may. */
function misplacedIn({ layer }: OutsideLayer, name: SettingName): Expectation | null {
  if (layer === 'policy') return settingsTable[name].policy ? null : 'not-by-policy'
  return isByPolicyOnly(name) ? 'policy-only' : null
}

function parse(name: SettingName, { form, members }: OutsideLayer) {
  const { kind } = settingsTable[name]
  const said = members[name]
  return settingKinds[kind].safeParse(form === 'text' ? fromText(kind, said) : said)
}

function goesBeyond(name: SettingName, value: unknown, configuration: VendorConfiguration): boolean {
  const { goesBeyond: limit } = settingsTable[name] as {
    goesBeyond?: (value: unknown, configuration: VendorConfiguration) => boolean
  }
  return limit?.(value, configuration) ?? false
}

function standingOf(
  name: SettingName,
  layers: readonly OutsideLayer[],
  { configuration, configurationPath }: SettingsSources,
): ResolvedSetting<unknown> {
  const { fallback, ofVendor } = settingsTable[name]
  const builtIn: SaidSetting<unknown> = { layer: 'default', place: '', value: fallback }
  const ofPackage = ofVendor(configuration)
  const said: SaidSetting<unknown>[] = [
    ...layers
      .filter(({ members }) => Object.hasOwn(members, name))
      .map((layer) => ({ layer: layer.layer, place: layer.placeOf(name), value: parse(name, layer).data })),
    // The schema of the configuration fills in what is built in: a vendor who says just that is not told apart.
    ...(ofPackage === undefined || isSame(ofPackage, fallback)
      ? []
      : [{ layer: 'vendor' as const, place: configurationPath, value: ofPackage }]),
  ]
  const [{ value, layer, place }, ...overridden] = [said[0] ?? builtIn, ...said.slice(1)]
  return { value, origin: { layer, place }, overridden }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
