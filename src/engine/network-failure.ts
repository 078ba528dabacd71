import type { FailureCode } from '../shared/failure-code.ts'

/** What the words of Chromium (`net::ERR_...`) and of Node mean to a person; the first match counts. */
const meanings: readonly (readonly [RegExp, FailureCode])[] = [
  [/redirect/i, 'unreachable-redirect'],
  [/ERR_INTERNET_DISCONNECTED|ENETUNREACH|ENETDOWN/, 'unreachable-no-network'],
  [/ERR_NAME_|ERR_DNS_|ERR_ICANN_|ENOTFOUND|EAI_AGAIN/, 'unreachable-name'],
  // Our own word: what was typed was sent once, and asked for again.
  [/ERR_PROXY_SIGN_IN_REFUSED/, 'unreachable-proxy-sign-in-refused'],
  [/ERR_PROXY_SIGN_IN_SCHEME/, 'unreachable-proxy-sign-in-scheme'],
  [/ERR_PROXY_AUTH_REQUESTED|ERR_UNEXPECTED_PROXY_AUTH/, 'unreachable-proxy-sign-in'],
  [/ERR_PROXY_|ERR_TUNNEL_|ERR_PAC_|ERR_MANDATORY_PROXY|ERR_SOCKS_|ERR_INVALID_AUTH/, 'unreachable-proxy'],
  [/ERR_CERT|ERR_SSL|ERR_BAD_SSL|ERR_TLS|CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|EPROTO/, 'unreachable-tls'],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|UND_ERR_\w*TIMEOUT/, 'unreachable-timeout'],
  [
    /ERR_CONNECTION_REFUSED|ERR_ADDRESS_|ERR_BLOCKED_BY|ERR_NETWORK_ACCESS|ECONNREFUSED|EHOSTUNREACH|EACCES/,
    'unreachable-refused',
  ],
]

export interface NetworkTrouble {
  readonly code: FailureCode
  /** The network layer's own word, which holds no address and no secret. */
  readonly networkCode: string | undefined
  /** What a proxy offers in place of what can be done: `digest, negotiate`. */
  readonly signInSchemes?: string
}

/** What `fetch` threw. */
export function readNetworkError(error: unknown): NetworkTrouble {
  const text = [error, causeOf(error)].map(textOf).join(' ')
  const networkCode = /\b(?:net::)?ERR_[A-Z_]+\b|\b(?:E[A-Z]{4,}|EAI_AGAIN|UND_ERR_[A-Z_]+|[A-Z_]+_CERT[A-Z_]*)\b/.exec(
    text,
  )?.[0]
  const code = meanings.find(([pattern]) => pattern.test(text))?.[1] ?? 'unreachable-dropped'
  const schemes = /ERR_PROXY_SIGN_IN_SCHEME \[([^\]]{1,200})\]/.exec(text)?.[1]
  return {
    code,
    networkCode: networkCode?.slice(0, 100),
    ...(schemes !== undefined && { signInSchemes: schemes }),
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return `${'code' in error ? String(error.code) : ''} ${error.message}`
}
