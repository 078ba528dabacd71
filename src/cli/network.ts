/** The network of the command line: Node's, with the proxy of the options or the environment. */
import type { DoctorPorts } from '../engine/doctor/doctor-ports.ts'
import { openNodeNetwork } from '../engine/node-network.ts'
import type { Network, NetworkOptions } from './command-io.ts'
import { proxyFor } from './proxy-of.ts'

export function openNetwork(options: NetworkOptions): Network {
  const wayTo = (url: string): string | null => proxyFor(url, options)
  return {
    ...openNodeNetwork({ proxyFor: wayTo, authorities: options.authorities ?? null }),
    doctorFor: (url) => {
      const proxy = wayTo(url)
      return { resolveProxy: async () => toPacText(proxy), ...withCredentials(proxy) }
    },
  }
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
