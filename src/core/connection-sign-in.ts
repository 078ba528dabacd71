/** How to sign in at a proxy: what it offers, and the one answer that can be given without the system's help. */

export interface ProxyCredentials {
  readonly username: string
  readonly password: string
}

/**
 * What a sign-in file says: the user name in the first line, the password in the second; null for every other form. Basic
 * has no place for a colon in a user name.
 */
export function parseSignInFile(text: string): ProxyCredentials | null {
  const [user = '', password = '', ...rest] = text.split(/\r?\n/)
  const username = user.trim()
  const isWhole = /^[^:\p{Cc}]+$/u.test(username) && /^\P{Cc}+$/u.test(password)
  return isWhole && rest.every((line) => line.trim() === '') ? { username, password } : null
}

/** The address of a proxy, with `signIn` in it, unless there is one in it already. */
export function withSignIn(address: string, signIn: ProxyCredentials | null): string {
  const url = new URL(address)
  if (signIn === null || url.username !== '') return address
  url.username = encodeURIComponent(signIn.username)
  url.password = encodeURIComponent(signIn.password)
  return url.href
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
