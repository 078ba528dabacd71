import { EventEmitter, once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { type AnyFaultName, allFaultNames, faultOf, isFaultName } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { largestReplyBytes } from '../../src/shared/size-limits.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, codeOf, isBodySigned, isItemSigned, itemsOf, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-observed', slowMs: 1 })
})
beforeEach(() => sandbox.setFault(null))
afterAll(() => sandbox.close())

function activateWith(fault: AnyFaultName) {
  sandbox.setFault(fault)
  return activate(sandbox, goodKey)
}

test('is right again once a fault is switched off', async () => {
  expect((await activateWith('500')).status).toBe(500)
  sandbox.setFault(null)
  const reply = await activate(sandbox, goodKey)
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
})

test('starts with a fault where one is named', async () => {
  const faulty = await startSandbox({ answers: 'as-observed', fault: 'unsigned' })
  const reply = await activate(faulty, goodKey)
  await faulty.close()
  expect([reply.status, reply.headers.has('LicenseSignature')]).toEqual([200, false])
})

test('slow: sends the right answer late', async () => {
  const reply = await activateWith('slow')
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
})

test('slow: answers at once when the sandbox closes', async () => {
  const arrivals = new EventEmitter()
  const arrived = once(arrivals, 'request')
  const onRequest = () => arrivals.emit('request')
  const slow = await startSandbox({ answers: 'as-observed', fault: 'slow', slowMs: 3_600_000, onRequest })
  const replying = activate(slow, goodKey)
  await arrived
  const [reply] = await Promise.all([replying, slow.close()])
  expect([reply.status, isBodySigned(reply, slow)]).toEqual([200, true])
})

test('drop: ends the connection without an answer, with the seat taken', async () => {
  const key = 'DEMO-ONES-EATO-NLYA'
  sandbox.setFault('drop')
  await expect(activate(sandbox, key, { hardware_id: 'first' })).rejects.toThrow('fetch failed')
  sandbox.setFault(null)
  expect(codeOf(await activate(sandbox, key, { hardware_id: 'second' }))).toBe('license_activated_max_times')
})

test('500: sends a page, not an error body', async () => {
  const reply = await activateWith('500')
  expect([reply.status, reply.headers.get('Content-Type')]).toEqual([500, 'text/html; charset=utf-8'])
  expect(() => itemsOf(reply)).toThrow(SyntaxError)
})

test('rate-limit: says when to come again', async () => {
  const reply = await activateWith('rate-limit')
  expect([reply.status, reply.headers.get('Retry-After')]).toEqual([429, '30'])
})

test('redirect: points to another path of its own, where nothing is', async () => {
  const reply = await activateWith('redirect')
  expect(reply.status).toBe(302)
  const target = new URL(reply.headers.get('Location') ?? '', sandbox.baseUrl)
  expect(target.origin).toBe(sandbox.baseUrl)
  expect((await fetch(target)).status).toBe(404)
})

test('login-page: sends a page with status 200', async () => {
  const reply = await activateWith('login-page')
  expect([reply.status, reply.headers.has('LicenseSignature')]).toEqual([200, false])
  expect(reply.bytes.toString()).toContain('<html>')
})

test('truncated: breaks off in the middle of the announced length', async () => {
  await expect(activateWith('truncated')).rejects.toThrow('terminated')
})

test('half: sends half of the JSON in a correct frame with the signature of the whole', async () => {
  const whole = await activate(sandbox, goodKey)
  const half = await activateWith('half')
  expect(half.headers.get('Content-Length')).toBe(String(half.bytes.length))
  expect(half.bytes.equals(whole.bytes.subarray(0, half.bytes.length))).toBe(true)
  expect(half.headers.get('LicenseSignature')).toBe(whole.headers.get('LicenseSignature'))
  expect(isBodySigned(half, sandbox)).toBe(false)
})

test('not-json: signs a text that is not JSON', async () => {
  const reply = await activateWith('not-json')
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  expect(() => itemsOf(reply)).toThrow(SyntaxError)
})

test('huge: streams more than is taken, which nothing but a limit can refuse', async () => {
  const reply = await activateWith('huge')
  expect(reply.bytes.length).toBeGreaterThan(largestReplyBytes)
  expect(reply.headers.has('Content-Length')).toBe(false)
  expect(isBodySigned(reply, sandbox)).toBe(true)
  expect(itemsOf(reply)).toHaveLength(5)
})

test('unsigned: leaves the header out, and nothing else', async () => {
  const reply = await activateWith('unsigned')
  expect(reply.headers.has('LicenseSignature')).toBe(false)
  expect(itemsOf(reply).every((item) => isItemSigned(item, sandbox))).toBe(true)
})

test('wrong-signature: signs with a key that the client does not know', async () => {
  const reply = await activateWith('wrong-signature')
  expect(reply.headers.get('LicenseSignature')).toHaveLength(344)
  expect(isBodySigned(reply, sandbox)).toBe(false)
  expect(itemsOf(reply).some((item) => isItemSigned(item, sandbox))).toBe(false)
})

