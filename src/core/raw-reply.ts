/** What came back over HTTP, untouched: nothing in it is believed before `verifyReply` has seen it. */
export interface RawReply {
  readonly status: number
  /** Body as received, at most `largestReplyBytes`. */
  readonly bytes: Uint8Array
  /** `LicenseSignature` header, Base64. */
  readonly licenseSignature: string | null
  /** `Date` header: the server's clock, as it claims. */
  readonly date: string | null
  /** `Retry-After` header. */
  readonly retryAfter: string | null
}
