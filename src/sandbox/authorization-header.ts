import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

/** The parts of an API-key `Authorization` header. `signature` is Base64, as received. */
export interface AuthorizationParts {
  readonly algorithm: string
  readonly signature: string
  readonly apiKey: string
}

// One parameter and what ends it. The value may hold `=`, which ends Base64, but no quotation mark.
const parameterPattern = /\s*([a-z]+)\s*=\s*"([^"]*)"\s*(?:,|$)/iy

/**
 * The parts of `algorithm="hmac-sha256",headers="date",signature="<b64>",apikey="<key>"`: parameters by name, in any
 * order and case, with optional blanks after the commas. Source: docs/protocol.md 1, server rules 1 and 2.
 * Refusals: authorization_invalid_headers, authorization_missing_params.
 */
export function parseAuthorizationHeader(text: string): Outcome<AuthorizationParts> {
  const parameters = parseParameters(text)
  if (!parameters) return refuse(makeRefusal('authorization_invalid_headers'))
  const algorithm = parameters.get('algorithm')
  const headers = parameters.get('headers')
  const signature = parameters.get('signature')
  const apiKey = parameters.get('apikey')
  if (!algorithm || !headers || !signature || !apiKey) return refuse(makeRefusal('authorization_missing_params'))
  if (headers.toLowerCase() !== 'date') return refuse(makeRefusal('authorization_invalid_headers'))
  return accept({ algorithm, signature, apiKey })
}

function parseParameters(text: string): Map<string, string> | null {
  const parameters = new Map<string, string>()
  let position = 0
  while (position < text.length) {
    parameterPattern.lastIndex = position
    const [whole, name, value] = parameterPattern.exec(text) ?? []
    if (whole === undefined || name === undefined || value === undefined) return null
    if (parameters.has(name.toLowerCase())) return null
    parameters.set(name.toLowerCase(), value)
    position += whole.length
  }
  return parameters
}
