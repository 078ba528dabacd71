/** Which proxy a call goes through: the one that was named, else the one of the environment. */
import { parseProxyAddress } from '../core/connection-proxy-settings.ts'
import { parseUrl } from '../core/url-text.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import type { CommandIo, ProxyChoice } from './command-io.ts'

/**
 * The address of a proxy in `text`: `http://user:password@host:port`, `https://host:port` or `host:port`. Throws a
 * `UsageError` that names `source`, an option or a variable, and never the text: a password may be in it.
 */
export function toProxyAddress(text: string, source: string): string {
  const url = parseUrl(text.includes('://') ? text : `http://${text}`)
  const isProxy = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === ''
  const port = url?.protocol === 'https:' ? 443 : 80
  const address = isProxy ? parseProxyAddress(`${url.hostname}:${url.port || port}`) : null
  if (url === null || !address?.ok || !isDecodable(url)) throw new UsageError('not-proxy', { name: source })
  return url.href
}

/** What `--proxy` says, as a setting and as the address that is used: only that one may hold a password. */
export interface ProxyOption {
  readonly setting: string
  /** null for `none` and `system`. */
  readonly address: string | null
  readonly hasPassword: boolean
}

/** Throws a `UsageError`. */
export function toProxyOption(text: string): ProxyOption {
  if (text === 'none' || text === 'system') return { setting: text, address: null, hasPassword: false }
  const address = toProxyAddress(text, '--proxy')
  const { protocol, hostname, port, username, password } = new URL(address)
  if (protocol !== 'http:') throw new UsageError('not-proxy', { name: '--proxy' })
  return { setting: `http://${hostname}:${port || 80}`, address, hasPassword: username + password !== '' }
}

function isDecodable({ username, password }: URL): boolean {
  try {
    return decodeURIComponent(username + password) !== null
  } catch {
    return false
  }
}

/**
 * The address of the proxy for `url`, or null for a direct connection: `choice`, else `https_proxy` or `http_proxy` in
 * small or capital letters, unless `no_proxy` names the host.
 */
export function proxyFor(url: string, choice: ProxyChoice, environment: CommandIo['environment']): string | null {
  if (choice !== null) return choice === 'none' ? null : choice
  const target = new URL(url)
  const name = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const text = environment[name] || environment[name.toUpperCase()]
  const exceptions = environment['no_proxy'] || environment['NO_PROXY'] || ''
  if (text === undefined || text === '' || isException(target, exceptions)) return null
  return toProxyAddress(text, name.toUpperCase())
}

/** Hosts and domains, with a port or without, apart by commas or blanks; `*` stands for all. As curl reads it. */
function isException({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80')
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, host = '', onlyPort] = /^\*?\.?(\[[^\]]*\]|[^:]*|[0-9a-f:]+)(?::(\d+))?$/.exec(entry) ?? []
      if (entry === '*') return true
      if (host === '' || (onlyPort !== undefined && onlyPort !== ownPort)) return false
      return hostname === host || hostname.endsWith(`.${host}`)
    })
}
