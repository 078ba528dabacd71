import { randomBytes } from 'node:crypto'
import type { Credentials, SingleSignOn } from './credentials.ts'
import type { LicenseUser } from './license-holder.ts'
import type { SsoSettings } from './sso-options.ts'

/** A sign-in that a client has asked an address for. */
export interface SignIn {
  readonly accountCode: string
  readonly grant: SingleSignOn['grant']
  readonly redirectUri: string
  /** What the client wants back unread; null where it has sent none. */
  readonly state: string | null
}

/** What a person has signed in for, under its code or token. */
interface Grant extends Pick<SignIn, 'accountCode' | 'grant' | 'redirectUri'> {
  readonly username: string
  readonly endsAtMs: number
}

/** Keeps who is about to sign in, and what they got for it. In memory. */
export class SignInDesk {
  readonly #lifetimeMs: number
  readonly #signIns = new Map<string, SignIn>()
  readonly #grants = new Map<string, Grant>()

  constructor({ grantLifetimeSeconds }: SsoSettings) {
    this.#lifetimeMs = grantLifetimeSeconds * 1000
  }

  /** The id under which `signIn` is found again. */
  open(signIn: SignIn): string {
    const id = randomBytes(12).toString('hex')
    this.#signIns.set(id, signIn)
    return id
  }

  /** The sign-in of that id; null where there is none. */
  find(id: string): SignIn | null {
    return this.#signIns.get(id) ?? null
  }

  /** A fresh code, or a token that has the form of a JWT, for `user`. */
  grant({ accountCode, grant, redirectUri }: SignIn, user: LicenseUser, now: Date): string {
    const endsAtMs = now.getTime() + this.#lifetimeMs
    const token = grant === 'code' ? randomBytes(24).toString('base64url') : toToken(user, now, endsAtMs)
    this.#grants.set(token, { accountCode, grant, redirectUri, username: user.username, endsAtMs })
    return token
  }

  /** Takes a code or token that a provider vouches for, to be redeemed once by the call that brought it. */
  admit({ token, grant, accountCode, redirectUri }: SingleSignOn, user: LicenseUser, now: Date): void {
    const endsAtMs = now.getTime() + this.#lifetimeMs
    const address = redirectUri ?? ''
    this.#grants.set(token, { accountCode, grant, redirectUri: address, username: user.username, endsAtMs })
  }

  /**
   * The user whom a code or token stands for; null where it does not. A code is good once: it is used up even where
   * the account is wrong. ASSUMED: a token is good until its end, and a client may leave the redirect address out.
   */
  redeem({ grant, token, accountCode, redirectUri }: SingleSignOn, now: Date): Credentials | null {
    const known = this.#grants.get(token)
    if (known?.grant !== grant) return null
    if (grant === 'code') this.#grants.delete(token)
    const isTheirs = known.accountCode === accountCode && (redirectUri ?? known.redirectUri) === known.redirectUri
    if (!isTheirs || now.getTime() >= known.endsAtMs) return null
    return { kind: 'user', username: known.username, password: null }
  }
}

function toToken({ email, firstName, lastName }: LicenseUser, now: Date, endsAtMs: number): string {
  const toPart = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const seconds = (ms: number) => Math.floor(ms / 1000)
  const claims = {
    email,
    name: `${firstName} ${lastName}`,
    iat: seconds(now.getTime()),
    exp: seconds(endsAtMs),
  }
  return [toPart({ alg: 'RS256', typ: 'JWT' }), toPart(claims), randomBytes(64).toString('base64url')].join('.')
}
