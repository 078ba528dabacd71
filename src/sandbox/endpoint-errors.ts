/**
 * The documented errors that no license key can meet in `activate_bundle`, since they belong to other endpoints.
 * Source: docs/protocol.md 6 and 1. ASSUMED: status and words, of which nothing is published.
 */
interface EndpointError {
  readonly status: number
  readonly message: string
  /** The endpoint that documents it, whether or not the sandbox has that one. */
  readonly endpoint: string
  /** The demo key that leads to it: it activates, and from then on `check_bundle` and `deactivate_bundle` answer with it. */
  readonly key: string
  /** What else leads to it here; null where only the key does. */
  readonly rule: string | null
}

const inNoEndpointHere = { rule: null } as const

export const endpointErrors = {
  license_not_active: {
    status: 400,
    message: 'The license is not active',
    endpoint: 'check_bundle, deactivate_bundle, deactivate_bundle_offline',
    key: 'DEMO-CHEC-NOTA-CTIV',
    rule: 'no device is active on the license',
  },
  device_not_found: {
    status: 400,
    message: 'The license has no device with this hardware_id',
    endpoint: 'check_bundle, deactivate_bundle, deactivate_bundle_offline',
    key: 'DEMO-CHEC-NODE-VICE',
    rule: 'other devices are active on the license, and this one is not',
  },
  active_license_required: {
    status: 400,
    message: 'An active license is required',
    endpoint: 'versions',
    key: 'DEMO-CHEC-ACTI-REQU',
    ...inNoEndpointHere,
  },
  version_not_found: {
    status: 400,
    message: 'The version was not found',
    endpoint: 'installation_file',
    key: 'DEMO-CHEC-NOVE-RSIO',
    ...inNoEndpointHere,
  },
  change_password_not_allowed: {
    status: 400,
    message: 'The password cannot be changed',
    endpoint: 'change_password',
    key: 'DEMO-CHEC-PASS-WORD',
    ...inNoEndpointHere,
  },
  trial_not_allowed: {
    status: 400,
    message: 'The product has no trial',
    endpoint: 'trial_key',
    key: 'DEMO-CHEC-NOTR-IALA',
    ...inNoEndpointHere,
  },
  email_missing: {
    status: 400,
    message: 'The email is missing',
    endpoint: 'trial_key',
    key: 'DEMO-CHEC-NOEM-AILA',
    ...inNoEndpointHere,
  },
  // A client of the vendor says it when it gets no error body; no server is known to.
  internal_server_error: {
    status: 500,
    message: 'Internal server error',
    endpoint: 'any',
    key: 'DEMO-CHEC-SERV-ERRO',
    ...inNoEndpointHere,
  },
} as const satisfies Readonly<Record<string, EndpointError>>

export type EndpointErrorCode = keyof typeof endpointErrors

/** Every code of the list. */
export const endpointErrorCodes = Object.keys(endpointErrors) as readonly EndpointErrorCode[]

/** Whether `code` belongs to the list. */
export function isEndpointErrorCode(code: string): code is EndpointErrorCode {
  return Object.hasOwn(endpointErrors, code)
}
