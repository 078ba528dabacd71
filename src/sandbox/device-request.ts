import type { Credentials, SingleSignOn } from './credentials.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'
import { parseBodyMembers, type RequestMembers } from './request-members.ts'

/** A call about one device and the licenses of one bundle. */
export interface DeviceRequest {
  readonly hardwareId: string
  readonly product: string
  readonly credentials: Credentials
  /** Id of the one license that is meant: for a bundle, of its own one. null where the caller leaves it open. */
  readonly licenseId: number | null
  /** Code of the bundle that `product` belongs to; null where the caller leaves it open. */
  readonly bundleCode: string | null
}

/**
 * The request in the body of `deactivate_bundle`. Source: docs/protocol.md 6.
 * Refusals: missing_parameters, invalid_json, validation_error, missing_hardware_id, license_key_required.
 */
export function parseDeviceBody(text: string): Outcome<DeviceRequest> {
  const members = parseBodyMembers(text)
  return members.ok ? toDeviceRequest(members.value, 'name-is-enough') : members
}

/**
 * The request that `members` stand for. Refusals: missing_parameters, missing_hardware_id, license_key_required.
 * ASSUMED: an absent member gives `missing_parameters`, an empty hardware id the older `missing_hardware_id`, and
 * a request without any credential the older `license_key_required`.
 */
export function toDeviceRequest(
  members: RequestMembers,
  user: 'name-is-enough' | 'needs-password',
): Outcome<DeviceRequest> {
  const { hardware_id: hardwareId, product, license_id: licenseId, bundle_code: bundleCode } = members
  if (hardwareId === undefined || !product) return refuse(makeRefusal('missing_parameters'))
  if (hardwareId.trim() === '') return refuse(makeRefusal('missing_hardware_id'))
  const credentials = toCredentials(members, user)
  if (!credentials) return refuse(makeRefusal('license_key_required'))
  return accept({ hardwareId, product, credentials, licenseId: licenseId ?? null, bundleCode: bundleCode || null })
}

function toCredentials(members: RequestMembers, user: 'name-is-enough' | 'needs-password'): Credentials | null {
  const { license_key: licenseKey, username, password } = members
  if (licenseKey) return { kind: 'license-key', licenseKey }
  if (username && password) return { kind: 'user', username, password }
  if (username && user === 'name-is-enough') return { kind: 'user', username, password: null }
  return toSingleSignOn(members)
}

function toSingleSignOn(members: RequestMembers): SingleSignOn | null {
  const { id_token: idToken, code, customer_account_code: accountCode, redirect_uri: redirectUri } = members
  if (!accountCode) return null
  const shared = { kind: 'single-sign-on', accountCode, redirectUri: redirectUri ?? null } as const
  if (idToken) return { ...shared, grant: 'id_token', token: idToken }
  return code ? { ...shared, grant: 'code', token: code } : null
}
