/**
 * Puts the policy of the computer before what a run was told, and the variables that are named after the product behind
 * it. Source: docs/decisions/0017-settings-and-policy.md.
 */
import { toAuthority } from '../core/connection-host-port.ts'
import type { ProxySettings } from '../core/connection-proxy-settings.ts'
import { applySettings } from '../core/settings-apply.ts'
import type { ResolvedSettings } from '../core/settings-resolve.ts'
import type { SettingName } from '../core/settings-table.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { ProxyChoice } from './command-io.ts'
import type { CliSettings } from './options.ts'

export interface InForce {
  readonly configuration: VendorConfiguration
  readonly settings: CliSettings
}

export function toInForce(configuration: VendorConfiguration, told: CliSettings, resolved: ResolvedSettings): InForce {
  const ofLayer = (name: SettingName): string => resolved[name].origin.layer
  const isPolicy = (name: SettingName): boolean => ofLayer(name) === 'policy'
  /** What the policy says, else what the run was told, else what a variable says. */
  const choose = <T>(name: SettingName, said: T, own: T | null): T | null => {
    if (isPolicy(name)) return said
    return own ?? (ofLayer(name) === 'environment' ? said : null)
  }
  const applied = applySettings(configuration, resolved)
  const free = Object.entries(told.activation).filter(([name]) => !isPolicy(name as SettingName))
  const keyFile = isPolicy('licenseKeyFile') ? resolved.licenseKeyFile.value : null
  return {
    configuration: { ...applied, activation: { ...applied.activation, ...Object.fromEntries(free) } },
    settings: {
      ...told,
      scope: choose('scope', resolved.scope.value, told.scope),
      licenseFolder: isPolicy('licenseFolder') ? resolved.licenseFolder.value : told.licenseFolder,
      proxy: choose('proxy', toChoice(resolved.proxy.value), told.proxy),
      callTimeoutMs: choose('timeoutSeconds', resolved.timeoutSeconds.value * 1000, told.callTimeoutMs),
      locale: isPolicy('locale') ? (resolved.locale.value ?? told.locale) : told.locale,
      credentials: keyFile === null ? told.credentials : { kind: 'license-key', from: { kind: 'file', path: keyFile } },
    },
  }
}

function toChoice(proxy: ProxySettings): ProxyChoice {
  if (proxy.kind === 'manual') return `http://${toAuthority(proxy)}/`
  return proxy.kind === 'none' ? 'none' : null
}
