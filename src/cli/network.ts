/**
 * The network of the command line: Node's, with the proxy of the options or the environment. undici is the client inside
 * of Node; Node 20 gives no way to hand its own one a proxy. Source: docs/decisions/0016-command-line.md.
 */
import { Agent, type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici'
import type { ProxyCredentials } from '../core/connection-sign-in.ts'
import type { Fetch } from '../engine/license-server.ts'
import type { CommandIo, Network, ProxyChoice } from './command-io.ts'
import { proxyFor } from './proxy-of.ts'

export function openNetwork(choice: ProxyChoice, environment: CommandIo['environment']): Network {
  const dispatchers = new Map<string | null, Dispatcher>()
  const dispatcherFor = (proxy: string | null): Dispatcher => {
    const known = dispatchers.get(proxy)
    const dispatcher = known ?? (proxy === null ? new Agent() : new ProxyAgent(proxy))
    dispatchers.set(proxy, dispatcher)
    return dispatcher
  }
  const fetch: Fetch = async (url, init) => {
    const proxy = proxyFor(url, choice, environment)
    // The types of Node's own fetch and of the same code in the package differ in name only.
    const options = { ...init, dispatcher: dispatcherFor(proxy) } as Parameters<typeof undiciFetch>[1]
    try {
      return (await undiciFetch(url, options)) as unknown as Response
    } catch (error) {
      throw proxy !== null && isBeforeTunnel(error) ? new Error('ERR_PROXY_CONNECTION_FAILED', { cause: error }) : error
    }
  }
  return {
    fetch,
    doctorFor: (url) => {
      const proxy = proxyFor(url, choice, environment)
      return { resolveProxy: async () => toPacText(proxy), ...withCredentials(proxy) }
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** Behind a proxy only the proxy itself can be without an address, not accept a connection, or refuse a tunnel. */
function isBeforeTunnel(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    if (/^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) return true
    if (/^Proxy response \(\d+\)/.test(at.message)) return true
  }
  return false
}

/** As a PAC file would say it: `PROXY proxy.example.com:8080`. */
function toPacText(proxy: string | null): string {
  if (proxy === null) return 'DIRECT'
  const { protocol, hostname, port } = new URL(proxy)
  return protocol === 'https:' ? `HTTPS ${hostname}:${port || '443'}` : `PROXY ${hostname}:${port || '80'}`
}

function withCredentials(proxy: string | null): { proxyCredentials?: ProxyCredentials } {
  const { username, password } = new URL(proxy ?? 'http://none')
  if (username === '') return {}
  return { proxyCredentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }
}
