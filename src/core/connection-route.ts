/** Reads the proxies that the system names for an address. The text comes from a PAC file, so from anybody. */
import type { ProxyServer } from '../shared/connection-diagnosis.ts'
import { parseHostPort, toAuthority } from './connection-host-port.ts'

/** One way to the license server; null stands for the direct one. */
export type Route = ProxyServer | null

/** More ways than this are never tried: each can cost a time limit. */
const mostRoutes = 4

const schemes = new Map<string, { readonly scheme: ProxyServer['scheme']; readonly port: number }>([
  ['PROXY', { scheme: 'http', port: 80 }],
  ['HTTP', { scheme: 'http', port: 80 }],
  ['HTTPS', { scheme: 'https', port: 443 }],
  ['SOCKS', { scheme: 'socks4', port: 1080 }],
  ['SOCKS4', { scheme: 'socks4', port: 1080 }],
  ['SOCKS5', { scheme: 'socks5', port: 1080 }],
  ['QUIC', { scheme: 'quic', port: 443 }],
])

/**
 * The ways that `text` names, in order, at most four: `PROXY proxy.example.com:8080; DIRECT`. Entries that cannot be
 * read are left out; where nothing is left the way is direct, as it is for the system.
 */
export function parseRoutes(text: string): readonly [Route, ...Route[]] {
  const routes = text.split(';').flatMap((entry) => toRoutes(entry.trim()))
  const [first, ...rest] = routes.filter((route, at) => routes.findIndex((other) => isSame(route, other)) === at)
  return first === undefined ? [null] : [first, ...rest.slice(0, mostRoutes - 1)]
}

/** `http://proxy.example.com:8080`, for people. */
export function toProxyText(proxy: ProxyServer): string {
  return `${proxy.scheme}://${toAuthority(proxy)}`
}

/** Whether a tunnel through `proxy` can be made with HTTP's CONNECT. */
export function isTunnelling(proxy: ProxyServer): boolean {
  return proxy.scheme === 'http' || proxy.scheme === 'https'
}

function toRoutes(entry: string): Route[] {
  if (/^DIRECT$/i.test(entry)) return [null]
  const [, word = '', rest = ''] = /^(\w+)\s+(\S+)$/.exec(entry) ?? []
  const known = schemes.get(word.toUpperCase())
  const address = known === undefined ? null : parseHostPort(rest, known.port)
  return known === undefined || address === null ? [] : [{ scheme: known.scheme, ...address }]
}

function isSame(one: Route, other: Route): boolean {
  if (one === null || other === null) return one === other
  return toProxyText(one) === toProxyText(other)
}
