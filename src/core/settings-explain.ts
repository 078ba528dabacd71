import type { SettingOrigin } from '../shared/configuration-problem.ts'
import type { Translate } from '../shared/translate.ts'
import { toAuthority } from './connection-host-port.ts'
import type { ProxySettings } from './connection-proxy-settings.ts'
import type { ResolvedSettings, SaidSetting } from './settings-resolve.ts'
import { type SettingName, settingNames, settingsTable } from './settings-table.ts'

/** One setting in words. */
export interface ExplainedSetting {
  readonly name: SettingName
  readonly about: string
  readonly value: string
  /** `policy (/etc/vendor/product/activation.json)` */
  readonly from: string
  /** What weaker layers said, each with where. */
  readonly overrode: readonly string[]
}

/** One setting for a program; a secret's value is null and `hidden` says why. */
export interface SettingReport extends SettingOrigin {
  readonly name: SettingName
  readonly value: unknown
  readonly hidden: boolean
  readonly overridden: readonly SaidSetting<unknown>[]
}

/** Every setting in the words of `t`, in the order of the table. */
export function explainSettings(settings: ResolvedSettings, t: Translate): ExplainedSetting[] {
  return settingNames.map((name) => {
    const { value, origin, overridden } = settings[name]
    return {
      name,
      about: t(`settings.about.${name}`),
      value: toWords(name, value, t),
      from: toPlace(origin, t),
      overrode: overridden.map((said) =>
        t('settings.overrode', { value: toWords(name, said.value, t), from: toPlace(said, t) }),
      ),
    }
  })
}

/** The lines of `config --explain`: `methods = license-key`, then where it comes from and what it overrode. */
export function toExplanationLines(settings: ResolvedSettings, t: Translate): string[] {
  return explainSettings(settings, t).flatMap(({ name, value, from, overrode }) => [
    `${name} = ${value}`,
    `    ${t('settings.from', { from })}`,
    ...overrode.map((line) => `    ${line}`),
  ])
}

/** Every setting as plain data for JSON. */
export function toSettingsReport(settings: ResolvedSettings): SettingReport[] {
  return settingNames.map((name) => {
    const { value, origin, overridden } = settings[name]
    const isHidden = isSecret(name)
    const plain = (said: unknown): unknown => (isHidden ? null : toPlain(name, said))
    return {
      name,
      value: plain(value),
      hidden: isHidden && value !== null,
      layer: origin.layer,
      place: origin.place,
      overridden: overridden.map((said) => ({ layer: said.layer, place: said.place, value: plain(said.value) })),
    }
  })
}

const isSecret = (name: SettingName): boolean =>
  'isSecret' in settingsTable[name] && settingsTable[name].isSecret === true

function toPlace({ layer, place }: SettingOrigin, t: Translate): string {
  const words = t(`settings.layer.${layer}`)
  return place === '' ? words : t('settings.place', { layer: words, place })
}

function toWords(name: SettingName, value: unknown, t: Translate): string {
  if (value === null) return t('settings.unset')
  if (isSecret(name)) return t('settings.hidden')
  const plain = toPlain(name, value)
  return Array.isArray(plain) ? plain.join(', ') : String(plain)
}

/** A proxy is shown as it is written in a file: `system`, `none`, `http://host:port`. */
function toPlain(name: SettingName, value: unknown): unknown {
  if (name !== 'proxy') return value
  const proxy = value as ProxySettings
  return proxy.kind === 'manual' ? `http://${toAuthority(proxy)}` : proxy.kind
}
