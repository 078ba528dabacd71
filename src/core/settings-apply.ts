import { givenIdMark, type IdRules } from './hardware-id.ts'
import type { ResolvedSettings } from './settings-resolve.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** The configuration that is in force: the vendor's, with what policy, command line, environment and answer file say. */
export function applySettings(configuration: VendorConfiguration, settings: ResolvedSettings): VendorConfiguration {
  const { offline, activation, hardwareId } = configuration
  const givenId = settings.deviceId.value
  const mark = givenId === null ? undefined : hardwareId.deviceId?.variable
  const variables = settings.variables.value ?? undefined
  const idRules: IdRules = givenId === null ? hardwareId : { ...hardwareId, givenId }
  return {
    ...configuration,
    methods: [...settings.methods.value],
    licenseFolder: settings.licenseFolder.value ?? undefined,
    hardwareId: idRules,
    offline: { ...offline, offered: settings.offlineOffered.value },
    activation: {
      ...activation,
      licenseId: settings.licenseId.value ?? undefined,
      bundleCode: settings.bundleCode.value ?? undefined,
      variables: mark === undefined ? variables : { ...variables, [mark]: givenIdMark },
      legacyNames: settings.legacyNames.value,
      dailyCheck: settings.dailyCheck.value,
    },
  }
}
