/** What the sandbox does when somebody signs in with single sign-on. */
export interface SsoSettings {
  /** Sends whoever opens the sign-in page on at once, as somebody who is signed in already. */
  readonly autoSignIn: boolean
  /** How long a code and a token are good. */
  readonly grantLifetimeSeconds: number
}

export const defaultSsoSettings: SsoSettings = { autoSignIn: false, grantLifetimeSeconds: 300 }
