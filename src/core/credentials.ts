import type { ShownCredentials } from '../shared/wizard-view.ts'
import { lastFourOf } from './license-key.ts'

/** Who asks for the license. Lives in memory for one attempt. */
export type Credentials =
  | { readonly kind: 'license-key'; readonly licenseKey: string }
  | { readonly kind: 'user-login'; readonly username: string; readonly password: string }

/** The members of a request that name who asks, in the server's spelling. Source: docs/protocol.md 4 and 5. */
export type CredentialMembers =
  | { readonly license_key: string }
  | { readonly username: string; readonly password: string }

export function toCredentialMembers(credentials: Credentials): CredentialMembers {
  return credentials.kind === 'license-key'
    ? { license_key: credentials.licenseKey }
    : { username: credentials.username, password: credentials.password }
}

/** What a window may know of credentials: no key beyond its last four characters, and no password. */
export function toShownCredentials(credentials: Credentials): ShownCredentials {
  return credentials.kind === 'license-key'
    ? { kind: 'license-key', lastFour: lastFourOf(credentials.licenseKey) }
    : { kind: 'user-login', username: credentials.username.slice(0, 300) }
}

/** Who a license belongs to, for calls that need no password. */
export function toHolderCredentials(license: { licenseKey: string | null; username: string | null }): Credentials {
  return license.licenseKey === null
    ? { kind: 'user-login', username: license.username ?? '', password: '' }
    : { kind: 'license-key', licenseKey: license.licenseKey }
}
