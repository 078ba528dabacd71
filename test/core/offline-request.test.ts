import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LastingCredentials } from '../../src/core/credentials.ts'
import { computerOfFileName, toFileName } from '../../src/core/file-name.ts'
import { createOfflineCall } from '../../src/core/offline-call.ts'
import { createOfflineRequest } from '../../src/core/offline-request.ts'
import { signOffline, signText } from '../../src/core/offline-signature.ts'
import { isRequest, parseRequestFile } from '../../src/core/request-file.ts'
import { parseVendorConfiguration, type VendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { apiKey, sharedKey } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId, licenseKey } from '../fakes/signing-server.ts'

const read = (name: string): Record<string, string>[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../vectors', name), 'utf8'))

function configure(changes: object = {}): VendorConfiguration {
  const parsed = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: bundleCode, version: '2.0' },
      api: { apiKey, sharedKey },
      ...changes,
    }),
  )
  if (!parsed.ok) throw new Error('the configuration of this test is wrong')
  return parsed.value
}
const configuration = configure()
const byKey: LastingCredentials = { kind: 'license-key', licenseKey }
const byUser: LastingCredentials = { kind: 'user-login', username: 'person@example.com', password: 'pass word' }
const now = new Date('2026-11-22T10:00:00.000Z')

function make(
  credentials: LastingCredentials,
  schemaVersion: 1 | 2,
  kind: 'activation' | 'deactivation' = 'activation',
) {
  const request = createOfflineRequest({
    configuration,
    credentials,
    hardwareId,
    facts: {
      machineId: 'm',
      firmwareUuid: null,
      hostname: 'büro-3',
      osVersion: 'Debian',
      macAddress: 'AA:BB:CC:DD:EE:FF',
      ip: '192.0.2.1',
      isVm: false,
      vmInfo: null,
      processor: null,
    },
    wizardVersion: '0.1.0',
    kind,
    schemaVersion,
    id: 'id-1',
    now,
  })
  return { request, json: JSON.parse(Buffer.from(request.text, 'base64').toString('utf8')) }
}
const textOf = (request: { text: string }): string => Buffer.from(request.text, 'base64').toString('utf8')

describe('offline signatures', () => {
  it.each(read('offline-signature.json'))('matches the known answer: $note', (vector) => {
    const { date = '', identifier = '', callerId = '', sharedKey: key = '', signature } = vector
    expect(signOffline({ date, identifier, hardwareId: vector['hardwareId'] ?? '', callerId }, key)).toBe(signature)
  })

  it.each(read('wrapped-request-signature.json'))('matches the known answer: $note', (vector) => {
    const signature = signText(vector['request'] ?? '', vector['sharedKey'] ?? '')
    expect(signature).toBe(vector['signature'])
    expect(Buffer.from(signature, 'base64').toString('hex')).toBe(vector['hex'])
  })
})

describe('createOfflineRequest', () => {
  it('writes every required and every known member, side by side', () => {
    const { json } = make(byKey, 1)
    const { signature, ...rest } = json
    expect(rest).toEqual({
      hardware_id: hardwareId,
      product: bundleCode,
      license_key: licenseKey,
      is_vm: false,
      os_ver: 'Debian',
      hostname: 'büro-3',
      ip: '192.0.2.1',
      app_ver: '2.0',
      sdk_ver: 'ActivationWizard 0.1.0',
      mac_address: 'AA:BB:CC:DD:EE:FF',
      api_key: apiKey,
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      request: 'activation',
      request_id: 'id-1',
    })
    expect(signature).toBe(
      signOffline({ date: rest.date, identifier: licenseKey, hardwareId, callerId: apiKey }, sharedKey),
    )
  })

  it('wraps and signs the whole in schema 2, and keeps the signature of schema 1 inside', () => {
    const { json } = make(byKey, 2)
    expect(json.request).toMatchObject({ schema_version: 2, signature: expect.any(String), request: 'activation' })
    expect(json.signature).toBe(signText(JSON.stringify(json.request), sharedKey))
  })

  it('holds the password of a user, as the server asks, and none to give a license back', () => {
    expect(make(byUser, 1).json).toMatchObject({ username: 'person@example.com', password: 'pass word' })
    expect(make(byUser, 1).request.holdsPassword).toBe(true)
    expect(make(byUser, 1, 'deactivation').json).not.toHaveProperty('password')
    expect(make(byUser, 1, 'deactivation').request.holdsPassword).toBe(false)
  })
})

