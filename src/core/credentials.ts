import type { ShownCredentials } from '../shared/wizard-view.ts'
import { lastFourOf } from './license-key.ts'

/** Who asks for the license. Lives in memory for one attempt. */
export type Credentials = LastingCredentials | SsoCredentials

/** What a person can show again and again: it may go into a request file, and names who holds a license. */
export type LastingCredentials =
  | { readonly kind: 'license-key'; readonly licenseKey: string }
  | { readonly kind: 'user-login'; readonly username: string; readonly password: string }

/**
 * What a sign-in in the browser has brought: good for one activation over the network. A request file has no member for
 * it, and a check or a return goes by the name in the license. Source: docs/protocol.md 4 and 5.
 */
export interface SsoCredentials {
  readonly kind: 'sso'
  readonly grant: SsoGrant
  /** Authorization code, or token of the implicit grant. */
  readonly token: string
  /** Customer account that the person signed in to. */
  readonly accountCode: string
  /** Where a code was sent; null beside a token. */
  readonly redirectUri: string | null
}

/** What the sign-in brings back: an authorization code, or at once a token. */
export const ssoGrants = ['code', 'token'] as const
export type SsoGrant = (typeof ssoGrants)[number]

/** The members of a request that name who asks, in the server's spelling. Source: docs/protocol.md 4 and 5. */
export type CredentialMembers =
  | { readonly license_key: string }
  | { readonly username: string; readonly password: string }
  | { readonly code: string; readonly customer_account_code: string; readonly redirect_uri?: string }
  | { readonly id_token: string; readonly customer_account_code: string }

export function toCredentialMembers(credentials: Credentials): CredentialMembers {
  switch (credentials.kind) {
    case 'license-key':
      return { license_key: credentials.licenseKey }
    case 'user-login':
      return { username: credentials.username, password: credentials.password }
    case 'sso':
      return toSsoMembers(credentials)
  }
}

function toSsoMembers({ grant, token, accountCode, redirectUri }: SsoCredentials): CredentialMembers {
  if (grant === 'token') return { id_token: token, customer_account_code: accountCode }
  const members = { code: token, customer_account_code: accountCode }
  return redirectUri === null ? members : { ...members, redirect_uri: redirectUri }
}

/** What a window may know of credentials: no key beyond its last four characters, no password, no code and no token. */
export function toShownCredentials(credentials: Credentials): ShownCredentials {
  switch (credentials.kind) {
    case 'license-key':
      return { kind: 'license-key', lastFour: lastFourOf(credentials.licenseKey) }
    case 'user-login':
      return { kind: 'user-login', username: credentials.username.slice(0, 300) }
    case 'sso':
      return { kind: 'sso', accountCode: credentials.accountCode.slice(0, 200) }
  }
}

/** Who a license belongs to, for calls that need no password; however it was activated. */
export function toHolderCredentials(license: {
  licenseKey: string | null
  username: string | null
  sentName?: string | null
  details: { isForUsers: boolean | null }
}): LastingCredentials {
  // A product for users may show a key besides: its calls go by the user name.
  const isForKeys = license.licenseKey !== null && !(license.details.isForUsers === true && license.username !== null)
  const username = license.sentName ?? (isForKeys ? null : (license.username ?? ''))
  return username === null
    ? { kind: 'license-key', licenseKey: license.licenseKey ?? '' }
    : { kind: 'user-login', username, password: '' }
}