test('item-signature: spoils the signature of one item under a right header', async () => {
  const reply = await activateWith('item-signature')
  expect(isBodySigned(reply, sandbox)).toBe(true)
  const signed = itemsOf(reply).map((item) => isItemSigned(item, sandbox))
  expect(signed).toEqual([true, true, true, true, false])
})

test('every-item-signature: spoils the signatures of all items under a right header', async () => {
  const reply = await activateWith('every-item-signature')
  expect(isBodySigned(reply, sandbox)).toBe(true)
  expect(itemsOf(reply).some((item) => isItemSigned(item, sandbox))).toBe(false)
})

test.each([
  ['other-hardware-id', 'f'.repeat(64), ['DEMO-SUITE', 'DEMO-WRITER', 'DEMO-CLOUD', 'DEMO-RENDER', 'DEMO-STUDIO']],
  ['other-product', 'computer-1', ['OTHER-SUITE', 'OTHER-WRITER', 'OTHER-CLOUD', 'OTHER-RENDER', 'OTHER-STUDIO']],
  ['duplicate-product', 'computer-1', ['DEMO-SUITE', 'DEMO-WRITER', 'DEMO-WRITER', 'DEMO-RENDER', 'DEMO-STUDIO']],
] as const)('%s: signs everything as it should be', async (fault, hardwareId, shortCodes) => {
  const reply = await activateWith(fault)
  const items = itemsOf(reply)
  expect(isBodySigned(reply, sandbox)).toBe(true)
  expect(items.every((item) => isItemSigned(item, sandbox))).toBe(true)
  expect(items.map((item) => item.hardware_id)).toEqual(items.map(() => hardwareId))
  expect(items.map((item) => item.product_details.short_code)).toEqual(shortCodes)
})

test('clock-ahead: refuses the right time and shows its own', async () => {
  const before = Date.now()
  const reply = await activateWith('clock-ahead')
  expect(codeOf(reply)).toBe('date_header_diff')
  const shown = new Date(reply.headers.get('Date') ?? '').getTime()
  // The header has whole seconds.
  expect(shown).toBeGreaterThanOrEqual(before + 7_200_000 - 1000)
  expect(shown).toBeLessThanOrEqual(Date.now() + 7_200_000)
})

test('says of each fault what goes wrong', () => {
  for (const name of allFaultNames) expect(faultOf(name).note).toMatch(/^[a-z].+[^.]$/)
  expect(isFaultName('slow')).toBe(true)
  expect(isFaultName('toString')).toBe(false)
})

test.each(['lower-case-headers', 'pretty-printed', 'byte-by-byte', 'reset-after-answer'] as const)(
  '%s: is right',
  async (variant) => {
    const reply = await activateWith(variant)
    expect([reply.status, isBodySigned(reply, sandbox), itemsOf(reply).length]).toEqual([200, true, 5])
  },
)

test.each([
  ['created', 201],
  ['accepted', 202],
] as const)('%s: answers with %i, and an error with its own status', async (variant, status) => {
  expect((await activateWith(variant)).status).toBe(status)
  expect((await activate(sandbox, 'DEMO-NOBO-DYHA-SITX')).status).toBe(400)
})

test('lower-case-headers, pretty-printed and byte-by-byte: show on the wire', async () => {
  const raw = async (variant: AnyFaultName) => {
    sandbox.setFault(variant)
    const { hostname, port } = new URL(sandbox.baseUrl)
    const socket = connect(Number(port), hostname)
    const body = JSON.stringify({ hardware_id: 'computer-1', product: sandbox.product, license_key: goodKey })
    const headers = { ...signedHeaders(sandbox), Host: hostname, Connection: 'close', 'Content-Length': body.length }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    socket.end(['POST /api/v4/activate_bundle HTTP/1.1', ...lines, '', body].join('\r\n'))
    return text(socket)
  }
  expect(await raw('lower-case-headers')).toMatch(/\r\ndate: [\s\S]+\r\nlicensesignature: /)
  expect(await raw('pretty-printed')).toContain('\n    "license_type": "perpetual"')
  expect(await raw('byte-by-byte')).toMatch(/\r\n1\r\n\[\r\n1\r\n\{\r\n/)
})

test('reset-when-reused: reads a second call on a connection and resets it', async () => {
  sandbox.setFault('reset-when-reused')
  const { port } = new URL(sandbox.baseUrl)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = () =>
    new Promise((resolve, reject) => {
      const call = get({ port, agent, path: '/api/v4/check_bundle' }, (reply) => reply.resume().on('end', resolve))
      call.on('error', reject)
    })
  const before = sandbox.requests.length
  await ask()
  await expect(ask()).rejects.toThrow(/ECONNRESET|socket hang up/)
  expect(sandbox.requests.length).toBe(before + 2)
  agent.destroy()
})
