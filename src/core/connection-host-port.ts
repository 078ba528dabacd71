import { parseUrl } from './url-text.ts'

export interface HostPort {
  /** Lower case, IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

/** Everything else could end the host and begin another rule, a path or a user name. */
const form = /^(\[[0-9a-f:.]{2,50}\]|[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,252}))(?::(\d{1,5}))?$/iu

/**
 * The host and port that `text` names, `proxy.example.com:8080`, `[::1]:3128`; null where it names none. Without a
 * port it is `portIfNone`; null there makes the port required.
 */
export function parseHostPort(text: string, portIfNone: number | null): HostPort | null {
  const match = form.exec(text.trim())
  const url = match === null ? null : parseUrl(`http://${match[1]}/`)
  if (match === null || url === null) return null
  const port = match[2] === undefined ? portIfNone : Number(match[2])
  if (port === null || port < 1 || port > 65_535) return null
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
}

/** `host:port`, IPv6 in brackets. */
export function toAuthority({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
