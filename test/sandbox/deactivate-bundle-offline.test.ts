import { afterEach, beforeEach, expect, test } from 'vitest'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import {
  activateOffline,
  deactivateOffline,
  deactivateOfflinePath,
  envelopeOf,
  flatFile,
  send,
  userMembers,
} from './call-offline.ts'
import { activate, codeOf, itemsOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

const oneSeat = { license_key: 'DEMO-OFFL-ONES-EATA' }

test('answers the text license_deactivated, which nobody has signed', async () => {
  await activateOffline(sandbox)
  const reply = await deactivateOffline(sandbox)
  expect([reply.status, reply.bytes.toString('utf8')]).toEqual([200, '"license_deactivated"'])
  expect(reply.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(reply.headers.has('LicenseSignature')).toBe(false)
})

test('gives the seat of the whole bundle to the next computer, as a transfer', async () => {
  await activateOffline(sandbox, oneSeat)
  const refused = await activate(sandbox, oneSeat.license_key, { hardware_id: 'computer-2' })
  expect(codeOf(refused)).toBe('license_activated_max_times')
  expect((await deactivateOffline(sandbox, oneSeat)).status).toBe(200)
  const items = itemsOf(await activate(sandbox, oneSeat.license_key, { hardware_id: 'computer-2' }))
  expect(items.map((item) => [item['times_activated'], item['transfer_count']])).toEqual(items.map(() => [1, 1]))
  expect(codeOf(await activateOffline(sandbox, oneSeat))).toBe('license_activated_max_times')
})

test('gives back what was activated online, too', async () => {
  await activate(sandbox, 'DEMO-ONES-EATO-NLYA')
  expect((await deactivateOffline(sandbox, { license_key: 'DEMO-ONES-EATO-NLYA' })).status).toBe(200)
})

test('tells a computer that is not on the license from a license without any', async () => {
  expect(codeOf(await deactivateOffline(sandbox))).toBe('license_not_active')
  await activateOffline(sandbox, { hardware_id: 'computer-2' })
  expect(codeOf(await deactivateOffline(sandbox))).toBe('device_not_found')
})

test('refuses a request file that was used before, even for a computer that came back', async () => {
  await activateOffline(sandbox)
  expect((await deactivateOffline(sandbox)).status).toBe(200)
  await activateOffline(sandbox)
  expect(codeOf(await deactivateOffline(sandbox))).toBe('validation_error')
  expect((await deactivateOffline(sandbox, { request_id: 'another' })).status).toBe(200)
})

test('takes a request file again where that is switched on', async () => {
  const own = await startSandbox({ offline: { repeatedRequestId: 'accepted' } })
  for (const _round of [1, 2]) {
    await activateOffline(own)
    expect((await deactivateOffline(own)).status).toBe(200)
  }
  await own.close()
})

test('does not use up the request id of a refused deactivation', async () => {
  expect(codeOf(await deactivateOffline(sandbox))).toBe('license_not_active')
  await activateOffline(sandbox)
  expect((await deactivateOffline(sandbox)).status).toBe(200)
})

test.each([
  ['validation_error', { request: 'activation' }],
  ['unknown_product', { product: 'NO-SUCH-SUITE' }],
  ['license_not_found', { license_key: 'DEMO-NOBO-DYHA-SITX' }],
  ['license_not_enabled', { license_key: 'DEMO-NOTE-NABL-EDAA' }],
  ['rate_limit_exceeded', { license_key: 'DEMO-RATE-LIMI-TEDA' }],
  ['authorization_missing_params', { license_key: undefined }],
])('refuses with %s: %j', async (code, change) => {
  expect(codeOf(await deactivateOffline(sandbox, change))).toBe(code)
})

test('gives back for a user by the name alone, but not with a wrong password', async () => {
  const ask = (request: string, path?: string, change = {}) =>
    send(sandbox, flatFile(sandbox, userMembers(sandbox, { request, ...change })), path)
  expect((await ask('activation')).status).toBe(200)
  expect(codeOf(await ask('deactivation', deactivateOfflinePath, { password: 'wrong' }))).toBe('license_not_found')
  expect((await ask('deactivation', deactivateOfflinePath, { password: undefined })).status).toBe(200)
  expect(codeOf(await ask('activation', undefined, { password: undefined }))).toBe('authorization_missing_params')
})

test('can be activated anew, with a new number of the device', async () => {
  const [before] = envelopeOf(await activateOffline(sandbox)).licenses
  await deactivateOffline(sandbox)
  const [after] = envelopeOf(await activateOffline(sandbox)).licenses
  expect(after?.['device_id']).not.toBe(before?.['device_id'])
  expect(sandbox.keys.find(({ key }) => key === offlineKey)?.expectOffline).toBe('activated')
})
