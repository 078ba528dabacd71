/** What single sign-on has given the client: a token of the implicit grant, or an authorization code. */
export interface SingleSignOn {
  readonly kind: 'single-sign-on'
  readonly grant: 'id_token' | 'code'
  readonly token: string
  readonly accountCode: string
  /** Where the code was sent, if the client says so. */
  readonly redirectUri: string | null
}

/** How the person shows what they have bought. `password` is null where the name alone is enough: to check or give back. */
export type Credentials =
  | { readonly kind: 'license-key'; readonly licenseKey: string }
  | { readonly kind: 'user'; readonly username: string; readonly password: string | null }
  | SingleSignOn
