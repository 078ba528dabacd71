import type { ResolvedSettings } from './settings-resolve.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** The configuration that is in force: the vendor's, with what policy, command line, environment and answer file say. */
export function applySettings(configuration: VendorConfiguration, settings: ResolvedSettings): VendorConfiguration {
  const { offline, activation } = configuration
  return {
    ...configuration,
    methods: [...settings.methods.value],
    licenseFolder: settings.licenseFolder.value ?? undefined,
    offline: { ...offline, offered: settings.offlineOffered.value },
    activation: {
      ...activation,
      licenseId: settings.licenseId.value ?? undefined,
      bundleCode: settings.bundleCode.value ?? undefined,
      variables: settings.variables.value ?? undefined,
      legacyNames: settings.legacyNames.value,
      dailyCheck: settings.dailyCheck.value,
    },
  }
}
