/** The connected side: sends the request file of another computer, as it came, to the offline endpoints. */
import type { SignedRequest } from './activation-request.ts'
import type { CarriedRequest } from './request-file.ts'
import { toAuthorization, toHttpDate } from './request-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

const paths = { activation: 'activate_bundle_offline', deactivation: 'deactivate_bundle_offline' } as const

/** Boundary of a multipart body; a Base64 text can never hold it. */
const boundary = '----activation-wizard-request'

/**
 * The signed `POST` for a request file: Base64 as plain text, or as the field `file` of a form where the vendor
 * configuration says so. `now` dates the call; the date inside the file is its own. Source: docs/protocol.md 5 and 6.
 */
export function createOfflineCall(
  request: CarriedRequest,
  configuration: VendorConfiguration,
  now: Date,
): SignedRequest {
  const { api, offline } = configuration
  const date = toHttpDate(now)
  const isForm = offline.transport === 'multipart'
  return {
    method: 'POST',
    url: `${api.baseUrl}/api/v4/${paths[request.payload.request]}`,
    headers: {
      Accept: 'application/json',
      'Content-Type': isForm ? `multipart/form-data; boundary=${boundary}` : 'text/plain',
      Date: date,
      Authorization: toAuthorization(date, api.apiKey, api.sharedKey),
    },
    body: isForm ? toForm(request.text) : request.text,
  }
}

function toForm(text: string): string {
  const disposition = 'Content-Disposition: form-data; name="file"; filename="request.req"'
  return [`--${boundary}`, disposition, 'Content-Type: text/plain', '', text, `--${boundary}--`, ''].join('\r\n')
}
