import { expect, test } from 'vitest'
import { signHttpDate, toAuthorization } from '../../src/core/request-signature.ts'
import { toKnownApiKeys } from '../../src/sandbox/api-keys.ts'
import { checkAuthorization } from '../../src/sandbox/authorization-check.ts'
import { OAuthDesk } from '../../src/sandbox/oauth-desk.ts'
import { makeOAuthSettings } from '../../src/sandbox/oauth-options.ts'

const now = new Date('2026-03-01T12:00:00.000Z')
const date = now.toUTCString()
const credentials = { apiKey: 'key-1', sharedKey: 'secret' }
const oauth = new OAuthDesk(makeOAuthSettings({ clientId: 'client-1', clientSecret: 'client secret' }), 'all')
const apiKeys = toKnownApiKeys(credentials, 'all')
const settings = { apiKeys, now, signatureMismatchStatus: 400, apiKeyUse: 'accepted', oauth } as const
const signature = signHttpDate(date, 'secret')

function codeOf(headers: { date?: string; authorization?: string }, change = {}): string {
  const outcome = checkAuthorization(headers, { ...settings, ...change })
  return outcome.ok ? outcome.value.apiKey : outcome.refusal.code
}

/** Headers that are right but for the time that they were made at. */
function headersAt(at: Date) {
  return { date: at.toUTCString(), authorization: toAuthorization(at.toUTCString(), 'key-1', 'secret') }
}

const parameters = (apiKey: string, mac = signature) =>
  `algorithm="hmac-sha256",headers="date",signature="${mac}",apikey="${apiKey}"`

test.each([
  ['as this project writes it', toAuthorization(date, 'key-1', 'secret')],
  ['with blanks after the commas', `algorithm="hmac-sha256", headers="date", signature="${signature}", apikey="key-1"`],
  ['with apiKey spelled otherwise', `algorithm="hmac-sha256",headers="date",signature="${signature}",apiKey="key-1"`],
  ['in another order', `apikey="key-1",signature="${signature}",headers="Date",ALGORITHM="HMAC-SHA256"`],
])('accepts an Authorization header %s', (_form, authorization) => {
  expect(codeOf({ date, authorization })).toBe('key-1')
})

test.each([
  ['missing_headers', undefined],
  ['missing_headers', ''],
  ['oauth_token_malformed', 'Bearer abc.def.ghi'],
  ['authorization_invalid_headers', 'key-1:secret'],
  ['authorization_invalid_headers', 'algorithm=hmac-sha256'],
  ['authorization_invalid_headers', `${parameters('key-1')},apikey="key-2"`],
  ['authorization_invalid_headers', `${parameters('key-1')} and more`],
  ['authorization_invalid_headers', parameters('key-1').replace('"date"', '"date host"')],
  ['authorization_missing_params', 'algorithm="hmac-sha256"'],
  ['authorization_missing_params', parameters('')],
  ['hmac_required', parameters('key-1').replace('hmac-sha256', 'rsa-sha256')],
  ['invalid_api_key', parameters('key-2')],
  ['revoked_api_key', parameters('key-1-revoked')],
  ['read_only_api_key', parameters('key-1-read-only')],
  ['signature_mismatch', parameters('key-1', signHttpDate(date, 'another secret'))],
  ['signature_mismatch', parameters('key-1', 'short')],
  ['signature_mismatch', parameters('key-1', signature.toLowerCase())],
])('refuses with %s: %s', (code, authorization) => {
  expect(codeOf({ date, ...(authorization !== undefined && { authorization }) })).toBe(code)
})

test('knows an OAuth client by its token, until it ends', () => {
  const authorization = `Bearer ${oauth.grant('client-1', 'client secret', now)}`
  expect(codeOf({ date, authorization })).toBe('client-1')
  expect(codeOf({ date, authorization: authorization.replace('Bearer ', 'bearer  ') })).toBe('client-1')
  expect(codeOf({ authorization })).toBe('missing_headers')
  expect(codeOf({ date: new Date(now.getTime() - 3_600_000).toUTCString(), authorization })).toBe('date_header_diff')
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  expect(codeOf({ date, authorization }, { now: at(479) })).toBe('client-1')
  expect(codeOf({ date, authorization }, { now: at(480) })).toBe('oauth_token_expired')
  expect(codeOf({ date, authorization: 'Bearer' })).toBe('oauth_token_malformed')
})

test('refuses API keys where the company demands OAuth', () => {
  expect(codeOf({ date, authorization: parameters('key-1') }, { apiKeyUse: 'forbidden' })).toBe('invalid_api_key')
  const authorization = `Bearer ${oauth.grant('client-1', 'client secret', now)}`
  expect(codeOf({ date, authorization }, { apiKeyUse: 'forbidden' })).toBe('client-1')
})

test('refuses a request without a Date', () => {
  expect(codeOf({ authorization: parameters('key-1') })).toBe('missing_headers')
})

test.each([
  ['15 minutes late', -15 * 60, 'key-1'],
  ['a second later than that', -15 * 60 - 1, 'date_header_diff'],
  ['15 minutes early', 15 * 60, 'key-1'],
  ['a second earlier than that', 15 * 60 + 1, 'date_header_diff'],
])('judges a clock that is %s', (_case, seconds, expected) => {
  expect(codeOf(headersAt(new Date(now.getTime() + seconds * 1000)))).toBe(expected)
})

test.each(['yesterday', '2026-03-01T12:00:00Z', 'Sun, 01 Mar 2026 12:00:00 +0000'])('refuses the Date %s', (text) => {
  const authorization = toAuthorization(text, 'key-1', 'secret')
  expect(codeOf({ date: text, authorization })).toBe('date_header_diff')
})

test('answers a wrong signature with 401 where that is asked for', () => {
  const headers = { date, authorization: parameters('key-1', 'x') }
  const outcome = checkAuthorization(headers, { ...settings, signatureMismatchStatus: 401 })
  expect(outcome).toMatchObject({ ok: false, refusal: { status: 401, code: 'signature_mismatch' } })
})
