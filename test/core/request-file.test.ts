import { describe, expect, it } from 'vitest'
import { checkAnswerFor } from '../../src/core/answer-for-other.ts'
import { sortFile } from '../../src/core/brought-file.ts'
import { signOffline, signText } from '../../src/core/offline-signature.ts'
import { parseRequestFile } from '../../src/core/request-file.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { apiKey, envelopeOf, offlineItem, sharedKey } from '../fakes/offline-answer.ts'
import { pageAnswer, pageItem, pageItems } from '../fakes/page-answer.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, startSigning } from '../fakes/signing-server.ts'

const configuration = parseVendorConfiguration(
  JSON.stringify({
    vendor: { name: 'Example Software' },
    product: { name: 'Suite', code: bundleCode, version: '1' },
    api: { apiKey, sharedKey },
  }),
)
if (!configuration.ok) throw new Error('the configuration of this test is wrong')
const vendor = configuration.value

const date = 'Sat, 28 Nov 2026 10:00:00 GMT'
const signature = signOffline({ date, identifier: licenseKey, hardwareId, callerId: apiKey }, sharedKey)
/** What the page's own JSON Schema requires, and no more. */
const least = {
  api_key: apiKey,
  date,
  product: bundleCode,
  hardware_id: hardwareId,
  license_key: licenseKey,
  signature,
}
const nulls = {
  license_id: null,
  variables: null,
  is_vm: null,
  vm_info: null,
  hostname: null,
  ip: null,
  username: null,
}
const wrap = (request: object, encoding: 'base64' | 'hex') => {
  const mac = signText(JSON.stringify(request), sharedKey)
  return { request, signature: Buffer.from(mac, 'base64').toString(encoding) }
}

function read(value: unknown) {
  const file = sortFile(Buffer.from(JSON.stringify(value)).toString('base64'))
  if (!file.ok || file.value.kind !== 'request') return null
  const carried = parseRequestFile(file.value.text, vendor)
  return carried.ok ? carried.value.payload : carried.failure.code
}

describe('a request file', () => {
  it.each([
    ['with nothing but what the page requires', least],
    ['with the members request and request_id', { ...least, request: 'activation', request_id: 'a' }],
    ['with null for what is not known', { ...least, ...nulls }],
    ['with a request of null', { ...least, request: null }],
    ['wrapped, signed in Base64', wrap({ ...least, schema_version: 2 }, 'base64')],
    ['wrapped, signed in hex, without the member request', wrap({ ...least, ...nulls, schema_version: 2 }, 'hex')],
    ['wrapped, without a signature inside', wrap({ ...least, signature: undefined, schema_version: 2 }, 'hex')],
  ])('%s is an activation', (_name, request) => {
    expect(read(request)).toMatchObject({ request: 'activation', hardware_id: hardwareId, license_key: licenseKey })
  })

  it('leaves out what is null', () => {
    expect(read({ ...least, ...nulls })).toEqual({ ...least, request: 'activation' })
  })

  it.each([
    ['a deactivation', { ...least, request: 'deactivation' }, { request: 'deactivation' }],
    ['another word', { ...least, request: 'upgrade' }, 'malformed-request'],
    ['a changed key', { ...least, license_key: 'E-F-G-H' }, 'not-genuine-request'],
    ['another product', { ...least, product: 'OTHER' }, 'not-ours-product'],
    ['nobody who asks, and no request', { ...least, license_key: undefined }, null],
    ['nobody who asks', { ...least, request: 'activation', license_key: null }, 'malformed-request'],
  ])('is told apart by %s', (_name, request, expected) => {
    const found = read(request)
    if (typeof expected === 'object' && expected !== null) expect(found).toMatchObject(expected)
    else expect(found).toBe(expected)
  })

  const server = startSigning()
  it.each([
    ['an answer', envelopeOf(server, [offlineItem(server)])],
    ['an answer of the page', pageAnswer(server, pageItems(server))],
    [
      'an answer that names all that a request does',
      { ...pageAnswer(server, pageItems(server)), ...least, request: 'activation', request_id: 'a' },
    ],
    ['one license', { ...offlineItem(server), ...least, request: 'activation' }],
    ['a map of licenses', { request: offlineItem(server), [bundleCode]: offlineItem(server) }],
  ])('is not %s', (_name, value) => {
    expect(sortFile(JSON.stringify(value))).toMatchObject({ ok: true, value: { kind: 'answer' } })
  })
})

it('may tell at length of the computer that it is for', () => {
  const long = 'x'.repeat(600)
  const facts = {
    os_ver: long,
    ip: long,
    ip_local: long,
    mac_address: long,
    app_ver: long,
    sdk_ver: long,
    vm_info: long,
  }
  expect(read({ ...least, ...facts })).toMatchObject(facts)
})

describe('the answer to a carried request', () => {
  const server = startSigning()
  const carriedOf = (changes: object = {}) => {
    const carried = parseRequestFile(JSON.stringify({ ...least, request_id: 'a', ...changes }), vendor)
    if (!carried.ok) throw new Error('the request is not believed')
    return carried.value
  }
  const judge = (answer: object, changes?: object) => {
    const checked = checkAnswerFor(carriedOf(changes), Buffer.from(JSON.stringify(answer)), vendor, server.key)
    return checked.ok ? null : checked.failure.code
  }
  const dated = { date }
  const late = 'Sat, 28 Nov 2026 11:00:00 GMT'
  it.each([
    ['names no request', pageAnswer(server, pageItems(server)), null],
    [
      'names it once',
      pageAnswer(server, [pageItem(server), pageItem(server, { ...productNamed('A'), request_id: 'a' })]),
      null,
    ],
    ['names it at the top', pageAnswer(server, pageItems(server), { request_id: 'a' }), null],
    ['names another one', pageAnswer(server, pageItems(server), { request_id: 'b' }), 'not-ours-request'],
    ['is of another key', pageAnswer(server, pageItems(server, [], { key: 'E-F-G-H' })), 'not-ours-key'],
    ['is of another computer', pageAnswer(server, pageItems(server, [], { hardwareId: 'x' })), 'not-ours-computer'],
    ['is signed right with the shared key', pageAnswer(server, pageItems(server), dated), null],
    [
      'is signed wrong with it',
      pageAnswer(server, pageItems(server, [], { date: late }), dated),
      'not-genuine-license',
    ],
  ])('is judged where it %s', (_name, answer, code) => {
    expect(judge(answer)).toBe(code)
  })

  it('is for a user by the name that was sent', () => {
    const asked = { username: 'ana.m', email: 'ana@example.com' }
    const signed = signOffline({ date, identifier: 'ana.m', hardwareId, callerId: apiKey }, sharedKey)
    const byName = { license_key: null, username: 'ana.m', password: 'p', signature: signed }
    const answer = pageAnswer(server, pageItems(server, ['A'], asked), dated)
    expect(judge(answer, byName)).toBeNull()
    const { signature: _other, ...eve } = { ...byName, username: 'eve' }
    const ofEve = signOffline({ date, identifier: 'eve', hardwareId, callerId: apiKey }, sharedKey)
    expect(judge(answer, { ...eve, signature: ofEve })).toBe('not-ours-computer')
  })

  it('may name any one request where none was named in the file', () => {
    const named = pageAnswer(server, pageItems(server), { request_id: 'made-by-the-server' })
    expect(judge(named, { request_id: null })).toBeNull()
  })
})
