/**
 * Every way in which an activation can end badly, in families. A code is frozen once released: scripts and support
 * staff key on it. What each code means to people is in `failure-catalog.ts` and in the message catalogue.
 */
export const failureCodes = [
  // missing: something that is needed is not there
  'missing-hardware-id',
  'missing-license',
  // malformed: it is there and has no form that can be read
  'malformed-configuration',
  'malformed-key',
  'malformed-input',
  'malformed-response',
  'malformed-license-file',
  // not genuine: the proof of origin is absent or wrong
  'not-genuine-unsigned',
  'not-genuine-response',
  'not-genuine-license',
  'not-genuine-license-file',
  // not ours: genuine, and made for something else
  'not-ours-computer',
  'not-ours-product',
  // refused: the server's own, documented answers
  'refused-date-header-diff',
  'refused-authorization-invalid-headers',
  'refused-hmac-required',
  'refused-signature-mismatch',
  'refused-authorization-missing-params',
  'refused-invalid-api-key',
  'refused-revoked-api-key',
  'refused-read-only-api-key',
  'refused-missing-headers',
  'refused-missing-parameters',
  'refused-missing-content',
  'refused-invalid-json',
  'refused-validation-error',
  'refused-not-found',
  'refused-api-key-product-not-allowed',
  'refused-archived-product',
  'refused-disabled-product',
  'refused-missing-hardware-id',
  'refused-license-key-required',
  'refused-oauth-token-expired',
  'refused-oauth-token-malformed',
  'refused-internal-error',
  'refused-rate-limit',
  'refused-unknown-product',
  'refused-product-not-bundle',
  'refused-license-not-found',
  'refused-license-not-enabled',
  'refused-vm-not-allowed',
  'refused-offline-floating-cloud',
  'refused-start-date',
  'refused-blacklisted',
  'refused-activations-used-up',
  'refused-user-activations-used-up',
  'refused-license-expired',
  'refused-trial-expired',
  'refused-transfers-used-up',
  'refused-device-exists',
  'refused-unknown-code',
  // unreachable: no usable reply came back
  'unreachable-no-network',
  'unreachable-name',
  'unreachable-refused',
  'unreachable-dropped',
  'unreachable-proxy',
  'unreachable-tls',
  'unreachable-timeout',
  'unreachable-redirect',
  'unreachable-too-large',
  'unreachable-server-error',
  // here: this computer or this person
  'cannot-write',
  'cancelled',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]
