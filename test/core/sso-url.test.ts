import { describe, expect, it } from 'vitest'
import { addState, createSsoUrlRequest, parseSsoUrlReply } from '../../src/core/sso-url.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()

function replyWith(body: unknown, signer = server) {
  const { bytes, signature } = signer.answer(body)
  return { status: 200, bytes, licenseSignature: signature, date: null, retryAfter: null }
}
const hostOf = (url: unknown): unknown => {
  const page = parseSsoUrlReply(replyWith({ url, openid_configuration: {} }), server.key)
  return page.ok ? page.value.host : page.failure.code
}

describe('sso_url', () => {
  it('asks for the page of an account, with the address to come back to', () => {
    const parsed = parseVendorConfiguration(
      JSON.stringify({
        vendor: { name: 'Example' },
        product: { name: 'Suite', code: 'SUITE', version: '1' },
        api: { baseUrl: 'https://api.example.com', apiKey: 'key', sharedKey: 'a shared key' },
        methods: ['sso'],
        sso: { accountCode: 'ACCT', grant: 'token' },
        activation: { bundleCode: 'BIG' },
      }),
    )
    if (!parsed.ok) throw new Error('the configuration of this test is wrong')
    const request = createSsoUrlRequest(parsed.value, 'http://127.0.0.1:1/sign-in')
    const url = new URL(request.url)
    expect([request.method, url.origin + url.pathname]).toEqual(['GET', 'https://api.example.com/api/v4/sso_url'])
    expect(Object.fromEntries(url.searchParams)).toEqual({
      product: 'SUITE',
      customer_account_code: 'ACCT',
      response_type: 'token',
      redirect_uri: 'http://127.0.0.1:1/sign-in',
      bundle_code: 'BIG',
    })
  })

  it.each([
    ['https://login.example.com/a?b=c', 'login.example.com'],
    ['https://login.example.com:8443/', 'login.example.com:8443'],
    ['http://127.0.0.1:4000/sso', '127.0.0.1:4000'],
    ['http://login.example.com/', 'malformed-response'],
    ['https://person:word@login.example.com/', 'malformed-response'],
    ['file:///etc/passwd', 'malformed-response'],
    ['javascript:alert(1)', 'malformed-response'],
    ['ms-settings:display', 'malformed-response'],
    ['//login.example.com', 'malformed-response'],
    ['', 'malformed-response'],
    [null, 'malformed-response'],
    [`https://login.example.com/${'a'.repeat(8000)}`, 'malformed-response'],
  ])('opens %s: %s', (url, outcome) => {
    expect(hostOf(url)).toBe(outcome)
  })

  it.each([
    ['https://l.example.com/auth', 'https://l.example.com/auth?state=ours'],
    ['https://l.example.com/auth?a=b%20c&d', 'https://l.example.com/auth?a=b%20c&d&state=ours'],
    ['https://l.example.com/?state=fixed&a=b&state=x#/page', 'https://l.example.com/?a=b&state=ours#/page'],
    ['https://l.example.com/?st%61te=fixed', 'https://l.example.com/?state=ours'],
    ['https://l.example.com/?my_state=kept', 'https://l.example.com/?my_state=kept&state=ours'],
  ])('puts the state of the attempt into %s', (page, expected) => {
    expect(addState(page, 'ours')).toBe(expected)
  })

  it('opens no page that the license server has not signed', () => {
    const reply = replyWith({ url: 'https://login.example.com/' }, stranger)
    expect(parseSsoUrlReply(reply, server.key)).toMatchObject({ failure: { code: 'not-genuine-response' } })
    expect(parseSsoUrlReply({ ...reply, licenseSignature: null }, server.key)).toMatchObject({
      failure: { code: 'not-genuine-unsigned' },
    })
    const text = Buffer.from('no JSON')
    const signed = { ...reply, bytes: text, licenseSignature: server.sign(text) }
    expect(parseSsoUrlReply(signed, server.key)).toMatchObject({ failure: { code: 'malformed-response' } })
  })
})
