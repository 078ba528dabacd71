import { type DeviceRequest, toDeviceRequest } from './device-request.ts'
import { accept, type Outcome } from './refusal.ts'
import { parseMembers } from './request-members.ts'

export interface CheckQuery extends DeviceRequest {
  readonly includeExpiredFeatures: boolean
  /** The system that the caller wants an installer for; null where it leaves it open. */
  readonly env: string | null
}

/**
 * The request in the query of `check_bundle`. Source: docs/protocol.md 6.
 * Refusals: validation_error, missing_parameters, missing_hardware_id, license_key_required.
 */
export function parseCheckQuery(query: URLSearchParams): Outcome<CheckQuery> {
  const members = parseMembers(Object.fromEntries([...query].map(([name, text]) => [name, toValue(name, text)])))
  if (!members.ok) return members
  const request = toDeviceRequest(members.value, 'name-is-enough')
  if (!request.ok) return request
  const { include_expired_features: includeExpiredFeatures = false, env } = members.value
  return accept({ ...request.value, includeExpiredFeatures, env: env || null })
}

/** A query has texts alone; what cannot be read as its type stays one, and is refused as such. */
function toValue(name: string, text: string): unknown {
  if (name === 'license_id') return /^\d+$/.test(text) ? Number(text) : text
  if (name === 'is_vm' || name === 'include_expired_features') {
    return text === 'true' || text === 'false' ? text === 'true' : text
  }
  return text
}
