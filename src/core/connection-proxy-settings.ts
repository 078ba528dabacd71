/** The person's choice of a proxy. A password is no part of it: it lives in memory and never on disk. */
import { z } from 'zod'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type HostPort, parseHostPort, toAuthority } from './connection-host-port.ts'

/** A host that is written exactly as it is used: anything more could smuggle a second rule into the system's text. */
const hostSchema = z
  .string()
  .max(253)
  .refine((host) => parseHostPort(host.includes(':') ? `[${host}]` : host, 1)?.host === host)

export const proxySettingsSchema = z.discriminatedUnion('kind', [
  /** As the computer is set up: the usual. */
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({
    kind: z.literal('manual'),
    /** Lower case, IPv6 without brackets. */
    host: hostSchema,
    port: z.int().min(1).max(65_535),
    username: z.string().min(1).max(200).optional(),
  }),
  /** Straight to the server, whatever the computer is set up for. */
  z.strictObject({ kind: z.literal('none') }),
])
export type ProxySettings = z.infer<typeof proxySettingsSchema>

/** True where both lead the same way out; who signs in there makes no difference. */
export function isSameWay(one: ProxySettings, other: ProxySettings): boolean {
  if (one.kind !== 'manual' || other.kind !== 'manual') return one.kind === other.kind
  return one.host === other.host && one.port === other.port
}

/** The argument of Electron's `session.setProxy`. */
export type ElectronProxyConfig =
  | { readonly mode: 'system' }
  | { readonly mode: 'direct' }
  | { readonly mode: 'fixed_servers'; readonly proxyRules: string; readonly proxyBypassRules: string }

/**
 * The proxy that `text` names: `proxy.example.com:8080`, `http://10.0.0.1:3128/`, `[::1]:3128`. The port is needed.
 * Fails with `malformed-input`; a user name or password inside the address is refused, because it would be kept.
 */
export function parseProxyAddress(text: string): Result<HostPort> {
  const address = parseHostPort(text.trim().replace(/^http:\/\/(.+?)\/?$/i, '$1'), null)
  return address === null
    ? fail(makeFailure('malformed-input', { member: 'proxy', expected: 'host:port' }))
    : succeed(address)
}

/**
 * What Electron is told for `settings`; neither user name nor password are in it. A proxy that a person typed is meant
 * for every address: `<-loopback>` ends Chromium's silent exception for this very computer.
 */
export function toElectronProxyConfig(settings: ProxySettings): ElectronProxyConfig {
  if (settings.kind === 'system') return { mode: 'system' }
  if (settings.kind === 'none') return { mode: 'direct' }
  return { mode: 'fixed_servers', proxyRules: `http://${toAuthority(settings)}`, proxyBypassRules: '<-loopback>' }
}
