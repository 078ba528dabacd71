/**
 * The signature that each license carries for itself (v1). It binds hardware id, holder and end of validity, and nothing
 * else: product, features and limits are covered by the signature of the whole answer only.
 */
import { toInstant } from './instant.ts'
import { namesOf } from './license-holder.ts'
import type { ServerLicense } from './license-schema.ts'
import type { IsSigned } from './remembered-signatures.ts'

/**
 * True when `license_signature` is the server's over this license, this machine and this end of validity. The closed
 * list of signed texts: the end as ISO 8601 with milliseconds, then as the server wrote it. `sentName` is the user name
 * that was sent; it need not be in the license. Source: docs/protocol.md 3, v1 rules 1 to 3.
 */
export function isLicenseSigned(
  license: ServerLicense,
  hardwareId: string,
  isSigned: IsSigned,
  sentName: string | null = null,
): boolean {
  return signedTextsOf(license, hardwareId, sentName).some((text) => isSigned(text, license.license_signature))
}

/** The texts that may be signed: `lower(hardware id # identifier # validity)`; none where nobody is named. */
export function signedTextsOf(license: ServerLicense, hardwareId: string, sentName: string | null = null): string[] {
  const raw = license.validity_period ?? ''
  const iso = raw === '' ? '' : toInstant(raw)
  const validities = iso === null ? [raw] : [iso, raw]
  const texts = identifiersOf(license, sentName).flatMap((identifier) =>
    validities.map((validity) => `${hardwareId}#${identifier}#${validity}`.toLowerCase()),
  )
  return [...new Set(texts)]
}

/**
 * v1 rule 2: what was sent, which is the license key or the user name up to `|`. For answers of servers that name a user
 * in their own way, the sent name whole follows, then the login and the e-mail address in the license up to `|`.
 */
function identifiersOf(license: ServerLicense, sentName: string | null): string[] {
  const sent = sentName === null ? [] : namesOf(sentName)
  if (license.license_key !== null) return [...sent, license.license_key]
  const named = [license.username, license.user?.email ?? null].flatMap((name) => (name === null ? [] : [name]))
  return [...sent, ...named.map((name) => name.split('|')[0] ?? '')]
}
