import type { SsoProviderSettings } from './sso-provider.ts'

/** What the sandbox does when somebody signs in with single sign-on. */
export interface SsoSettings {
  /** Sends whoever opens the sign-in page on at once, as somebody who is signed in already. */
  readonly autoSignIn: boolean
  /** How long a code and a token are good. */
  readonly grantLifetimeSeconds: number
  /** A real OpenID provider, in place of the page of the sandbox itself. */
  readonly provider: SsoProviderSettings | null
}

export const defaultSsoSettings: SsoSettings = { autoSignIn: false, grantLifetimeSeconds: 300, provider: null }
