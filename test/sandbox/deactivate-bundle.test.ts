import { afterEach, beforeEach, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, check, codeOf, deactivate, itemsOf, post, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

test('answers the text license_deactivated, which nobody has signed, and frees the seat', async () => {
  const oneSeat = 'DEMO-ONES-EATO-NLYA'
  await activate(sandbox, oneSeat)
  expect(codeOf(await activate(sandbox, oneSeat, { hardware_id: 'computer-2' }))).toBe('license_activated_max_times')
  const reply = await deactivate(sandbox, oneSeat, { license_id: 1_723_000_000_000_001, variables: { room: '7' } })
  expect([reply.status, reply.bytes.toString('utf8')]).toEqual([200, '"license_deactivated"'])
  expect(reply.headers.has('LicenseSignature')).toBe(false)
  const [moved] = itemsOf(await activate(sandbox, oneSeat, { hardware_id: 'computer-2' }))
  expect([moved?.['times_activated'], moved?.['transfer_count']]).toEqual([1, 1])
  expect(codeOf(await check(sandbox, oneSeat))).toBe('device_not_found')
})

test('tells a computer that is not on the license from a license without any', async () => {
  expect(codeOf(await deactivate(sandbox, goodKey))).toBe('license_not_active')
  await activate(sandbox, goodKey)
  expect(codeOf(await deactivate(sandbox, goodKey, { hardware_id: 'computer-2' }))).toBe('device_not_found')
  expect((await deactivate(sandbox, goodKey)).status).toBe(200)
  expect(codeOf(await deactivate(sandbox, goodKey))).toBe('license_not_active')
})

test('frees the seat of a license that is over', async () => {
  await activate(sandbox, 'DEMO-STAT-EXPI-REDA')
  const later = new Date(Date.now() + 60_000)
  sandbox.setClock(later)
  expect((await deactivate(sandbox, 'DEMO-STAT-EXPI-REDA')).status).toBe(200)
})

test('frees the seat of a user by the name, and refuses a wrong password', async () => {
  const { username, password, product } = sandbox.users[0] ?? {}
  const ids = { license_key: undefined, username, product }
  await activate(sandbox, '', { ...ids, password })
  expect(codeOf(await deactivate(sandbox, '', { ...ids, password: 'wrong' }))).toBe('license_not_found')
  expect((await deactivate(sandbox, '', ids)).status).toBe(200)
})

test.each([
  ['license_not_found', 'DEMO-KEYN-OTFO-UNDA', {}],
  ['license_not_enabled', 'DEMO-NOTE-NABL-EDAA', {}],
  ['unknown_product', goodKey, { product: 'NO-SUCH-SUITE' }],
  ['product_not_bundle', goodKey, { product: 'DEMO-WRITER' }],
  ['license_not_found', goodKey, { license_id: 5 }],
  ['validation_error', goodKey, { license_id: '5' }],
  ['validation_error', goodKey, { variables: { room: 7 } }],
  ['missing_parameters', goodKey, { hardware_id: undefined }],
  ['license_key_required', '', {}],
])('refuses with %s: %s %j', async (code, key, change) => {
  expect(codeOf(await deactivate(sandbox, key, change))).toBe(code)
})

test('asks for a body in JSON', async () => {
  const path = '/api/v4/deactivate_bundle'
  expect(codeOf(await post(sandbox, '', signedHeaders(sandbox), path))).toBe('missing_parameters')
  expect(codeOf(await post(sandbox, '{', signedHeaders(sandbox), path))).toBe('invalid_json')
})
