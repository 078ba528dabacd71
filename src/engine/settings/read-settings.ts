import type { SettingsSources } from '../../core/settings-layers.ts'
import { type ResolvedOrProblems, resolveSettings } from '../../core/settings-resolve.ts'
import { type PolicyPorts, readPolicy } from './policy-file.ts'
import { type PolicyPlace, policyPlaceOf } from './policy-place.ts'

export interface SettingsReading extends Omit<SettingsSources, 'policy'> {
  readonly platform: NodeJS.Platform
  /** A developer's policy in place of the system's; null in every packaged run. */
  readonly policyOverride: PolicyPlace | null
}

/** Every setting as policy, command line, environment, answer file and vendor say; or all that cannot be used. */
export async function readSettings(reading: SettingsReading, ports: PolicyPorts = {}): Promise<ResolvedOrProblems> {
  const { platform, policyOverride, ...sources } = reading
  const place = policyOverride ?? policyPlaceOf(sources.configuration, platform)
  const policy = await readPolicy(place, { environment: sources.environment, ...ports })
  return policy.ok ? resolveSettings({ ...sources, policy: policy.file }) : policy
}
