/**
 * Reads what a browser brings back from a sign-in. Whoever can open a link can write one, so any text at all has a
 * result here, and nothing in it is believed before its `state` was compared (sign-in-judgement.ts).
 */
import type { SsoGrant } from './credentials.ts'

/** Longest link and longest answer, in characters: a token with many groups in it is a few thousand. */
export const longestReturn = 16_384
const longestToken = 12_000
const mostMembers = 40

/** Why an answer says nothing. */
export type ReturnFlaw = 'too-long' | 'characters' | 'address' | 'repeated' | 'encoding' | 'missing'

/** What came back, unjudged. `state` is null where there was none. */
export type SsoReturn =
  | { readonly kind: 'granted'; readonly token: string; readonly state: string | null }
  /** `error` is a word of OAuth, such as `access_denied`; another text becomes `unknown`. */
  | { readonly kind: 'refused'; readonly error: string; readonly state: string | null }
  | { readonly kind: 'unusable'; readonly flaw: ReturnFlaw; readonly state: string | null }

/** The answer in a link `<scheme>://sso?...`, or with `#` in place of `?`. Scheme and host have to be the whole of it. */
export function parseSsoLink(link: string, expected: { scheme: string; grant: SsoGrant }): SsoReturn {
  if (link.length > longestReturn) return unusable('too-long')
  // Blanks, control characters and all beyond ASCII have to be escaped in a link.
  if (!/^[\x21-\x7e]*$/.test(link)) return unusable('characters')
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/sso\/?(?:\?([^#]*))?(?:#(.*))?$/.exec(link)
  if (parts === null || parts[1]?.toLowerCase() !== expected.scheme) return unusable('address')
  return parseSsoAnswer({ query: parts[2] ?? '', fragment: parts[3] ?? '' }, expected.grant)
}

/** The answer in the query and the fragment of an address, both without their first character. */
export function parseSsoAnswer(parts: { query: string; fragment: string }, grant: SsoGrant): SsoReturn {
  if (parts.query.length + parts.fragment.length > longestReturn) return unusable('too-long')
  const query = membersOf(parts.query)
  const fragment = membersOf(parts.fragment)
  if (typeof query === 'string') return unusable(query)
  if (typeof fragment === 'string') return unusable(fragment)
  const members = new Map([...query, ...fragment])
  // A state that we sent in the address comes back beside one that the server sends: they have to be the same.
  const isTwofold = [...query].some(([name, value]) => fragment.has(name) && fragment.get(name) !== value)
  return isTwofold ? unusable('repeated') : toReturn(members, grant)
}

function toReturn(members: ReadonlyMap<string, string>, grant: SsoGrant): SsoReturn {
  const state = members.get('state') ?? null
  const error = members.get('error')
  if (error !== undefined) {
    return { kind: 'refused', error: /^[\w.-]{1,100}$/.test(error) ? error : 'unknown', state }
  }
  // The documentation calls the member `id_token`, and says elsewhere that the access token belongs there.
  const token = grant === 'code' ? members.get('code') : (members.get('id_token') ?? members.get('access_token'))
  if (token === undefined || token === '') return unusable('missing', state)
  if (token.length > longestToken) return unusable('too-long', state)
  return /^[\x21-\x7e]+$/.test(token) ? { kind: 'granted', token, state } : unusable('characters', state)
}

/** Members by name, decoded as forms are; the flaw where a name comes twice or something cannot be decoded. */
function membersOf(text: string): ReadonlyMap<string, string> | ReturnFlaw {
  const members = new Map<string, string>()
  const pairs = text.split('&').filter((pair) => pair !== '')
  if (pairs.length > mostMembers) return 'too-long'
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=').map(decode)
    const value = rest.includes(null) ? null : rest.join('=')
    if (name === null || value === null) return 'encoding'
    if (hasControls(name) || hasControls(value)) return 'characters'
    if (members.has(name)) return 'repeated'
    members.set(name, value)
  }
  return members
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

function unusable(flaw: ReturnFlaw, state: string | null = null): SsoReturn {
  return { kind: 'unusable', flaw, state }
}
