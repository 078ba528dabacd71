import { afterEach, beforeEach, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { envelopeOf, flatFile, isBundleSigned, mac, members, send, signFlat } from './call-offline.ts'
import { activate, codeOf, get, isBodySigned, jsonOf, post, type Received, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ answers: 'as-observed' })
})
afterEach(() => sandbox.close())

async function askToken(own = sandbox, change: Record<string, string> = {}): Promise<Received> {
  const { tokenUrl, clientId, clientSecret } = own.oauth
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...change }
  const reply = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) })
  return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) }
}

async function bearer(own = sandbox): Promise<Record<string, string>> {
  return { Date: new Date().toUTCString(), Authorization: `Bearer ${jsonOf(await askToken(own)).access_token}` }
}

const body = (own = sandbox) =>
  JSON.stringify({ hardware_id: 'computer-1', product: own.product, license_key: goodKey })

test('tells everybody where tokens are to be had', async () => {
  const reply = await get(sandbox, '/api/v4/oauth_url', { login_type: 'client_credentials' })
  expect(jsonOf(reply)).toEqual({ url: sandbox.oauth.tokenUrl, login_type: 'client_credentials' })
  expect(codeOf(await get(sandbox, '/api/v4/oauth_url', {}))).toBe('missing_parameters')
  expect(codeOf(await get(sandbox, '/api/v4/oauth_url', { login_type: 'password' }))).toBe('validation_error')
})

test('gives the client a token for eight minutes', async () => {
  const reply = await askToken()
  expect(reply.status).toBe(200)
  expect(jsonOf(reply)).toMatchObject({ expires_in: 480, token_type: 'Bearer', refresh_expires_in: 0 })
})

test.each([
  [401, 'invalid_client', { client_secret: 'wrong' }],
  [401, 'invalid_client', { client_id: 'nobody' }],
  [400, 'unsupported_grant_type', { grant_type: 'password' }],
])('refuses a token with %d %s: %j', async (status, error, change) => {
  const reply = await askToken(sandbox, change)
  expect(reply.status).toBe(status)
  expect(jsonOf(reply)).toEqual({ error, error_description: expect.any(String) })
})

test('refuses a token request that is no form', async () => {
  const reply = await fetch(sandbox.oauth.tokenUrl, { method: 'POST', body: '{}' })
  expect([reply.status, await reply.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test('takes a token in place of an API key, and asks for the Date all the same', async () => {
  const headers = await bearer()
  const reply = await post(sandbox, body(), headers)
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  const { Authorization: authorization = '' } = headers
  expect(codeOf(await post(sandbox, body(), { Authorization: authorization }))).toBe('missing_headers')
  const late = { ...headers, Date: new Date(Date.now() - 3_600_000).toUTCString() }
  expect(codeOf(await post(sandbox, body(), late))).toBe('date_header_diff')
  const { hardware_id, product, license_key } = JSON.parse(body())
  expect((await get(sandbox, '/api/v4/check_bundle', { hardware_id, product, license_key }, headers)).status).toBe(200)
})

test('ends a token with its time', async () => {
  const own = await startSandbox({ answers: 'as-observed', oauth: { tokenLifetimeSeconds: 60 } })
  const headers = await bearer(own)
  own.setClock(new Date(Date.now() + 61_000))
  const reply = await post(own, body(own), headers)
  expect([reply.status, codeOf(reply)]).toEqual([401, 'oauth_token_expired'])
  await own.close()
})

test.each(['oauth_token_expired', 'oauth_token_malformed'] as const)(
  'ends all tokens with %s when told',
  async (code) => {
    const headers = await bearer()
    sandbox.endTokens(code)
    expect(codeOf(await post(sandbox, body(), headers))).toBe(code)
    expect((await post(sandbox, body(), await bearer())).status).toBe(200)
  },
)

test('takes no API key where OAuth is required, neither in headers nor in files', async () => {
  const own = await startSandbox({ answers: 'as-observed', oauth: { apiKeys: 'forbidden' } })
  expect(codeOf(await activate(own, goodKey))).toBe('invalid_api_key')
  expect((await post(own, body(own), await bearer(own))).status).toBe(200)
  const reply = await post(own, flatFile(own), await bearer(own), '/api/v4/activate_bundle_offline')
  expect(codeOf(reply)).toBe('invalid_api_key')
  await own.close()
})

test('takes a request file that the client secret has signed, and answers in the name of the client', async () => {
  const { clientId, clientSecret } = sandbox.oauth
  const request = members(sandbox, { api_key: undefined, client_id: clientId })
  const lines = ['licenseSpring', `date: ${request['date']}`, request['license_key'], 'computer-1', clientId]
  const file = (secret: string) =>
    Buffer.from(JSON.stringify({ ...request, signature: mac(lines.join('\n'), secret) })).toString('base64')
  const reply = await send(sandbox, file(clientSecret))
  expect([reply.status, isBundleSigned(reply, sandbox)]).toEqual([200, true])
  const [item] = envelopeOf(reply).licenses
  const answered = ['licenseSpring', `date: ${item?.date}`, item?.license_key, item?.hardware_id, clientId]
  expect(item?.offline_signature).toBe(mac(answered.join('\n'), clientSecret))
  expect(codeOf(await send(sandbox, file(sandbox.sharedKey)))).toBe('signature_mismatch')
})

test('knows an API key by its own member alone', async () => {
  const request = members(sandbox, { api_key: undefined, client_id: sandbox.apiKey })
  expect(codeOf(await send(sandbox, flatFile(sandbox, signFlat(request, sandbox))))).toBe('invalid_api_key')
})

test('leaves the token endpoint right where the API goes wrong', async () => {
  sandbox.setFault('500')
  expect((await askToken()).status).toBe(200)
  expect((await post(sandbox, body(), signedHeaders(sandbox))).status).toBe(500)
})
