import { type DeviceRequest, toDeviceRequest } from './device-request.ts'
import { accept, type Outcome } from './refusal.ts'
import { parseBodyMembers } from './request-members.ts'

export interface ActivationRequest extends DeviceRequest {
  readonly isVm: boolean
  /** What the device reports of itself, name -> text. */
  readonly variables: Readonly<Record<string, string>>
}

/**
 * The request in the body of `activate_bundle`. Source: docs/protocol.md 4 and 1 (common errors).
 * Refusals: missing_parameters, invalid_json, validation_error, missing_hardware_id, license_key_required.
 */
export function parseActivationBody(text: string): Outcome<ActivationRequest> {
  const members = parseBodyMembers(text)
  if (!members.ok) return members
  const request = toDeviceRequest(members.value, 'needs-password')
  if (!request.ok) return request
  const { is_vm: isVm, variables } = members.value
  return accept({ ...request.value, isVm: isVm === true, variables: variables ?? {} })
}
