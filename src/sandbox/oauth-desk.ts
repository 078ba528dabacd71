import { randomBytes } from 'node:crypto'
import type { ApiKey } from './api-keys.ts'
import type { OAuthSettings } from './oauth-options.ts'

/** Gives access tokens to the one client that it knows, and recognises them. In memory. */
export class OAuthDesk {
  /** The client in the place of an API key: its id names it, its secret signs offline payloads. */
  readonly caller: ApiKey
  readonly #lifetimeMs: number
  /** Token -> end of its life, in milliseconds. */
  readonly #tokens = new Map<string, number>()

  constructor({ clientId, clientSecret, tokenLifetimeSeconds }: OAuthSettings, products: ApiKey['products']) {
    this.caller = { apiKey: clientId, sharedKey: clientSecret, state: 'usable', products }
    this.#lifetimeMs = tokenLifetimeSeconds * 1000
  }

  /** A fresh access token; null where the id or the secret is wrong. */
  grant(clientId: string, clientSecret: string, now: Date): string | null {
    if (clientId !== this.caller.apiKey || clientSecret !== this.caller.sharedKey) return null
    const token = randomBytes(32).toString('base64url')
    this.#tokens.set(token, now.getTime() + this.#lifetimeMs)
    return token
  }

  /** What the API says to `token`; null where it is good. A token ends at the very instant. */
  refusalOf(token: string, now: Date): 'oauth_token_expired' | 'oauth_token_malformed' | null {
    const end = this.#tokens.get(token)
    if (end === undefined) return 'oauth_token_malformed'
    return now.getTime() >= end ? 'oauth_token_expired' : null
  }

  /** Ends all tokens that were given, so that the next call with one of them is answered with `code`. */
  endTokens(code: 'oauth_token_expired' | 'oauth_token_malformed'): void {
    for (const token of this.#tokens.keys()) {
      if (code === 'oauth_token_malformed') this.#tokens.delete(token)
      else this.#tokens.set(token, 0)
    }
  }
}