describe('parseRequestFile', () => {
  it.each([
    ['a key, schema 1', make(byKey, 1).request],
    ['a key, schema 2', make(byKey, 2).request],
    ['a user, schema 1', make(byUser, 1).request],
    ['a deactivation, schema 2', make(byKey, 2, 'deactivation').request],
  ])('reads back what was made from %s', (_name, request) => {
    const text = textOf(request)
    expect(isRequest(JSON.parse(text))).toBe(true)
    const carried = parseRequestFile(text, configuration)
    expect(carried).toMatchObject({ ok: true, value: { payload: { request: request.kind, hostname: 'büro-3' } } })
    expect(carried.ok && carried.value.text).toBe(request.text)
  })

  it('sends an id of 16 digits as it stands', () => {
    const { json } = make(byKey, 1)
    const carried = parseRequestFile(JSON.stringify({ ...json, license_id: 9_007_199_254_740_991 }), configuration)
    expect(carried.ok && Buffer.from(carried.value.text, 'base64').toString()).toContain(
      '"license_id":9007199254740991',
    )
  })

  it('takes a wrapped signature in hex', () => {
    const { json } = make(byKey, 2)
    const hex = Buffer.from(json.signature, 'base64').toString('hex')
    expect(parseRequestFile(JSON.stringify({ ...json, signature: hex }), configuration).ok).toBe(true)
  })

  it.each([
    ['another key', (json: object) => ({ ...json, license_key: 'ZZZZ' }), 'not-genuine-request'],
    ['another computer', (json: object) => ({ ...json, hardware_id: 'x' }), 'not-genuine-request'],
    ['no signature', (json: object) => ({ ...json, signature: undefined }), 'not-genuine-request'],
    ['no caller', (json: object) => ({ ...json, api_key: undefined }), 'not-genuine-request'],
    ['another product', (json: object) => ({ ...json, product: 'OTHER' }), 'not-ours-product'],
    ['nobody who asks', (json: object) => ({ ...json, license_key: undefined }), 'malformed-request'],
    ['another request', (json: object) => ({ ...json, request: 'party' }), 'malformed-request'],
    ['a number as a name', (json: object) => ({ ...json, hostname: 5 }), 'malformed-request'],
    ['an id that would be rounded', (json: object) => ({ ...json, license_id: 2 ** 53 }), 'malformed-request-id'],
  ])('refuses a request with %s', (_name, change, code) => {
    expect(parseRequestFile(JSON.stringify(change(make(byKey, 1).json)), configuration)).toMatchObject({
      failure: { code },
    })
  })

  it('refuses a wrapped request in which one member was changed', () => {
    const { json } = make(byKey, 2)
    const changed = JSON.stringify({ ...json, request: { ...json.request, hostname: 'other' } })
    expect(parseRequestFile(changed, configuration)).toMatchObject({ failure: { code: 'not-genuine-request' } })
  })
})

describe('createOfflineCall', () => {
  const carried = parseRequestFile(textOf(make(byKey, 1).request), configuration)
  if (!carried.ok) throw new Error('the request of this test is wrong')

  it('sends the Base64 text as it came', () => {
    const call = createOfflineCall(carried.value, configuration)
    expect(call.url).toMatch(/\/api\/v4\/activate_bundle_offline$/)
    expect(call.headers['Content-Type']).toBe('text/plain')
    expect(call.body).toBe(make(byKey, 1).request.text)
  })

  it('sends it as the field of a form where the vendor asks for that', async () => {
    const form = configure({ offline: { transport: 'multipart' } })
    const call = createOfflineCall(carried.value, form)
    const headers = { 'Content-Type': call.headers['Content-Type'] ?? '' }
    const sent = await new Response(call.body, { headers }).formData()
    expect(await (sent.get('file') as unknown as File).text()).toBe(carried.value.text)
  })
})

describe('file names', () => {
  it.each([
    ['SUITE', 'OFFICE-3', 'SUITE-OFFICE-3-2026-11-22.req'],
    ['SUITE', null, 'SUITE-aaaaaaaa-2026-11-22.req'],
    ['SUITE', 'büro/3:*?', 'SUITE-büro-3-2026-11-22.req'],
    ['SUITE', '../..', 'SUITE-aaaaaaaa-2026-11-22.req'],
  ])('names a file of %s on %s', (product, computer, name) => {
    expect(toFileName(product, computer, hardwareId, now, 'activation')).toBe(name)
  })

  it('names a request for a license, a return and an answer of one computer and day differently', () => {
    const names = (['activation', 'deactivation', 'answer'] as const).map((purpose) =>
      toFileName('SUITE', 'OFFICE-3', hardwareId, now, purpose),
    )
    expect(names).toEqual([
      'SUITE-OFFICE-3-2026-11-22.req',
      'SUITE-OFFICE-3-2026-11-22-return.req',
      'SUITE-OFFICE-3-2026-11-22.lic',
    ])
  })

  it.each([
    ['SUITE-OFFICE-3-2026-11-22.lic', 'OFFICE-3'],
    ['SUITE-OFFICE-3-2026-11-22 (1).lic', 'OFFICE-3'],
    ['C:\\x\\SUITE-OFFICE-3-2026-11-22(2).txt', 'OFFICE-3'],
    ['SUITE-OFFICE-3-2026-11-22-return.req', 'OFFICE-3'],
    ['SUITE-OFFICE-3-2026-11-22-return (1).req', 'OFFICE-3'],
    ['other.lic', null],
    ['OTHER-PC-2026-11-22.lic', null],
    [null, null],
  ])('reads the computer of %s', (name, computer) => {
    expect(computerOfFileName(name, 'SUITE')).toBe(computer)
  })
})
