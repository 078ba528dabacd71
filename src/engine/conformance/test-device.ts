/** The device that a run pretends to be: its own hardware ID and made-up facts, so that nothing of this computer leaves it. */
import type { ActivationInput } from '../../core/activation-request.ts'
import type { LastingCredentials } from '../../core/credentials.ts'
import type { DeviceFacts } from '../../core/device-facts.ts'
import type { HardwareId } from '../../core/hardware-id.ts'
import type { VendorConfiguration } from '../../core/vendor-configuration.ts'

/** Addresses are of the ranges that are kept for documentation. */
const facts: DeviceFacts = {
  machineId: null,
  firmwareUuid: null,
  hostname: 'conformance-test',
  osVersion: 'Conformance test',
  macAddress: '02:00:00:00:00:01',
  ip: '192.0.2.1',
  isVm: false,
  vmInfo: 'none',
  processor: null,
}

export type TestInput = ActivationInput<LastingCredentials>

export function toTestInput(
  configuration: VendorConfiguration,
  credentials: LastingCredentials,
  hardwareId: HardwareId,
  wizardVersion: string,
): TestInput {
  return { configuration, credentials, hardwareId, facts, wizardVersion }
}

/** The same with every optional member of the page; `license_id` only where the configuration names one. */
export function withEveryMember(input: TestInput): TestInput {
  const { configuration } = input
  const { activation, product } = configuration
  const { bundleCode = product.code, variables = { conformance: 'test' } } = activation
  return {
    ...input,
    configuration: { ...configuration, activation: { ...activation, bundleCode, variables, legacyNames: true } },
  }
}
