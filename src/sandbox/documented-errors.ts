import { type EndpointErrorCode, endpointErrors, isEndpointErrorCode } from './endpoint-errors.ts'

/**
 * Every error of the License API that is documented, with its status and its words.
 * Source: docs/protocol.md 1 (common errors) and 4 (errors of activate_bundle).
 *
 * The words of the activation errors are the documented ones. ASSUMED: the words of the other codes are stand-ins,
 * since their texts are not published; a client has to go by the code.
 */
const commonErrors = {
  missing_headers: [400, 'The Date or Authorization header is missing'],
  authorization_invalid_headers: [400, 'The Authorization header is malformed'],
  authorization_missing_params: [400, 'The Authorization header is incomplete'],
  hmac_required: [400, 'The authorization algorithm must be hmac-sha256'],
  date_header_diff: [400, 'The Date header differs too much from the server time'],
  signature_mismatch: [400, 'The request signature does not match'],
  invalid_api_key: [400, 'The API key is not valid'],
  revoked_api_key: [400, 'The API key has been revoked'],
  read_only_api_key: [400, 'The API key is read-only'],
  api_key_product_not_allowed: [400, 'The API key is not permitted for this product'],
  oauth_token_expired: [401, 'The access token has expired'],
  oauth_token_malformed: [401, 'The access token is malformed'],
  missing_parameters: [400, 'Required parameters are missing'],
  missing_content: [400, 'The request has no content'],
  invalid_json: [400, 'The request body is not valid JSON'],
  validation_error: [400, 'The request did not pass validation'],
  missing_hardware_id: [400, 'The hardware ID is missing'],
  license_key_required: [400, 'A license key is required'],
  archived_product: [400, 'The product has been archived'],
  disabled_product: [400, 'The product has been disabled'],
  not_found: [404, 'Not found'],
  internal_error: [500, 'Internal error'],
  // ASSUMED: the body of a 429 is not documented; only the status and Retry-After are meant to be relied on.
  rate_limit_exceeded: [429, 'Too many requests'],
} as const

const activationErrors = {
  unknown_product: [400, 'Provided product was not found'],
  product_not_bundle: [400, 'Specified product "code" is not a bundle'],
  license_not_found: [400, 'License with the provided license user not found'],
  license_not_enabled: [400, 'The license is not enabled'],
  vm_not_allowed: [400, 'Virtual machine not allowed'],
  offline_floating_cloud_not_supported: [400, 'Floating cloud licenses cannot be activated offline'],
  license_start_date_error: [400, 'This license cannot be activated before start date: {date}'],
  blacklisted: [400, 'This device is blacklisted'],
  license_activated_max_times: [400, 'This license key has already been activated the maximum number of times'],
  license_user_activated_max_times: [400, 'License user has activated this license max times'],
  // The same error under the name that another documentation page gives it.
  licenseUserActivatedMaxTimes: [400, 'License user has activated this license max times'],
  license_expired: [400, 'License validity period has expired'],
  trial_expired: [400, 'License trial period has expired'],
  license_transferred_max_times: [400, 'This license has already been transferred the maximum number of times'],
  license_device_exists: [409, 'A device matching this hardware_id is already created on the license.'],
} as const

const documentedErrors = { ...commonErrors, ...activationErrors }

export type ErrorCode = keyof typeof documentedErrors

/** The same with the codes that belong to other endpoints alone. */
export type AnyErrorCode = ErrorCode | EndpointErrorCode

/**
 * Every documented code that a license key can meet in `activate_bundle`, in the order of the documentation. The others
 * are `endpointErrorCodes` of endpoint-errors.ts and, at the token endpoint, `tokenErrorCodes` of oauth-options.ts.
 */
export const documentedErrorCodes = Object.keys(documentedErrors) as readonly ErrorCode[]

/** Status and words that belong to a documented code, of whatever endpoint. */
export function documentedError(code: AnyErrorCode): { readonly status: number; readonly message: string } {
  if (isEndpointErrorCode(code)) return endpointErrors[code]
  const [status, message] = documentedErrors[code]
  return { status, message }
}
