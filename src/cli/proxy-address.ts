/**
 * Reads the address of a proxy as strictly as it is used. `new URL` is too kind here: it takes `ss` for the host of
 * `http://user:p@ss#1@host`, and would tell a stranger the rest.
 */
import { parseHostPort, toAuthority } from '../core/connection-host-port.ts'
import { type ProxyCredentials, withSignIn } from '../core/connection-sign-in.ts'
import { UsageError } from '../engine/result/usage-problem.ts'

/**
 * The address of a proxy in `text`: `http://user:password@host:port`, `https://host:port` or `host:port`. Characters with
 * a meaning in addresses are written in percent form in user name and password. Throws a `UsageError` that names
 * `source`, an option or a variable, and never the text: a password may be in it.
 */
export function toProxyAddress(text: string, source: string): string {
  const refuse = (name: 'not-proxy' | 'proxy-quoted' | 'proxy-socks' | 'proxy-encode') =>
    new UsageError(name, { name: source })
  const plain = text.trim()
  if (/^["'\u2018-\u201f]|["'\u2018-\u201f]$/.test(plain)) throw refuse('proxy-quoted')
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(plain) ?? []
  if (/^socks/i.test(scheme)) throw refuse('proxy-socks')
  if (!/^https?$/i.test(scheme)) throw refuse('not-proxy')
  const at = rest.lastIndexOf('@')
  const signIn = at === -1 ? null : readSignIn(rest.slice(0, at))
  if (signIn === 'not-encoded') throw refuse('proxy-encode')
  const server = parseHostPort(rest.slice(at + 1).replace(/\/$/, ''), /^https$/i.test(scheme) ? 443 : 80)
  if (server === null) throw refuse('not-proxy')
  return withSignIn(new URL(`${scheme}://${toAuthority(server)}`).href, signIn)
}

function readSignIn(text: string): ProxyCredentials | 'not-encoded' | null {
  if (/[@#/?[\]\\\s"<>^`{|}]/.test(text)) return 'not-encoded'
  const [, user = '', password = ''] = /^([^:]*):?(.*)$/.exec(text) ?? []
  try {
    const signIn = { username: decodeURIComponent(user), password: decodeURIComponent(password) }
    return text === '' ? null : signIn
  } catch {
    return 'not-encoded'
  }
}
