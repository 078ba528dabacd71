/**
 * Builds the request that activates a bundle. What it holds is exactly what the review page shows: both come from
 * `toActivationBody`.
 */
import type { DeviceFactName } from '../shared/wizard-view.ts'
import { type CredentialMembers, type Credentials, toCredentialMembers } from './credentials.ts'
import type { DeviceFacts } from './device-facts.ts'
import type { HardwareId } from './hardware-id.ts'
import { toAuthorization, toHttpDate } from './request-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** A request that is ready to be sent as it is. */
export interface SignedRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

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
}

export interface ActivationInput {
  readonly configuration: VendorConfiguration
  readonly credentials: Credentials
  readonly hardwareId: HardwareId
  readonly facts: DeviceFacts
  readonly wizardVersion: string
}

/** The body of an activation. Source: docs/protocol.md 4. */
export function toActivationBody(input: ActivationInput): ActivationBody {
  const { configuration, credentials, facts, hardwareId, wizardVersion } = input
  return {
    hardware_id: hardwareId,
    product: configuration.product.code,
    ...toCredentialMembers(credentials),
    ...(facts.isVm !== null && { is_vm: facts.isVm }),
    ...(facts.vmInfo !== null && { vm_info: facts.vmInfo }),
    ...(facts.osVersion !== null && { os_ver: facts.osVersion }),
    ...(facts.hostname !== null && { hostname: facts.hostname }),
    ...(facts.ip !== null && { ip: facts.ip }),
    app_ver: configuration.product.version,
    sdk_ver: `ActivationWizard ${wizardVersion}`,
    ...(facts.macAddress !== null && { mac_address: facts.macAddress }),
  }
}

/** The signed `POST /api/v4/activate_bundle`. `now` dates the signature: take a fresh one for each attempt. */
export function createActivationRequest(input: ActivationInput, now: Date): SignedRequest {
  const { api } = input.configuration
  const date = toHttpDate(now)
  return {
    method: 'POST',
    url: `${api.baseUrl}/api/v4/activate_bundle`,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Date: date,
      Authorization: toAuthorization(date, api.apiKey, api.sharedKey),
    },
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
}

/** Every fact of a body in showing order, values as they are sent (`true`, `false` for a yes or no). */
export function shownFactsOf(
  body: Readonly<Partial<Record<keyof DeviceMembers, unknown>>>,
): { name: DeviceFactName; value: string }[] {
  return (Object.entries(factNames) as [DeviceFactName, keyof DeviceMembers][]).flatMap(([name, member]) => {
    const value = body[member]
    return value === undefined || value === null ? [] : [{ name, value: String(value) }]
  })
}
