import { randomBytes } from 'node:crypto'

/** Errors of the token endpoint, which are not in the form of the License API. Source: docs/protocol.md 2. */
export const tokenErrorCodes = ['invalid_client', 'unauthorized_client'] as const

export interface OAuthSettings {
  readonly clientId: string
  readonly clientSecret: string
  /** How long an access token is good. */
  readonly tokenLifetimeSeconds: number
  /** What a wrong client id or secret is answered with: one is documented, the other seen. */
  readonly clientError: (typeof tokenErrorCodes)[number]
  /** `forbidden`: the company demands OAuth, and no API key is good. */
  readonly apiKeys: 'accepted' | 'forbidden'
}

/** The settings with a fresh client for each sandbox. */
export function makeOAuthSettings(change: Partial<OAuthSettings> = {}): OAuthSettings {
  return {
    clientId: `demo-client-${randomBytes(8).toString('hex')}`,
    clientSecret: randomBytes(20).toString('hex'),
    tokenLifetimeSeconds: 480,
    clientError: 'invalid_client',
    apiKeys: 'accepted',
    ...change,
  }
}
