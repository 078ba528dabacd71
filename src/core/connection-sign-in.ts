/** How to sign in at a proxy: what it offers, and the one answer that can be given without the system's help. */

export interface ProxyCredentials {
  readonly username: string
  readonly password: string
}

/**
 * The schemes that `headers` (each a `Proxy-Authenticate`) offer, lower case, at most ten: `basic`, `ntlm`,
 * `negotiate`. Text inside quotes is no scheme.
 */
export function parseSignInSchemes(headers: readonly string[]): string[] {
  const schemes = headers.flatMap((header) => {
    const parts = header.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(',')
    // `realm="x"` belongs to the scheme before it; a scheme stands alone or before a blank.
    return parts.flatMap((part) => /^\s*([A-Za-z][\w-]{0,39})(?=\s+[^=\s]|\s*$)/.exec(part)?.[1]?.toLowerCase() ?? [])
  })
  return [...new Set(schemes)].slice(0, 10)
}

/** The `Proxy-Authorization` of scheme Basic, UTF-8. It holds the password: for the wire only, never for a log. */
export function toBasicAuthorization({ username, password }: ProxyCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
}
