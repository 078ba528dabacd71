import type { BundleSignatureForm } from './bundle-signature.ts'

/** What is not documented about offline activation, each with what the sandbox does by default. */
export interface OfflineSettings {
  /** Oldest form of a request file that is accepted: 1 is flat, 2 wrapped. Source: docs/protocol.md 5, payload v2. */
  readonly minSchemaVersion: 1 | 2
  /** Code for a request without a body. ASSUMED: docs/protocol.md 10, item 16. */
  readonly emptyBody: 'missing_parameters' | 'missing_content'
  /** Whether time-limited licenses that are no trials may go offline. ASSUMED: docs/protocol.md 10, item 9. */
  readonly timeLimited: 'refused' | 'allowed'
  /** What a deactivation gets whose request id was used before. ASSUMED: docs/protocol.md 10, item 20. */
  readonly repeatedRequestId: 'refused' | 'accepted'
  /** Shape of the answer: as documented, or a map of short code to license. Source: docs/protocol.md 5. */
  readonly answerShape: 'envelope' | 'map'
  /** What `bundle_signature_v2` covers. */
  readonly bundleSignature: BundleSignatureForm
  /** Whether each license has a `license_signature_v2`. ASSUMED: docs/protocol.md 10, item 2. */
  readonly itemSignatureV2: 'signed' | 'absent'
}

export const defaultOfflineSettings: OfflineSettings = {
  minSchemaVersion: 1,
  emptyBody: 'missing_parameters',
  timeLimited: 'refused',
  repeatedRequestId: 'refused',
  answerShape: 'envelope',
  bundleSignature: 'licenses',
  itemSignatureV2: 'signed',
}
