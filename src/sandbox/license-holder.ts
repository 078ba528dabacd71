import type { Credentials } from './credentials.ts'

/** A person whom the vendor has given licenses of a user-based product. */
export interface LicenseUser {
  readonly id: number
  /** What the person signs in with, which need not be the e-mail address. */
  readonly username: string
  /** What identity providers know the person by. */
  readonly email: string
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
 * Who may use the e-mail address in place of the name where no password is asked for: to check and to give back.
 * `account-users`: those who can use single sign-on, since their client may know no other name.
 */
export const emailUses = ['account-users', 'accepted', 'refused'] as const

export type EmailUse = (typeof emailUses)[number]

/**
 * The name that signatures cover: the license key, the user name as it was sent, or with single sign-on, which sends
 * none, the e-mail address. Source: docs/protocol.md 3, v1 rule 2.
 */
export function toSentName(holder: LicenseHolder, credentials: Credentials): string {
  if (holder.kind === 'license-key') return holder.licenseKey
  return credentials.kind === 'user' ? credentials.username : holder.user.email
}

/**
 * Whether `credentials` open the licenses of `holder`. A user name may come with or without its account.
 * ASSUMED: user names are compared without regard to case; keys and passwords are compared exactly.
 */
export function isHeldBy(holder: LicenseHolder, credentials: Credentials, emailAsName: EmailUse): boolean {
  if (holder.kind === 'license-key') {
    return credentials.kind === 'license-key' && credentials.licenseKey === holder.licenseKey
  }
  if (credentials.kind !== 'user') return false
  if (credentials.password !== null && credentials.password !== holder.user.password) return false
  return toNames(holder.user, credentials.password === null ? emailAsName : 'refused')
    .map((name) => name.toLowerCase())
    .includes(credentials.username.toLowerCase())
}

function toNames(user: LicenseUser, emailAsName: EmailUse): readonly string[] {
  const isEmailTaken = emailAsName === 'accepted' || (emailAsName === 'account-users' && user.accountCode !== null)
  return [user.username, toWireUsername(user), ...(isEmailTaken ? [user.email] : [])]
}
