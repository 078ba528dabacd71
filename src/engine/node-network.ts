/**
 * A `fetch` of Node's kind that goes by a proxy of our choice. undici is the client inside of Node; Node 20 gives no way
 * to hand its own one a proxy. Certificates are always checked, whatever `NODE_TLS_REJECT_UNAUTHORIZED` says: a license
 * key goes to nobody but the license server. Source: docs/decisions/0016-command-line.md, 0035-company-networks.md.
 */
import { Agent, type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici'
import type { Fetch } from './license-server.ts'
import { askProxySchemes } from './proxy-schemes.ts'

export interface NodeNetwork {
  readonly fetch: Fetch
  readonly close: () => Promise<void>
}

export interface NodeNetworkOptions {
  /** Address of the proxy for a URL, with its user name and password if it has some; null for a direct connection. */
  readonly proxyFor: (url: string) => string | null | Promise<string | null>
  /** PEM of every authority that counts; null for those that Node has itself. */
  readonly authorities: readonly string[] | null
}

/**
 * Each call has a connection of its own. A server may close a connection that waits for a next call in the very moment
 * of that call, and nobody can tell then whether it was received: an activation must neither fail for that nor be sent
 * twice. Source: docs/decisions/0024-one-call-a-connection.md.
 */
const oneCallEach = { pipelining: 0 }

export function openNodeNetwork({ proxyFor, authorities }: NodeNetworkOptions): NodeNetwork {
  const tls = { rejectUnauthorized: true, ...(authorities !== null && { ca: [...authorities] }) }
  const dispatchers = new Map<string | null, Dispatcher>()
  const dispatcherFor = (proxy: string | null): Dispatcher => {
    const known = dispatchers.get(proxy)
    const dispatcher =
      known ??
      (proxy === null
        ? new Agent({ ...oneCallEach, connect: tls })
        : new ProxyAgent({ uri: proxy, ...oneCallEach, requestTls: tls, proxyTls: tls }))
    dispatchers.set(proxy, dispatcher)
    return dispatcher
  }
  const fetch: Fetch = async (url, init) => {
    const proxy = await proxyFor(url)
    // The types of Node's own fetch and of the same code in the package differ in name only.
    const options = { ...init, dispatcher: dispatcherFor(proxy) } as Parameters<typeof undiciFetch>[1]
    try {
      return (await undiciFetch(url, options)) as unknown as Response
    } catch (error) {
      const word = proxy === null ? null : await proxyTroubleOf(error, proxy, url, init.signal)
      throw word === null ? error : new Error(word, { cause: error })
    }
  }
  return {
    fetch,
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/**
 * The network error that `error` is behind a proxy, or null: only the proxy itself can be without an address, not accept
 * a connection, or refuse a tunnel. Where it asks for a sign-in and was given one, that one was wrong, unless it does not
 * take user name and password in the only way that is known here.
 */
async function proxyTroubleOf(
  error: unknown,
  proxy: string,
  url: string,
  signal: AbortSignal | null | undefined,
): Promise<string | null> {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    const status = /^Proxy response \((\d+)\)/.exec(at.message)?.[1]
    if (status === '407') return await signInTroubleOf(proxy, url, signal ?? AbortSignal.timeout(schemesLimitMs))
    const isUnreachable = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)
    if (isUnreachable || status !== undefined) return 'ERR_PROXY_CONNECTION_FAILED'
  }
  return null
}

const schemesLimitMs = 5000

async function signInTroubleOf(proxy: string, url: string, signal: AbortSignal): Promise<string> {
  const schemes = await askProxySchemes(proxy, url, signal)
  if (schemes.length > 0 && !schemes.includes('basic')) return `ERR_PROXY_SIGN_IN_SCHEME [${schemes.join(', ')}]`
  return new URL(proxy).username === '' ? 'net::ERR_PROXY_AUTH_REQUESTED' : 'ERR_PROXY_SIGN_IN_REFUSED'
}
