import type { HostPort } from '../../core/connection-host-port.ts'
import type { ProxyCredentials } from '../../core/connection-sign-in.ts'
import type { Fetch } from '../license-server.ts'

/** What the doctor needs of the computer; the optional ones have a default or are simply not known. */
export interface DoctorPorts {
  /** PAC-style text for an address, `PROXY proxy.example.com:8080; DIRECT`: `session.resolveProxy` of Electron. */
  readonly resolveProxy: (url: string) => Promise<string>
  readonly now: () => Date
  /** The client that activations go through. It is asked where plain sockets cannot know: see `system-client.ts`. */
  readonly fetch: Fetch
  /** Every address of a name; the system's own resolver where it is left out. Rejects with `ENOTFOUND` and the like. */
  readonly lookup?: (host: string) => Promise<readonly string[]>
  /** Whether the computer has any network at all: `net.isOnline` of Electron. */
  readonly isOnline?: () => boolean
  /** What the person typed for exactly this proxy. Sent to the proxy alone, and only where it offers Basic. */
  readonly proxyCredentials?: (proxy: HostPort) => ProxyCredentials | null
  /** PEM of the authorities that count as public; the list that comes with the runtime where it is left out. */
  readonly publicAuthorities?: readonly string[]
}

export interface DoctorOptions {
  /** For each probe; 5000 where it is left out. */
  readonly timeLimitMs?: number
  /** 15 where it is left out. */
  readonly clockToleranceMinutes?: number
  readonly signal?: AbortSignal
}
