/**
 * Builds the request that activates a bundle. What it holds is exactly what the review page shows: both come from
 * `toActivationBody`.
 */
import type { DeviceFactName } from '../shared/wizard-view.ts'
import type { ApiRequest } from './api-request.ts'
import { type CredentialMembers, type Credentials, toCredentialMembers } from './credentials.ts'
import type { DeviceFacts } from './device-facts.ts'
import { givenIdMark, type HardwareId, type IdRules } from './hardware-id.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** Members of `POST activate_bundle` in the server's spelling; a fact that is not known is left out. */
export type ActivationBody = CredentialMembers & DeviceMembers

interface DeviceMembers {
  readonly hardware_id: HardwareId
  readonly product: string
  readonly is_vm?: boolean
  readonly vm_info?: string
  readonly os_ver?: string
  readonly hostname?: string
  readonly ip?: string
  readonly app_ver?: string
  readonly sdk_ver?: string
  readonly mac_address?: string
  /** Names that older servers know; the values are those of `hostname` and `ip`. */
  readonly os_hostname?: string
  readonly ip_local?: string
  readonly license_id?: number
  readonly bundle_code?: string
  readonly variables?: Readonly<Record<string, string>>
}

export interface ActivationInput<C extends Credentials = Credentials> {
  readonly configuration: VendorConfiguration
  readonly credentials: C
  readonly hardwareId: HardwareId
  readonly facts: DeviceFacts
  readonly wizardVersion: string
}

/** The body of an activation. Source: docs/protocol.md 4. */
export function toActivationBody(input: ActivationInput): ActivationBody {
  const { configuration, credentials, facts, hardwareId, wizardVersion } = input
  const vmInfo = withIdMark(facts.vmInfo, configuration.hardwareId)
  return {
    hardware_id: hardwareId,
    product: configuration.product.code,
    ...toCredentialMembers(credentials),
    ...(facts.isVm !== null && { is_vm: facts.isVm }),
    ...(vmInfo !== null && { vm_info: vmInfo }),
    ...(facts.osVersion !== null && { os_ver: facts.osVersion }),
    ...(facts.hostname !== null && { hostname: facts.hostname }),
    ...(facts.ip !== null && { ip: facts.ip }),
    app_ver: configuration.product.version,
    sdk_ver: `ActivationWizard ${wizardVersion}`,
    ...(facts.macAddress !== null && { mac_address: facts.macAddress }),
    ...toVendorMembers(configuration, facts),
  }
}

/**
 * What is told of the virtual machine, and that the hardware ID was given. Where the vendor names a variable, that one says
 * it: settings-apply.ts.
 */
function withIdMark(vmInfo: string | null, { givenId = null, deviceId }: IdRules): string | null {
  if (givenId === null || deviceId?.variable !== undefined) return vmInfo
  return vmInfo === null ? givenIdMark : `${vmInfo}; ${givenIdMark}`
}

/** What the vendor configuration adds, and the second spelling for old servers. */
function toVendorMembers({ activation }: VendorConfiguration, { hostname, ip }: DeviceFacts): Partial<DeviceMembers> {
  const { licenseId, bundleCode, variables, legacyNames } = activation
  return {
    ...(legacyNames && hostname !== null && { os_hostname: hostname }),
    ...(legacyNames && ip !== null && { ip_local: ip }),
    ...(licenseId !== undefined && { license_id: licenseId }),
    ...(bundleCode !== undefined && { bundle_code: bundleCode }),
    ...(variables !== undefined && { variables }),
  }
}

/** The call `POST /api/v4/activate_bundle`. */
export function createActivationRequest(input: ActivationInput): ApiRequest {
  return {
    method: 'POST',
    url: `${input.configuration.api.baseUrl}/api/v4/activate_bundle`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(toActivationBody(input)),
  }
}

const factNames: Readonly<Record<DeviceFactName, keyof DeviceMembers>> = {
  'hardware-id': 'hardware_id',
  hostname: 'hostname',
  'os-version': 'os_ver',
  ip: 'ip',
  'mac-address': 'mac_address',
  'is-vm': 'is_vm',
  'vm-info': 'vm_info',
  'app-version': 'app_ver',
  'sdk-version': 'sdk_ver',
  'license-id': 'license_id',
  'bundle-code': 'bundle_code',
  variables: 'variables',
}

/** Every fact of a body in showing order, values as they are sent (`true`, `false` for a yes or no). */
export function shownFactsOf(
  body: Readonly<Partial<Record<keyof DeviceMembers, unknown>>>,
): { name: DeviceFactName; value: string }[] {
  return (Object.entries(factNames) as [DeviceFactName, keyof DeviceMembers][]).flatMap(([name, member]) => {
    const value = body[member]
    return value === undefined || value === null ? [] : [{ name, value: toShownText(value) }]
  })
}

/** Device variables as `name: value`, one a line; everything else as it stands. */
function toShownText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, text]) => `${name}: ${String(text)}`)
    .join('\n')
}
