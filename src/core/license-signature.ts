/**
 * The signature that each license carries for itself (v1). It binds hardware id, key and end of validity, and nothing
 * else: product, features and limits are covered by the signature of the whole answer only.
 */
import { toInstant } from './instant.ts'
import type { ServerLicense } from './license-schema.ts'
import type { IsSigned } from './remembered-signatures.ts'

/**
 * True when `license_signature` is the server's over this license, this machine and this end of validity. The closed
 * list of signed texts: the end as ISO 8601 with milliseconds, then as the server wrote it.
 * Source: docs/protocol.md 3, v1 rules 1 to 3.
 */
export function isLicenseSigned(license: ServerLicense, hardwareId: string, isSigned: IsSigned): boolean {
  return signedTextsOf(license, hardwareId).some((text) => isSigned(text, license.license_signature))
}

/** The texts that may be signed: `lower(hardware id # identifier # validity)`; none where nobody is named. */
export function signedTextsOf(license: ServerLicense, hardwareId: string): string[] {
  const raw = license.validity_period ?? ''
  const iso = raw === '' ? '' : toInstant(raw)
  const validities = new Set(iso === null ? [raw] : [iso, raw])
  return identifiersOf(license).flatMap((identifier) =>
    [...validities].map((validity) => `${hardwareId}#${identifier}#${validity}`.toLowerCase()),
  )
}

/** v1 rule 2: the license key; for a user's license the login, or the e-mail address of a single sign-on, up to `|`. */
function identifiersOf(license: ServerLicense): string[] {
  if (license.license_key !== null) return [license.license_key]
  return [license.username, license.user?.email ?? null].flatMap((name) =>
    name === null ? [] : [name.split('|')[0] ?? ''],
  )
}
