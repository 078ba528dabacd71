import { describe, expect, it } from 'vitest'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'

function parse(changes: object) {
  return parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: 'SUITE', version: '1.0.0' },
      api: { apiKey: 'key', sharedKey: 'a shared key' },
      ...changes,
    }),
  )
}
const problemsOf = (changes: object): unknown => {
  const parsed = parse(changes)
  return parsed.ok ? [] : parsed.problems.map(({ member, expected }) => `${member}: ${expected}`)
}

describe('the configuration of single sign-on', () => {
  it('asks for a code over this computer where nothing else is said', () => {
    expect(parse({ methods: ['sso'], sso: { accountCode: 'ACCT' } })).toMatchObject({
      ok: true,
      value: { sso: { accountCode: 'ACCT', grant: 'code', returnBy: 'loopback' } },
    })
  })

  it.each([
    ['a token over a link', { accountCode: 'A', grant: 'token', returnBy: 'deep-link', scheme: 'example-suite' }],
    ['a scheme of dots', { accountCode: 'A', returnBy: 'deep-link', scheme: 'com.example.suite' }],
  ])('takes %s', (_name, sso) => {
    expect(problemsOf({ methods: ['license-key', 'sso'], sso })).toEqual([])
  })

  it.each([
    ['nothing where it is on offer', undefined, ['sso: sso-settings']],
    ['no account', {}, ['sso.accountCode: account-code']],
    ['an account of blanks', { accountCode: 'A B' }, ['sso.accountCode: account-code']],
    ['another grant', { accountCode: 'A', grant: 'password' }, ['sso.grant: sso-grant']],
    ['another way', { accountCode: 'A', returnBy: 'window' }, ['sso.returnBy: sso-return']],
    ['a link without a scheme', { accountCode: 'A', returnBy: 'deep-link' }, ['sso.scheme: link-scheme']],
    ['a scheme of the web', { accountCode: 'A', scheme: 'https' }, ['sso.scheme: link-scheme']],
    ['a scheme in capitals', { accountCode: 'A', scheme: 'Example' }, ['sso.scheme: link-scheme']],
    ['a scheme with slashes', { accountCode: 'A', scheme: 'example://' }, ['sso.scheme: link-scheme']],
    ['a word more', { accountCode: 'A', pkce: true }, ['sso.pkce: known-member']],
  ])('names %s', (_name, sso, problems) => {
    expect(problemsOf({ methods: ['sso'], sso })).toEqual(problems)
  })
})
