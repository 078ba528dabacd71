import { parseUrl } from './url-text.ts'

/** Where the License API is, as a connection test needs it. */
export interface ConnectionTarget {
  readonly protocol: 'https' | 'http'
  /** Name or address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  /** `host:port` of a Host header and of CONNECT, IPv6 in brackets. */
  readonly authority: string
  /** Needs a signature, so that an unsigned question is refused in the API's own form and changes nothing. */
  readonly probeUrl: string
}

/**
 * The target that `baseUrl` names, with or without `/api/v4`; null where it is no http(s) address.
 * Source: docs/protocol.md 6.
 */
export function toConnectionTarget(baseUrl: string): ConnectionTarget | null {
  const url = parseUrl(baseUrl)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null
  const protocol = url.protocol === 'https:' ? 'https' : 'http'
  const port = url.port === '' ? (protocol === 'https' ? 443 : 80) : Number(url.port)
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api\/v4$/, '')
  return {
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    authority: `${url.hostname}:${port}`,
    probeUrl: `${url.origin}${path}/api/v4/check_bundle`,
  }
}
