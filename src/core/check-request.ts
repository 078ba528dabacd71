/** Builds the requests about a license that this computer has: how it stands, and that its seat is free. */
import type { ActivationInput } from './activation-request.ts'
import type { ApiRequest } from './api-request.ts'
import type { LastingCredentials } from './credentials.ts'

/** Who asks about a license that is here. Facts of the computer are sent once, with its activation. */
export type HolderInput = Pick<ActivationInput<LastingCredentials>, 'configuration' | 'hardwareId' | 'credentials'>

/** Who the license belongs to, in the server's spelling; neither endpoint needs the password. */
function toHolder({ credentials }: HolderInput): Record<string, string> {
  return credentials.kind === 'license-key'
    ? { license_key: credentials.licenseKey }
    : { username: credentials.username }
}

function toIds(input: HolderInput): Record<string, string> {
  const { configuration, hardwareId } = input
  return { hardware_id: hardwareId, product: configuration.product.code, ...toHolder(input) }
}

/** The call `GET /api/v4/check_bundle`. Source: docs/protocol.md 6. */
export function createCheckRequest(input: HolderInput): ApiRequest {
  const { api, activation } = input.configuration
  const id = activation.licenseId
  const query = new URLSearchParams({ ...toIds(input), ...(id !== undefined && { license_id: String(id) }) })
  return {
    method: 'GET',
    url: `${api.baseUrl}/api/v4/check_bundle?${query}`,
    headers: {},
    body: null,
  }
}

/** The call `POST /api/v4/deactivate_bundle`, which frees the seat of this computer. Source: docs/protocol.md 6. */
export function createReturnRequest(input: HolderInput): ApiRequest {
  const { api, activation } = input.configuration
  const id = activation.licenseId
  return {
    method: 'POST',
    url: `${api.baseUrl}/api/v4/deactivate_bundle`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...toIds(input), ...(id !== undefined && { license_id: id }) }),
  }
}
