import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestReturn, parseSsoAnswer, parseSsoLink } from '../../src/core/sso-return.ts'

const code = { scheme: 'example-suite', grant: 'code' } as const
const token = { scheme: 'example-suite', grant: 'token' } as const

describe('parseSsoLink', () => {
  it.each([
    ['a code', 'example-suite://sso?code=abc&state=s', { kind: 'granted', token: 'abc', state: 's' }],
    ['a slash behind the host', 'example-suite://sso/?code=abc&state=s', { kind: 'granted', token: 'abc', state: 's' }],
    ['the scheme in capitals', 'EXAMPLE-Suite://sso?code=abc&state=s', { kind: 'granted', token: 'abc', state: 's' }],
    ['members of no meaning', 'example-suite://sso?iss=x&code=a&session_state=y&state=s', { token: 'a', state: 's' }],
    ['escaped text', 'example-suite://sso?code=a%2Fb%3D&state=%61b', { token: 'a/b=', state: 'ab' }],
    ['a value with equals signs', 'example-suite://sso?code=YQ==&state=s', { token: 'YQ==' }],
    ['a code in the fragment', 'example-suite://sso#code=abc&state=s', { kind: 'granted', token: 'abc' }],
    ['no state', 'example-suite://sso?code=abc', { kind: 'granted', state: null }],
    [
      'a refusal',
      'example-suite://sso?error=access_denied&state=s',
      { kind: 'refused', error: 'access_denied', state: 's' },
    ],
    ['a refusal beside a code', 'example-suite://sso?error=access_denied&code=a&state=s', { kind: 'refused' }],
    ['an error that is no word', 'example-suite://sso?error=%3Cb%3E&state=s', { kind: 'refused', error: 'unknown' }],
  ])('reads %s', (_name, link, answer) => {
    expect(parseSsoLink(link, code)).toMatchObject(answer)
  })

  it.each([
    ['a token behind #', 'example-suite://sso?state=s#id_token=a.b.c&state=s', { token: 'a.b.c', state: 's' }],
    ['a token and another state', 'example-suite://sso?state=s#id_token=a.b.c&state=t', { flaw: 'repeated' }],
    [
      'the access token in its place',
      'example-suite://sso#access_token=a.b.c&token_type=Bearer&state=s',
      { token: 'a.b.c' },
    ],
    ['both tokens', 'example-suite://sso#access_token=x&id_token=a.b.c&state=s', { token: 'a.b.c' }],
    ['a code where a token was asked for', 'example-suite://sso?code=abc&state=s', { flaw: 'missing', state: 's' }],
  ])('reads of the other grant %s', (_name, link, answer) => {
    expect(parseSsoLink(link, token)).toMatchObject(answer)
  })

  it.each([
    ['nothing', '', 'address'],
    ['another scheme', 'other-suite://sso?code=a&state=s', 'address'],
    ['a scheme that begins alike', 'example-suite-2://sso?code=a&state=s', 'address'],
    ['another host', 'example-suite://activate?code=a&state=s', 'address'],
    ['a host that begins alike', 'example-suite://sso.example.com?code=a&state=s', 'address'],
    ['a name inside the address', 'example-suite://sso@example.com?code=a&state=s', 'address'],
    ['a port', 'example-suite://sso:80?code=a&state=s', 'address'],
    ['a path', 'example-suite://sso/../x?code=a&state=s', 'address'],
    ['no slashes', 'example-suite:sso?code=a&state=s', 'address'],
    ['a web address', 'https://sso?code=a&state=s', 'address'],
    ['a script', 'javascript://sso?code=a%0aalert(1)', 'address'],
    ['a code twice', 'example-suite://sso?code=a&code=b&state=s', 'repeated'],
    ['a state twice', 'example-suite://sso?code=a&state=s&state=s', 'repeated'],
    ['a name twice, once escaped', 'example-suite://sso?code=a&%63ode=b&state=s', 'repeated'],
    ['a line break', 'example-suite://sso?code=a\n&state=s', 'characters'],
    ['an escaped line break', 'example-suite://sso?code=a%0d%0aX&state=s', 'characters'],
    ['an escaped zero', 'example-suite://sso?code=a%00&state=s', 'characters'],
    ['a blank', 'example-suite://sso?code=a --inspect&state=s', 'characters'],
    ['letters beyond ASCII', 'example-suite://sso?code=ä&state=s', 'characters'],
    ['a code of blanks', 'example-suite://sso?code=a+b&state=s', 'characters'],
    ['a code beyond ASCII', 'example-suite://sso?code=%C3%A4&state=s', 'characters'],
    ['half an escape', 'example-suite://sso?code=%4&state=s', 'encoding'],
    ['an escape that is no UTF-8', 'example-suite://sso?code=%FF&state=s', 'encoding'],
    ['no code', 'example-suite://sso?state=s', 'missing'],
    ['an empty code', 'example-suite://sso?code=&state=s', 'missing'],
    ['very many members', `example-suite://sso?${'a&'.repeat(50)}code=a`, 'too-long'],
    ['a code that is far too long', `example-suite://sso?code=${'a'.repeat(12_001)}&state=s`, 'too-long'],
    ['a link that is far too long', `example-suite://sso?code=a&x=${'a'.repeat(longestReturn)}`, 'too-long'],
  ])('finds no answer in %s', (_name, link, flaw) => {
    expect(parseSsoLink(link, code)).toMatchObject({ kind: 'unusable', flaw })
  })

  it('has a result for any text at all, and never a token that is no plain text', () => {
    const member = fc.tuple(fc.constantFrom('code', 'state', 'error', 'id_token', 'x'), fc.string({ unit: 'binary' }))
    const built = fc
      .tuple(fc.array(member), fc.array(member))
      .map((parts) => parts.map((part) => part.map(([name, value]) => `${name}=${value}`).join('&')).join('#'))
      .map((rest) => `example-suite://sso?${rest}`)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), built), fc.boolean(), (link, isCode) => {
        const answer = parseSsoLink(link, isCode ? code : token)
        if (answer.kind === 'granted') expect(answer.token).toMatch(/^[\x21-\x7e]{1,12000}$/)
        if (answer.kind === 'refused') expect(answer.error).toMatch(/^[\w.-]{1,100}$/)
      }),
    )
  })

  it('reads back what was written, whatever the code and the state are', () => {
    const printable = fc.stringMatching(/^[\x21-\x7e]{1,60}$/)
    fc.assert(
      fc.property(
        printable,
        fc.string({ minLength: 1 }).filter((s) => !/\p{Cc}/u.test(s)),
        (value, state) => {
          const query = new URLSearchParams({ code: value, state }).toString()
          expect(parseSsoLink(`example-suite://sso?${query}`, code)).toEqual({ kind: 'granted', token: value, state })
        },
      ),
    )
  })
})

describe('parseSsoAnswer', () => {
  it('counts query and fragment together', () => {
    const half = `x=${'a'.repeat(longestReturn / 2)}`
    expect(parseSsoAnswer({ query: half, fragment: half }, 'code')).toMatchObject({ flaw: 'too-long' })
  })
})
