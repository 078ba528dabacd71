import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { makeKeyPair } from '../../src/sandbox/key-pair.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, codeOf, isBodySigned, isItemSigned, itemsOf, post, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-observed' })
})
afterAll(() => sandbox.close())

test('activates the good key with the bundle first and its four products after it', async () => {
  const reply = await activate(sandbox, goodKey)
  expect(reply.status).toBe(200)
  const items = itemsOf(reply)
  const kinds = items.map((item) => [item.product_details.short_code, item['license_type'], item['is_trial']])
  expect(kinds).toEqual([
    ['DEMO-SUITE', 'perpetual', false],
    ['DEMO-WRITER', 'time-limited', false],
    ['DEMO-CLOUD', 'subscription', false],
    ['DEMO-RENDER', 'consumption', false],
    ['DEMO-STUDIO', 'time-limited', true],
  ])
  for (const name of ['id', 'device_id']) expect(new Set(items.map((item) => item[name])).size).toBe(items.length)
})

test('signs exactly the bytes that are sent, compact and without a line feed', async () => {
  const reply = await activate(sandbox, goodKey)
  expect(isBodySigned(reply, sandbox)).toBe(true)
  expect(reply.bytes.toString('utf8')).toBe(JSON.stringify(itemsOf(reply)))
  expect(reply.headers.get('content-length')).toBe(String(reply.bytes.length))
  expect(reply.bytes.includes('Žofia')).toBe(true)
  const flipped = Buffer.from(reply.bytes)
  flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100)
  expect(isBodySigned({ ...reply, bytes: flipped }, sandbox)).toBe(false)
})

test('signs each item over hardware id, key and validity in lower case', async () => {
  const items = itemsOf(await activate(sandbox, goodKey, { hardware_id: 'Computer-ABC' }))
  expect(items.map((item) => isItemSigned(item, sandbox))).toEqual(items.map(() => true))
  expect(items.map((item) => item.hardware_id)).toEqual(items.map(() => 'Computer-ABC'))
})

test('writes each instant in the one form that all clients sign alike', async () => {
  const text = (await activate(sandbox, goodKey)).bytes.toString('utf8')
  const instants = text.match(/"\d{4}-\d\d-\d\dT[^"]*"/g) ?? []
  expect(instants.length).toBeGreaterThan(5)
  for (const instant of instants) expect(instant).toMatch(/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/)
})

test('answers each demo key as it says', async () => {
  for (const { key, expect: expected } of sandbox.keys) {
    const reply = await activate(sandbox, key)
    const answer = reply.status === 200 ? 'activated' : codeOf(reply)
    expect([key, answer]).toEqual([key, expected])
    expect(reply.headers.has('LicenseSignature')).toBe(reply.status === 200)
  }
})

test.each([
  ['unknown_product', 'NO-SUCH-SUITE'],
  ['api_key_product_not_allowed', 'FOREIGN-SUITE'],
  ['archived_product', 'ARCHIVED-SUITE'],
  ['disabled_product', 'DISABLED-SUITE'],
  ['product_not_bundle', 'DEMO-WRITER'],
  ['license_not_found', 'OTHER-SUITE'],
])('refuses with %s the product %s', async (code, product) => {
  expect(codeOf(await activate(sandbox, goodKey, { product }))).toBe(code)
})

test('writes errors as status, code and message alone', async () => {
  const reply = await activate(sandbox, 'DEMO-DEVI-CEEX-ISTS')
  const { message, ...rest } = JSON.parse(reply.bytes.toString('utf8'))
  expect(reply.status).toBe(409)
  expect(rest).toEqual({ status: 409, code: 'license_device_exists' })
  expect(message).toMatch(/already created/)
})

test('names the date before which a license does not start', async () => {
  const reply = await activate(sandbox, 'DEMO-STAR-TSLA-TERA')
  expect(JSON.parse(reply.bytes.toString('utf8')).message).toMatch(/before start date: \d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

test('says with 429 when to come again', async () => {
  const reply = await activate(sandbox, 'DEMO-RATE-LIMI-TEDA')
  expect([reply.status, reply.headers.get('Retry-After')]).toEqual([429, '30'])
})

test('finds no license of the demo bundle for people with a user name', async () => {
  const change = { license_key: undefined, username: 'anna', password: 'secret' }
  expect(codeOf(await activate(sandbox, goodKey, change))).toBe('license_not_found')
})

test('takes the authorization from the headers of the request', async () => {
  const { Date: date } = signedHeaders(sandbox)
  expect(codeOf(await post(sandbox, '{}', { Date: date }))).toBe('missing_headers')
  const wrong = signedHeaders({ apiKey: sandbox.apiKey, sharedKey: 'wrong' })
  expect(codeOf(await post(sandbox, '{}', wrong))).toBe('signature_mismatch')
})

test('keeps time by the clock that it is given', async () => {
  const now = new Date('2031-05-06T07:08:09.000Z')
  const later = await startSandbox({ answers: 'as-observed', now: () => now })
  const body = JSON.stringify({ hardware_id: 'computer-1', product: later.product, license_key: goodKey })
  const reply = await post(later, body, signedHeaders(later, now))
  await later.close()
  expect(reply.headers.get('Date')).toBe('Tue, 06 May 2031 07:08:09 GMT')
  const [, , subscription] = itemsOf(reply)
  expect(subscription?.validity_period).toBe('2031-05-06T02:08:09.000Z')
  expect(subscription).toMatchObject({ is_expired: false, allow_grace_period: true, grace_period: 72 })
  expect(codeOf(await refusedAtWrongTime())).toBe('date_header_diff')
})

async function refusedAtWrongTime() {
  const stopped = await startSandbox({ answers: 'as-observed', now: () => new Date('2031-05-06T07:08:09.000Z') })
  const reply = await activate(stopped, goodKey)
  await stopped.close()
  return reply
}

// Making 4096 bits takes a second, or several on a busy machine.
test('signs with the key pair that it is given, 4096 bits as well', async () => {
  const keyPair = await makeKeyPair(4096)
  const strong = await startSandbox({ answers: 'as-observed', keyPair })
  const reply = await activate(strong, goodKey)
  await strong.close()
  expect(reply.headers.get('LicenseSignature')).toHaveLength(684)
  expect(isBodySigned(reply, strong)).toBe(true)
})
