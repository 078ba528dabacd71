/** Each fault of an offline answer spoils one thing and leaves the others right. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AnyFaultName, faultOf, isFaultName, offlineFaultNames, otherRequest } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { largestReplyBytes } from '../../src/shared/size-limits.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import {
  activateOffline,
  deactivateOffline,
  envelopeOf,
  isBundleSigned,
  isItemSignedV2,
  isOfflineSigned,
  requestId,
} from './call-offline.ts'
import { activate, codeOf, isBodySigned, isItemSigned, type Received } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-observed', slowMs: 1 })
})
beforeEach(() => sandbox.setFault(null))
afterAll(() => sandbox.close())

function activateWith(fault: AnyFaultName) {
  sandbox.setFault(fault)
  return activateOffline(sandbox)
}

/** Which signatures are right: of the body, of the bundle, and of the last license v1, v2 and HMAC. */
function signaturesOf(reply: Received) {
  const item = envelopeOf(reply).licenses.at(-1)
  if (!item) throw new Error('the answer holds no license')
  return {
    body: isBodySigned(reply, sandbox),
    bundle: isBundleSigned(reply, sandbox),
    v1: isItemSigned(item, sandbox),
    v2: isItemSignedV2(item, sandbox),
    offline: isOfflineSigned(item, sandbox),
  }
}

const allRight = { body: true, bundle: true, v1: true, v2: true, offline: true }

test.each<[AnyFaultName, Partial<typeof allRight>]>([
  ['other-hardware-id', {}],
  ['other-product', {}],
  ['other-request-id', {}],
  ['duplicate-product', {}],
  ['huge', {}],
  ['slow', {}],
  ['wrong-signature', { body: false, bundle: false, v1: false, v2: false }],
  ['item-signature', { v1: false }],
  ['every-item-signature', { v1: false }],
  ['item-signature-v2', { v2: false }],
  ['bundle-signature', { bundle: false }],
  ['changed', { body: false, bundle: false }],
])('%s: spoils the signatures %j', async (fault, wrong) => {
  expect(signaturesOf(await activateWith(fault))).toEqual({ ...allRight, ...wrong })
})

test('unsigned: leaves every signature out, and nothing else', async () => {
  const { licenses: right } = envelopeOf(await activateOffline(sandbox))
  const reply = await activateWith('unsigned')
  expect(reply.headers.has('LicenseSignature')).toBe(false)
  expect(Object.keys(envelopeOf(reply))).toEqual(['licenses'])
  for (const [index, item] of envelopeOf(reply).licenses.entries()) {
    const { license_signature, license_signature_v2, offline_signature, date, ...rest } = right[index] ?? {}
    expect({ ...item, date: undefined }).toEqual({ ...rest, date: undefined })
  }
})

test('changed: has one number in the first license that was not signed', async () => {
  const reply = await activateWith('changed')
  const [first, second] = envelopeOf(reply).licenses
  if (!first) throw new Error('the answer holds no license')
  expect([first['max_activations'], second?.['max_activations']]).toEqual([95, 5])
  expect([isItemSigned(first, sandbox), isItemSignedV2(first, sandbox)]).toEqual([true, false])
})

test('changed: is noticed online by the signature of the body', async () => {
  sandbox.setFault('changed')
  expect(isBodySigned(await activate(sandbox, 'DEMO-AAAA-BBBB-CCCC'), sandbox)).toBe(false)
})

test('says what it claims to be', async () => {
  const first = async (fault: AnyFaultName) => envelopeOf(await activateWith(fault)).licenses[0]
  expect((await first('other-hardware-id'))?.hardware_id).toBe('f'.repeat(64))
  expect((await first('other-product'))?.product_details.short_code).toBe('OTHER-SUITE')
  const older = await first('other-request-id')
  expect([older?.request_id, older?.date]).toEqual([otherRequest.requestId, otherRequest.date])
  expect(older?.request_id).not.toBe(requestId)
})

test('half: sends half of the JSON with the signature of the whole', async () => {
  const reply = await activateWith('half')
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, false])
  expect(() => envelopeOf(reply)).toThrow(SyntaxError)
})

test('not-json: signs a text that is not JSON', async () => {
  const reply = await activateWith('not-json')
  expect(isBodySigned(reply, sandbox)).toBe(true)
  expect(() => envelopeOf(reply)).toThrow(SyntaxError)
})

test('huge: streams more JSON than is taken', async () => {
  const reply = await activateWith('huge')
  expect(reply.bytes.length).toBeGreaterThan(largestReplyBytes)
  expect(reply.headers.has('Content-Length')).toBe(false)
})

test.each<[AnyFaultName, number]>([
  ['500', 500],
  ['rate-limit', 429],
  ['redirect', 302],
  ['login-page', 200],
])('%s: answers %d in place of both endpoints', async (fault, status) => {
  expect((await activateWith(fault)).status).toBe(status)
  expect((await deactivateOffline(sandbox)).status).toBe(status)
})

test.each<AnyFaultName>(['drop', 'truncated'])('%s: ends the connection', async (fault) => {
  await expect(activateWith(fault)).rejects.toThrow(/fetch failed|terminated/)
})

test('clock-ahead: refuses the right time', async () => {
  expect(codeOf(await activateWith('clock-ahead'))).toBe('date_header_diff')
})

test('not-json: spoils the answer to a deactivation too, after the seat is free', async () => {
  await activateOffline(sandbox)
  sandbox.setFault('not-json')
  expect((await deactivateOffline(sandbox)).bytes.toString('utf8')).toBe('this is not JSON')
  sandbox.setFault(null)
  expect(codeOf(await deactivateOffline(sandbox, { request_id: 'next' }))).toBe('license_not_active')
})

test('says of each fault what goes wrong', () => {
  for (const name of offlineFaultNames) expect(faultOf(name).note).toMatch(/^[a-z].+[^.]$/)
  expect(offlineFaultNames.every(isFaultName)).toBe(true)
})
