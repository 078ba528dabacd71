/**
 * The OpenID provider of a company: the real oidc-provider, which knows the license server as a native client and takes
 * its redirect address only as RFC 8252 has it. Nothing of what it checks is switched off.
 */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SsoProviderSettings } from '../../src/sandbox/sso-provider.ts'

export interface CompanyProvider {
  /** What the license server has to know of it. */
  readonly settings: SsoProviderSettings
  readonly close: () => Promise<void>
}

export async function startCompanyProvider(): Promise<CompanyProvider> {
  const { Provider } = await import('oidc-provider')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = { issuer, clientId: 'license-server', clientSecret: 'a-secret-of-the-license-server' }
  server.on('request', new Provider(issuer, toConfiguration(settings)).callback())
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { settings, close }
}

function toConfiguration({ clientId, clientSecret }: SsoProviderSettings): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/sign-in'],
        response_types: ['code', 'id_token'],
        grant_types: ['authorization_code', 'implicit'],
      },
    ],
    responseTypes: ['code', 'id_token'],
    claims: { openid: ['sub'], email: ['email'] },
    findAccount: (_context: object, id: string) => ({ accountId: id, claims: () => ({ sub: id, email: id }) }),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'company' }] },
    cookies: { keys: ['a key for the cookies of a test'] },
  }
}

/** A person with a browser at that provider: signs in and agrees, or gives up. */
export class PersonAtProvider {
  readonly #cookies = new Map<string, string>()

  /** Where the provider sends the browser in the end: an address that is not its own. */
  async signIn(page: string, login: string): Promise<string> {
    const { origin } = new URL(page)
    let reply = await this.#visit(page)
    for (;;) {
      const location = reply.headers.get('Location')
      if (location !== null) {
        const next = new URL(location, page)
        if (next.origin !== origin) return next.href
        reply = await this.#visit(next.href)
      } else reply = await this.#fillIn(await reply.text(), login)
    }
  }

  async cancel(page: string): Promise<string> {
    const { origin } = new URL(page)
    const start = await this.#visit(page)
    let next = new URL(`${start.headers.get('Location')}/abort`, page)
    while (next.origin === origin) next = new URL((await this.#visit(next.href)).headers.get('Location') ?? '', page)
    return next.href
  }

  #fillIn(html: string, login: string): Promise<Response> {
    const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`no form of the provider: ${html}`)
    const fields = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }
    return this.#visit(action, { method: 'POST', body: new URLSearchParams(fields) })
  }

  async #visit(url: string, init: RequestInit = {}): Promise<Response> {
    const Cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, { ...init, redirect: 'manual', headers: { Cookie } })
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/)
      this.#cookies.set(name, value)
    }
    return reply
  }
}
