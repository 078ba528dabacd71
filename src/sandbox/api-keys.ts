import { randomBytes } from 'node:crypto'

/** An API key of the vendor's company. `products` are the short codes that it may ask for. */
export interface ApiKey {
  readonly apiKey: string
  readonly sharedKey: string
  readonly state: 'usable' | 'revoked' | 'read-only'
  readonly products: 'all' | readonly string[]
}

/** The pair that a client is configured with: what it names itself, and the secret it signs with. */
export interface ApiCredentials {
  readonly apiKey: string
  readonly sharedKey: string
}

/** A fresh pair, so that nothing can come to depend on a value that is written down somewhere. */
export function generateApiCredentials(): ApiCredentials {
  return { apiKey: `demo-${randomBytes(8).toString('hex')}`, sharedKey: randomBytes(20).toString('hex') }
}

/**
 * The keys that the sandbox knows: the usable one, and with the same shared key `<apiKey>-revoked` and
 * `<apiKey>-read-only`, so that these states can be met from a configuration as well.
 */
export function toKnownApiKeys(usable: ApiCredentials, products: ApiKey['products']): readonly ApiKey[] {
  const { apiKey, sharedKey } = usable
  return [
    { apiKey, sharedKey, state: 'usable', products },
    { apiKey: `${apiKey}-revoked`, sharedKey, state: 'revoked', products },
    { apiKey: `${apiKey}-read-only`, sharedKey, state: 'read-only', products },
  ]
}
