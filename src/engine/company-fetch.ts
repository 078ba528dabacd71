/**
 * Adds the certificates of a company to a system's network that cannot be given any: where the system does not know who
 * issued a certificate, the call is made again with Node's, which checks chain, host name and dates by OpenSSL's rules. A
 * call that failed so was never sent. Nothing that the system accepts is judged here, and no other failure is looked at.
 * Source: docs/decisions/0035-company-networks.md.
 */
import type { HostPort } from '../core/connection-host-port.ts'
import { isTunnelling, parseRoutes, toProxyText } from '../core/connection-route.ts'
import { type ProxyCredentials, withSignIn } from '../core/connection-sign-in.ts'
import type { Fetch } from './license-server.ts'

export interface CompanyPorts {
  /** PEM of every authority that counts. */
  readonly authorities: readonly string[]
  /** As a PAC file says it, `PROXY proxy.example.com:8080; DIRECT`. */
  readonly resolveProxy: (url: string) => Promise<string>
  readonly signInFor: (proxy: HostPort) => ProxyCredentials | null
}

/** What Chromium says of an issuer that it does not know: the server's, and that of a proxy that is spoken to in TLS. */
const isUnknownIssuer = (error: unknown): boolean =>
  error instanceof Error && /\bERR_(?:CERT_AUTHORITY_INVALID|PROXY_CERTIFICATE_INVALID)\b/.test(error.message)

export function withCompanyAuthorities(system: Fetch, ports: CompanyPorts): Fetch {
  return async (url, init) => {
    try {
      return await system(url, init)
    } catch (error) {
      if (!isUnknownIssuer(error)) throw error
      const proxy = await proxyFor(url, ports)
      // A kind of proxy that only the system can speak to.
      if (proxy === undefined) throw error
      // Loaded where it is needed: no other start of the window pays for it.
      const { openNodeNetwork } = await import('./node-network.ts')
      return await openNodeNetwork({ proxyFor: () => proxy, authorities: ports.authorities }).fetch(url, init)
    }
  }
}

/** The address of the proxy that the system names first; null for none, undefined for one of another kind. */
async function proxyFor(url: string, { resolveProxy, signInFor }: CompanyPorts): Promise<string | null | undefined> {
  const [route] = parseRoutes(await resolveProxy(url))
  if (route === null) return null
  if (!isTunnelling(route)) return undefined
  return withSignIn(toProxyText(route), signInFor(route))
}
