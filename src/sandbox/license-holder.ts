import type { Credentials } from './credentials.ts'

/** A person whom the vendor has given licenses of a user-based product. */
export interface LicenseUser {
  readonly id: number
  /** What the person signs in with. */
  readonly username: string
  readonly password: string
  /** Code of the customer account that the person belongs to; null where there is none. */
  readonly accountCode: string | null
  readonly firstName: string
  readonly lastName: string
}

/** Whose licenses those of an order are: of whoever has the key, or of one user. */
export type LicenseHolder =
  | { readonly kind: 'license-key'; readonly licenseKey: string }
  | { readonly kind: 'user'; readonly user: LicenseUser }

/** The name as answers carry it, with the account behind a bar: `person@example.com|LAKA`. Source: docs/protocol.md 4. */
export function toWireUsername({ username, accountCode }: LicenseUser): string {
  return accountCode === null ? username : `${username}|${accountCode}`
}

/** The name without the account, which is what `license_signature` covers. Source: docs/protocol.md 3, v1 rule 2. */
export function withoutAccount(username: string): string {
  return username.split('|')[0] ?? ''
}

/**
 * Whether `credentials` open the licenses of `holder`. A user name may come with or without its account.
 * ASSUMED: user names are e-mail addresses and compared without regard to case; keys and passwords are compared exactly.
 */
export function isHeldBy(holder: LicenseHolder, credentials: Credentials): boolean {
  if (holder.kind === 'license-key') {
    return credentials.kind === 'license-key' && credentials.licenseKey === holder.licenseKey
  }
  if (credentials.kind !== 'user') return false
  if (credentials.password !== null && credentials.password !== holder.user.password) return false
  const names = [holder.user.username, toWireUsername(holder.user)].map((name) => name.toLowerCase())
  return names.includes(credentials.username.toLowerCase())
}
