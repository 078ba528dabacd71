/**
 * The OpenID provider of a customer, as the license server uses it: a page for the browser, then a code that is redeemed
 * or a token that is verified. Source: OpenID Connect Core 1.0, 3.1.2.1, 3.1.3.7, 3.2.2.11.
 */
import { createPublicKey, type JsonWebKey, randomBytes, verify } from 'node:crypto'
import type { SingleSignOn } from './credentials.ts'
import type { SignIn } from './sign-in-desk.ts'

/** How the license server is registered at the provider, with `http://127.0.0.1/sign-in` as its redirect address. */
export interface SsoProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

interface Metadata {
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly userinfo_endpoint: string
  readonly jwks_uri: string
}

type Claims = Readonly<Record<string, unknown>>
type WebKey = JsonWebKey & { readonly kid?: string }

export class SsoProvider {
  readonly #settings: SsoProviderSettings
  /** Those that were sent and have not come back: each is good for one token. */
  readonly #nonces = new Set<string>()

  constructor(settings: SsoProviderSettings) {
    this.#settings = settings
  }

  /** The page at which a person signs in. A `state` is the client's business. */
  async pageFor({ grant, redirectUri }: Pick<SignIn, 'grant' | 'redirectUri'>): Promise<string> {
    const { authorization_endpoint: endpoint } = await this.#metadata()
    const nonce = randomBytes(16).toString('base64url')
    this.#nonces.add(nonce)
    const query = new URLSearchParams({
      client_id: this.#settings.clientId,
      response_type: grant,
      redirect_uri: redirectUri,
      scope: 'openid email',
      nonce,
    })
    return `${endpoint}?${query}`
  }

  /** The e-mail address that the provider vouches for; null where the code or token is worth nothing. */
  async emailOf({ grant, token, redirectUri }: SingleSignOn, now: Date): Promise<string | null> {
    const metadata = await this.#metadata()
    if (grant === 'id_token') return textOf(await this.#verifiedClaims(token, metadata, now), 'email')
    const tokens = await this.#redeem(token, redirectUri ?? '', metadata)
    const claims = await this.#verifiedClaims(textOf(tokens, 'id_token') ?? '', metadata, now)
    if (claims === null) return null
    const headers = { Authorization: `Bearer ${textOf(tokens, 'access_token')}` }
    const person = await readJson(await fetch(metadata.userinfo_endpoint, { headers }))
    return person?.['sub'] === claims['sub'] ? textOf(person, 'email') : null
  }

  async #metadata(): Promise<Metadata> {
    const reply = await fetch(`${this.#settings.issuer}/.well-known/openid-configuration`)
    return (await reply.json()) as Metadata
  }

  async #redeem(code: string, redirectUri: string, { token_endpoint: endpoint }: Metadata): Promise<Claims | null> {
    const { clientId, clientSecret } = this.#settings
    const caller = [clientId, clientSecret].map(encodeURIComponent).join(':')
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })
    const headers = { Authorization: `Basic ${Buffer.from(caller).toString('base64')}` }
    return readJson(await fetch(endpoint, { method: 'POST', headers, body }))
  }

  async #verifiedClaims(token: string, { jwks_uri: address }: Metadata, now: Date): Promise<Claims | null> {
    const [head = '', payload = '', signature = ''] = token.split('.')
    const header = parsePart(head)
    if (header?.['alg'] !== 'RS256') return null
    const { keys } = (await (await fetch(address)).json()) as { keys: readonly WebKey[] }
    const key = keys.find(({ kid }) => kid === header['kid'])
    if (key === undefined) return null
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const isSigned = verify('sha256', Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))
    const claims = isSigned ? parsePart(payload) : null
    return claims !== null && this.#isForUs(claims, now) ? claims : null
  }

  #isForUs({ iss, aud, exp, nonce }: Claims, now: Date): boolean {
    const { issuer, clientId } = this.#settings
    if (iss !== issuer || aud !== clientId || typeof exp !== 'number' || exp * 1000 <= now.getTime()) return false
    return typeof nonce === 'string' && this.#nonces.delete(nonce)
  }
}

async function readJson(reply: Response): Promise<Claims | null> {
  return reply.ok ? ((await reply.json()) as Claims) : null
}

function parsePart(part: string): Claims | null {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims
  } catch {
    return null
  }
}

function textOf(members: Claims | null, name: string): string | null {
  const value = members?.[name]
  return typeof value === 'string' ? value : null
}
