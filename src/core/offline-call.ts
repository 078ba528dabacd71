/** The connected side: sends the request file of another computer, as it came, to the offline endpoints. */
import type { ApiRequest } from './api-request.ts'
import type { CarriedRequest } from './request-file.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

const paths = { activation: 'activate_bundle_offline', deactivation: 'deactivate_bundle_offline' } as const

/** Boundary of a multipart body; a Base64 text can never hold it. */
const boundary = '----activation-wizard-request'

/**
 * The call `POST` for a request file: Base64 as plain text, or as the field `file` of a form where the vendor
 * configuration says so. The date inside the file is its own. Source: docs/protocol.md 5 and 6.
 */
export function createOfflineCall(request: CarriedRequest, configuration: VendorConfiguration): ApiRequest {
  const { api, offline } = configuration
  const isForm = offline.transport === 'multipart'
  return {
    method: 'POST',
    url: `${api.baseUrl}/api/v4/${paths[request.payload.request]}`,
    headers: { 'Content-Type': isForm ? `multipart/form-data; boundary=${boundary}` : 'text/plain' },
    body: isForm ? toForm(request.text) : request.text,
  }
}

function toForm(text: string): string {
  const disposition = 'Content-Disposition: form-data; name="file"; filename="request.req"'
  return [`--${boundary}`, disposition, 'Content-Type: text/plain', '', text, `--${boundary}--`, ''].join('\r\n')
}
