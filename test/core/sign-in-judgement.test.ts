import { describe, expect, it } from 'vitest'
import { belongsTo, isSameSecret, judgeSignIn } from '../../src/core/sign-in-judgement.ts'
import type { SsoReturn } from '../../src/core/sso-return.ts'

const awaited = { grant: 'code', state: 'expected', accountCode: 'ACCT', redirectUri: 'http://127.0.0.1:1/x' } as const
const granted = (state: string | null): SsoReturn => ({ kind: 'granted', token: 'abc', state })

describe('judgeSignIn', () => {
  it('makes credentials of a code, with the address that it came to', () => {
    const credentials = {
      kind: 'sso',
      grant: 'code',
      token: 'abc',
      accountCode: 'ACCT',
      redirectUri: awaited.redirectUri,
    }
    expect(judgeSignIn(granted('expected'), awaited)).toEqual({ ok: true, value: credentials })
  })

  it('makes credentials of a token, without an address', () => {
    expect(judgeSignIn(granted('expected'), { ...awaited, grant: 'token' })).toMatchObject({
      value: { grant: 'token', token: 'abc', redirectUri: null },
    })
  })

  it.each<[string, SsoReturn, string]>([
    ['another state', granted('other'), 'not-ours-sign-in'],
    ['a state that begins alike', granted('expected '), 'not-ours-sign-in'],
    ['no state', granted(null), 'not-ours-sign-in'],
    ['an error with another state', { kind: 'refused', error: 'access_denied', state: 'x' }, 'not-ours-sign-in'],
    ['nothing at all', { kind: 'unusable', flaw: 'missing', state: null }, 'not-ours-sign-in'],
    ['a no', { kind: 'refused', error: 'access_denied', state: 'expected' }, 'refused-sign-in'],
    ['trouble', { kind: 'refused', error: 'server_error', state: 'expected' }, 'refused-sign-in-provider'],
    ['an answer without a code', { kind: 'unusable', flaw: 'missing', state: 'expected' }, 'malformed-sign-in'],
    ['an answer that cannot be read', { kind: 'unusable', flaw: 'repeated', state: null }, 'malformed-sign-in'],
  ])('tells %s', (_name, answer, code) => {
    expect(judgeSignIn(answer, awaited)).toMatchObject({ ok: false, failure: { code } })
  })

  it('lets nothing without the state belong to a sign-in', () => {
    expect(belongsTo(granted('expected'), awaited)).toBe(true)
    expect([granted(null), granted(''), granted('other')].some((answer) => belongsTo(answer, awaited))).toBe(false)
  })

  it('compares texts of any length', () => {
    expect([isSameSecret('a', 'a'), isSameSecret('', 'a'), isSameSecret('aa', 'a')]).toEqual([true, false, false])
  })
})
