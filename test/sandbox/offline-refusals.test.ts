/** What the two offline endpoints refuse, and in which order. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseOfflinePayload } from '../../src/sandbox/offline-payload.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import {
  activateOffline,
  activateOfflinePath,
  base64,
  deactivateOfflinePath,
  flatFile,
  type Members,
  mac,
  members,
  send,
  signFlat,
  userMembers,
} from './call-offline.ts'
import { codeOf, post, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const file = (text: string) => base64(text)

test.each([activateOfflinePath, deactivateOfflinePath])('%s asks for the headers first', async (path) => {
  const { Date: date, Authorization: authorization } = signedHeaders(sandbox)
  expect(codeOf(await post(sandbox, '', { Date: date }, path))).toBe('missing_headers')
  const wrong = { Date: date, Authorization: authorization.replace(/signature="../, 'signature="xx') }
  expect(codeOf(await post(sandbox, 'x', wrong, path))).toBe('signature_mismatch')
  const late = signedHeaders(sandbox, new Date(Date.now() - 3_600_000))
  expect(codeOf(await post(sandbox, flatFile(sandbox), late, path))).toBe('date_header_diff')
})

test.each([
  ['missing_parameters', ''],
  ['missing_parameters', ' \r\n'],
  ['authorization_missing_params', '{"license_key":"x"}'],
  ['authorization_missing_params', 'eyJhIjoxfQ'],
  ['authorization_missing_params', 'eyJhIjoxfQ==='],
  ['authorization_missing_params', `${file('{"a":1}')}x`],
  ['authorization_missing_params', Buffer.from([0xff, 0xfe, 0x80]).toString('base64')],
  ['authorization_missing_params', '\u0000\u0001'],
  ['invalid_json', file('this is no JSON')],
  ['invalid_json', file('{"a":1,}')],
  ['validation_error', file('null')],
  ['validation_error', file('[]')],
  ['validation_error', file('"text"')],
  ['validation_error', file('5')],
  ['validation_error', file('{"request":null}')],
  ['validation_error', file('{"request":[]}')],
  ['validation_error', file('{"request":{"hardware_id":5}}')],
  ['validation_error', file('{"hardware_id":{"a":1}}')],
  ['validation_error', file(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)],
  ['validation_error', file(`{"request":{"a":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}}`)],
  ['authorization_missing_params', file('{}')],
  ['authorization_missing_params', file('{"__proto__":{"license_key":"x"}}')],
])('refuses with %s the body %s', async (code, body) => {
  for (const path of [activateOfflinePath, deactivateOfflinePath]) {
    expect(codeOf(await send(sandbox, body, path))).toBe(code)
  }
})

test.each<[string, Members]>([
  ['authorization_missing_params', { license_key: undefined }],
  ['authorization_missing_params', { license_key: '' }],
  ['authorization_missing_params', { license_key: undefined, username: 'person@example.com' }],
  ['authorization_missing_params', { hardware_id: undefined }],
  ['authorization_missing_params', { hardware_id: ' ' }],
  ['authorization_missing_params', { date: undefined }],
  ['authorization_missing_params', { api_key: undefined }],
  ['missing_parameters', { product: undefined }],
  ['missing_parameters', { request: undefined }],
  ['missing_parameters', { request_id: '' }],
  ['validation_error', { hardware_id: 'x'.repeat(5000) }],
  ['validation_error', { is_vm: 'yes' }],
  ['validation_error', { variables: { a: 1 } }],
  ['invalid_api_key', { api_key: 'unknown' }],
  ['invalid_api_key', { api_key: undefined, client_id: 'client-1' }],
  ['validation_error', { request: 'deactivation' }],
  ['validation_error', { request: 'something' }],
  ['unknown_product', { product: 'NO-SUCH-SUITE' }],
  ['api_key_product_not_allowed', { product: 'FOREIGN-SUITE' }],
  ['archived_product', { product: 'ARCHIVED-SUITE' }],
  ['product_not_bundle', { product: 'DEMO-WRITER' }],
  ['license_not_found', { product: 'OTHER-SUITE' }],
  ['license_not_found', { product: 'DEMO-TEAM' }],
  ['license_not_found', { license_key: 'DEMO-NOBO-DYHA-SITX' }],
])('refuses with %s the change %j', async (code, change) => {
  expect(codeOf(await activateOffline(sandbox, change))).toBe(code)
})

test('refuses a request whose signature is absent, of another key, or of another text', async () => {
  const request = members(sandbox)
  expect(codeOf(await send(sandbox, file(JSON.stringify(request))))).toBe('authorization_missing_params')
  const foreign = signFlat(request, { sharedKey: 'another' })
  expect(codeOf(await send(sandbox, file(JSON.stringify(foreign))))).toBe('signature_mismatch')
  for (const name of ['date', 'license_key', 'hardware_id']) {
    const changed = { ...signFlat(request, sandbox), [name]: 'changed' }
    expect([name, codeOf(await send(sandbox, file(JSON.stringify(changed))))]).toEqual([name, 'signature_mismatch'])
  }
})

test.each([
  ['revoked_api_key', '-revoked'],
  ['read_only_api_key', '-read-only'],
])('refuses with %s a request that names such a key', async (code, suffix) => {
  expect(codeOf(await activateOffline(sandbox, { api_key: `${sandbox.apiKey}${suffix}` }))).toBe(code)
})

test('goes by the signature before it looks at purpose and product', async () => {
  const request = members(sandbox, { request: 'deactivation', product: 'NO-SUCH-SUITE' })
  const foreign = signFlat(request, { sharedKey: 'another' })
  expect(codeOf(await send(sandbox, file(JSON.stringify(foreign))))).toBe('signature_mismatch')
  expect(codeOf(await send(sandbox, flatFile(sandbox, request)))).toBe('validation_error')
})

test('refuses an empty body by the other name, and a wrong signature with 401, where that is asked for', async () => {
  const own = await startSandbox({ offline: { emptyBody: 'missing_content' }, signatureMismatchStatus: 401 })
  const empty = await send(own, '')
  const foreign = await send(own, file(JSON.stringify(signFlat(members(own), { sharedKey: 'x' }))))
  await own.close()
  expect([empty.status, codeOf(empty)]).toEqual([400, 'missing_content'])
  expect([foreign.status, codeOf(foreign)]).toEqual([401, 'signature_mismatch'])
})

test('refuses a flat request where the wrapped form is the least', async () => {
  const own = await startSandbox({ offline: { minSchemaVersion: 2 } })
  const request = JSON.stringify({ ...members(own), schema_version: 2 })
  const wrapped = await send(own, file(`{"request":${request},"signature":"${mac(request, own.sharedKey)}"}`))
  const flat = await send(own, flatFile(own))
  await own.close()
  expect([wrapped.status, flat.status, codeOf(flat)]).toEqual([200, 400, 'validation_error'])
})

test('refuses a body of more than a megabyte, and reads one of nearly as much', async () => {
  const padded = (length: number) => flatFile(sandbox, members(sandbox, { comment: 'x'.repeat(length) }))
  expect((await send(sandbox, padded(700_000))).status).toBe(200)
  expect((await send(sandbox, padded(900_000))).status).toBe(413)
})

test('gives a user no licenses of a key, and a key none of a user', async () => {
  expect(codeOf(await send(sandbox, flatFile(sandbox, userMembers(sandbox, { product: sandbox.product }))))).toBe(
    'license_not_found',
  )
})

test('gives an outcome for whatever a request file holds', () => {
  const isOutcome = (text: string) => typeof parseOfflinePayload(text).ok === 'boolean'
  fc.assert(fc.property(fc.string(), isOutcome))
  fc.assert(fc.property(fc.json(), (json) => isOutcome(file(json))))
  fc.assert(fc.property(fc.json(), (json) => isOutcome(file(`{"request":${json},"signature":"x"}`))))
  const named = fc.constantFrom('license_key', 'hardware_id', 'request', 'date', 'api_key', 'signature', 'product')
  fc.assert(fc.property(fc.dictionary(named, fc.jsonValue()), (members) => isOutcome(file(JSON.stringify(members)))))
})
