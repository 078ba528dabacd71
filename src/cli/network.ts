/**
 * The network of the command line: Node's, with the proxy of the options or the environment. undici is the client inside
 * of Node; Node 20 gives no way to hand its own one a proxy. Source: docs/decisions/0016-command-line.md.
 */
import { Agent, type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici'
import type { DoctorPorts } from '../engine/doctor/doctor-ports.ts'
import type { Fetch } from '../engine/license-server.ts'
import type { CommandIo, Network, ProxyChoice } from './command-io.ts'
import { proxyFor } from './proxy-of.ts'

/**
 * Each call has a connection of its own. A server may close a connection that waits for a next call in the very moment
 * of that call, and nobody can tell then whether it was received: an activation must neither fail for that nor be sent
 * twice. Source: docs/decisions/0024-one-call-a-connection.md.
 */
const oneCallEach = { pipelining: 0 }

export function openNetwork(choice: ProxyChoice, environment: CommandIo['environment']): Network {
  const dispatchers = new Map<string | null, Dispatcher>()
  const dispatcherFor = (proxy: string | null): Dispatcher => {
    const known = dispatchers.get(proxy)
    const dispatcher =
      known ?? (proxy === null ? new Agent(oneCallEach) : new ProxyAgent({ uri: proxy, ...oneCallEach }))
    dispatchers.set(proxy, dispatcher)
    return dispatcher
  }
  const usableProxyFor = (url: string): string | null => {
    try {
      return proxyFor(url, choice, environment)
    } catch (error) {
      // A variable that names none: the doctor says which. Going out without one is not what was meant.
      throw new Error('ERR_PROXY_CONNECTION_FAILED', { cause: error })
    }
  }
  const fetch: Fetch = async (url, init) => {
    const proxy = usableProxyFor(url)
    // The types of Node's own fetch and of the same code in the package differ in name only.
    const options = { ...init, dispatcher: dispatcherFor(proxy) } as Parameters<typeof undiciFetch>[1]
    try {
      return (await undiciFetch(url, options)) as unknown as Response
    } catch (error) {
      const word = proxy === null ? null : proxyTroubleOf(error, new URL(proxy).username !== '')
      throw word === null ? error : new Error(word, { cause: error })
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

/**
 * The network error that `error` is behind a proxy, or null: only the proxy itself can be without an address, not accept
 * a connection, or refuse a tunnel. Where it asks for a sign-in and was given one, that one was wrong.
 */
function proxyTroubleOf(error: unknown, hasSignIn: boolean): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    const status = /^Proxy response \((\d+)\)/.exec(at.message)?.[1]
    if (status === '407') return hasSignIn ? 'ERR_PROXY_SIGN_IN_REFUSED' : 'net::ERR_PROXY_AUTH_REQUESTED'
    const isUnreachable = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)
    if (isUnreachable || status !== undefined) return 'ERR_PROXY_CONNECTION_FAILED'
  }
  return null
}

/** As a PAC file would say it: `PROXY proxy.example.com:8080`. */
function toPacText(proxy: string | null): string {
  if (proxy === null) return 'DIRECT'
  const { protocol, hostname, port } = new URL(proxy)
  return protocol === 'https:' ? `HTTPS ${hostname}:${port || '443'}` : `PROXY ${hostname}:${port || '80'}`
}

function withCredentials(proxy: string | null): Pick<DoctorPorts, 'proxyCredentials'> {
  const { username, password, hostname, port, protocol } = new URL(proxy ?? 'http://none')
  if (username === '') return {}
  const credentials = { username: decodeURIComponent(username), password: decodeURIComponent(password) }
  const ownHost = hostname.replace(/^\[|\]$/g, '')
  const ownPort = Number(port || (protocol === 'https:' ? 443 : 80))
  return { proxyCredentials: (server) => (server.host === ownHost && server.port === ownPort ? credentials : null) }
}
