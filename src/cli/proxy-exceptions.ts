/** Reads `NO_PROXY`: the servers that are reached without the proxy of the environment. */
import { BlockList, isIP } from 'node:net'
import { parseUrl } from '../core/url-text.ts'

/** True for a server that the entry means. `host` is a name or an address without brackets. */
type Matcher = (host: string) => boolean

export interface ProxyExceptions {
  readonly includes: (url: URL) => boolean
  /** Entries that no server can ever match, as they were written. */
  readonly unusable: readonly string[]
}

/**
 * The exceptions in `text`, apart by commas, semicolons or blanks: hosts and domains (`example.com`, `.example.com`),
 * patterns with `*`, addresses, and blocks of addresses (`10.0.0.0/8`, `fd00::/8`), each with a port or without; `*`
 * stands for all. A name is never looked up, so that a block is about servers that are named by their address.
 */
export function readProxyExceptions(text: string): ProxyExceptions {
  const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '')
  const rules = entries.map((entry) => ({ entry, rule: toRule(entry.toLowerCase()) }))
  return {
    includes: (url) => rules.some(({ rule }) => rule?.(url) ?? false),
    unusable: rules.filter(({ rule }) => rule === null).map(({ entry }) => entry),
  }
}

function toRule(entry: string): ((url: URL) => boolean) | null {
  const whole = toMatcher(entry)
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(entry) ?? []
  // An IPv6 address without brackets ends in a colon and digits as well.
  const matcher = whole ?? toMatcher(host)
  if (matcher === null || (whole === null && !isPort(port))) return null
  return (url) => matcher(hostOf(url)) && (whole !== null || portOf(url) === Number(port))
}

function toMatcher(entry: string): Matcher | null {
  if (entry === '*') return () => true
  const address = entry.replace(/^\[(.*)\](?=$|\/)/, '$1')
  if (address.includes('/')) return toBlock(address)
  if (isIP(address) !== 0) return toBlock(`${address}/${isIP(address) === 4 ? 32 : 128}`)
  const domain = entry.replace(/^\*?\./, '').replace(/\.$/, '')
  return domain.includes('*') ? toPattern(domain) : toDomain(domain)
}

function toBlock(text: string): Matcher | null {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? []
  const family = isIP(address)
  if (family === 0 || Number(bits) > (family === 4 ? 32 : 128)) return null
  const block = new BlockList()
  block.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return (host) => isIP(host) !== 0 && block.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}

function toPattern(pattern: string): Matcher | null {
  if (!/^[\p{L}\p{N}_*.-]+$/u.test(pattern)) return null
  const form = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'u')
  return (host) => form.test(host)
}

function toDomain(name: string): Matcher | null {
  if (!/^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u.test(name)) return null
  const domain = parseUrl(`http://${name}`)?.hostname
  // `10.1` and `192.168.1.300` are no names: an address that begins in this way is none of them.
  if (domain === undefined || /(?:^|\.)\d+$/.test(name)) return null
  return (host) => host === domain || host.endsWith(`.${domain}`)
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80))
const isPort = (port: string): boolean => Number(port) >= 1 && Number(port) <= 65_535
