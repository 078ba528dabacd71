import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoKeys, goodKey, offlineKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import {
  activateOffline,
  type Envelope,
  envelopeOf,
  flatFile,
  isBundleSigned,
  isItemSignedV2,
  isOfflineSigned,
  members,
  requestId,
  send,
  userMembers,
} from './call-offline.ts'
import { activate, codeOf, isBodySigned, isItemSigned, isSigned, itemsOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-observed', now: () => new Date('2031-05-06T07:08:09.000Z') })
})
afterAll(() => sandbox.close())

// The headers of these calls have the real time.
let current: Sandbox
beforeAll(async () => {
  current = await startSandbox({ answers: 'as-observed' })
})
afterAll(() => current.close())

async function withOptions<T>(options: SandboxOptions, act: (own: Sandbox) => Promise<T>): Promise<T> {
  const own = await startSandbox({ answers: 'as-observed', ...options })
  try {
    return await act(own)
  } finally {
    await own.close()
  }
}

test('activates the whole bundle, its own license first', async () => {
  const reply = await activateOffline(current)
  expect(reply.status).toBe(200)
  const kinds = envelopeOf(reply).licenses.map((item) => [item.product_details.short_code, item['license_type']])
  expect(kinds).toEqual([
    ['DEMO-SUITE', 'perpetual'],
    ['DEMO-WRITER', 'perpetual'],
    ['DEMO-CLOUD', 'perpetual'],
    ['DEMO-RENDER', 'consumption'],
    ['DEMO-STUDIO', 'time-limited'],
  ])
})

test('signs everything: header, bundle, and each license three times', async () => {
  const reply = await activateOffline(current)
  expect(isBodySigned(reply, current)).toBe(true)
  expect(isBundleSigned(reply, current)).toBe(true)
  const { licenses } = envelopeOf(reply)
  for (const isRight of [isItemSigned, isItemSignedV2, isOfflineSigned]) {
    expect(licenses.map((item) => isRight(item, current))).toEqual(licenses.map(() => true))
  }
  expect(reply.bytes.toString('utf8')).toBe(JSON.stringify(envelopeOf(reply)))
})

test('says in each license what it answers, and when', async () => {
  const { licenses } = envelopeOf(await activateOffline(current, { hardware_id: 'Computer-X' }))
  for (const item of licenses) {
    expect(item).toMatchObject({
      request: 'activation',
      request_id: requestId,
      hardware_id: 'Computer-X',
      license_key: offlineKey,
      license_active: true,
      license_enabled: true,
      active: true,
    })
    expect(item.date).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d GMT\+0000$/)
    expect(Math.abs(Date.parse(item.date) - Date.now())).toBeLessThan(60_000)
  }
})

test('holds each member that the documentation requires, with its type', async () => {
  const { licenses } = envelopeOf(await activateOffline(current))
  const texts =
    'channel environment eula_link hash_md5 installation_file license_signature license_signature_v2 offline_signature license_type order_store_id version'
  const numbers =
    'id device_id floating_timeout grace_period max_activations max_borrow_time max_license_users max_overages max_transfers times_activated transfer_count'
  const flags =
    'allow_grace_period allow_overages allow_unlimited_activations can_borrow enable_maintenance_period is_air_gapped is_borrowed is_expired is_floating_cloud is_floating is_hardware_key_auth license_active license_enabled prevent_vm'
  const others =
    'release_date release_notes_link requires_version size product_features custom_fields customer product_details metadata'
  for (const item of licenses) {
    for (const name of texts.split(' ')) expect([name, typeof item[name]]).toEqual([name, 'string'])
    for (const name of numbers.split(' ')) expect([name, typeof item[name]]).toEqual([name, 'number'])
    for (const name of flags.split(' ')) expect([name, typeof item[name]]).toEqual([name, 'boolean'])
    for (const name of others.split(' ')) expect(item).toHaveProperty(name)
  }
})

test('says the same of a license as an online activation does', async () => {
  const online = itemsOf(await activate(current, offlineKey))
  const { licenses } = envelopeOf(await activateOffline(current))
  for (const [index, { installation_file, license_signature, ...item }] of online.entries()) {
    expect(licenses[index]).toMatchObject(item)
  }
})

test('answers each demo key as it says', async () => {
  for (const { key, expectOffline } of demoKeys) {
    const reply = await activateOffline(current, { license_key: key })
    const answer = reply.status === 200 ? 'activated' : codeOf(reply)
    expect([key, answer]).toEqual([key, expectOffline])
    expect(reply.headers.has('LicenseSignature')).toBe(reply.status === 200)
  }
})

test('says which license cannot go offline and why', async () => {
  const messageOf = async (key: string) =>
    JSON.parse((await activateOffline(current, { license_key: key })).bytes.toString('utf8')).message
  expect(await messageOf(goodKey)).toBe('License of DEMO-WRITER cannot be activated offline: its type is time-limited')
  expect(await messageOf('DEMO-OFFL-FORB-IDDN')).toMatch(/the vendor does not allow it$/)
})

test('takes no seat for a bundle that cannot go offline', async () => {
  await withOptions({}, async (own) => {
    expect(codeOf(await activateOffline(own, { license_key: 'DEMO-ONES-EATO-NLYA' }))).toBe('validation_error')
    expect((await activate(own, 'DEMO-ONES-EATO-NLYA', { hardware_id: 'another' })).status).toBe(200)
  })
})

test('lets time-limited licenses go offline where that is switched on, and subscriptions never', async () => {
  await withOptions({ offline: { timeLimited: 'allowed' } }, async (own) => {
    expect((await activateOffline(own, { license_key: 'DEMO-OFFL-TIME-LIMI' })).status).toBe(200)
    expect(codeOf(await activateOffline(own, { license_key: goodKey }))).toBe('validation_error')
  })
})

test('shares its seats with online activation', async () => {
  const key = { license_key: 'DEMO-OFFL-ONES-EATA' }
  await withOptions({}, async (own) => {
    const first = await activateOffline(own, key)
    expect(first.status).toBe(200)
    const again = await activateOffline(own, { ...key, request_id: 'another' })
    const [before, after] = [first, again].map((reply) => envelopeOf(reply).licenses.map((item) => item['device_id']))
    expect(after).toEqual(before)
    expect((await activate(own, key.license_key)).status).toBe(200)
    const other = await activate(own, key.license_key, { hardware_id: 'computer-2' })
    expect(codeOf(other)).toBe('license_activated_max_times')
    expect(codeOf(await activateOffline(own, { ...key, hardware_id: 'computer-2' }))).toBe(
      'license_activated_max_times',
    )
  })
})

test('keeps the rule of online activation for virtual machines and known devices', async () => {
  expect(codeOf(await activateOffline(current, { license_key: 'DEMO-VMNO-TALL-OWED' }))).toBe('vm_not_allowed')
  await withOptions({ knownDevice: 'refused' }, async (own) => {
    expect((await activateOffline(own)).status).toBe(200)
    expect(codeOf(await activateOffline(own))).toBe('license_device_exists')
  })
})

test.each([
  ['licenses', ({ licenses }: Envelope) => JSON.stringify(licenses)],
  ['envelope', ({ licenses }: Envelope) => JSON.stringify({ licenses })],
  [
    'stripped-items',
    ({ licenses }: Envelope) =>
      JSON.stringify(licenses.map(({ license_signature, license_signature_v2, offline_signature, ...item }) => item)),
  ],
] as const)('signs the bundle in the form %s', async (bundleSignature, toText) => {
  await withOptions({ offline: { bundleSignature } }, async (own) => {
    const envelope = envelopeOf(await activateOffline(own))
    expect(isSigned(toText(envelope), envelope.bundle_signature_v2, own.publicKeyPem)).toBe(true)
  })
})

test('leaves out the signatures that it is told to', async () => {
  await withOptions({ offline: { bundleSignature: 'none', itemSignatureV2: 'absent' } }, async (own) => {
    const reply = await activateOffline(own)
    expect(Object.keys(envelopeOf(reply))).toEqual(['licenses'])
    expect(envelopeOf(reply).licenses.some((item) => 'license_signature_v2' in item)).toBe(false)
    expect(isBodySigned(reply, own)).toBe(true)
  })
})

test('answers with a map of products where that is switched on', async () => {
  await withOptions({ offline: { answerShape: 'map' } }, async (own) => {
    const reply = await activateOffline(own)
    const map = JSON.parse(reply.bytes.toString('utf8'))
    expect(Object.keys(map)).toEqual(['DEMO-SUITE', 'DEMO-WRITER', 'DEMO-CLOUD', 'DEMO-RENDER', 'DEMO-STUDIO'])
    expect([isItemSignedV2(map['DEMO-RENDER'], own), isBodySigned(reply, own)]).toEqual([true, true])
  })
})

test('activates for a user, who takes the place of the key in all signatures', async () => {
  const reply = await send(current, flatFile(current, userMembers(current)))
  expect([reply.status, isBodySigned(reply, current), isBundleSigned(reply, current)]).toEqual([200, true, true])
  const { licenses } = envelopeOf(reply)
  expect(licenses.map((item) => item.product_details.short_code)).toEqual([
    'DEMO-TEAM',
    'DEMO-TEAM-WRITER',
    'DEMO-TEAM-CLOUD',
    'DEMO-TEAM-RENDER',
    'DEMO-TEAM-STUDIO',
  ])
  for (const item of licenses) {
    expect(item).not.toHaveProperty('license_key')
    expect(item['username']).toBe('person@example.com')
    expect([isItemSigned(item, current), isItemSignedV2(item, current), isOfflineSigned(item, current)]).toEqual([
      true,
      true,
      true,
    ])
  }
})

test('answers each demo user as it says, and a wrong password like nobody', async () => {
  for (const { username, password, product, expect: expected } of current.users) {
    const reply = await send(current, flatFile(current, userMembers(current, { username, password, product })))
    expect([username, reply.status === 200 ? 'activated' : codeOf(reply)]).toEqual([username, expected])
  }
  const wrong = await send(current, flatFile(current, userMembers(current, { password: 'wrong' })))
  expect(codeOf(wrong)).toBe('license_not_found')
})

test('keeps the Date window for the headers alone', async () => {
  expect(codeOf(await activateOffline(sandbox))).toBe('date_header_diff')
  for (const date of ['tomorrow', 'Sun Nov 22 2026 20:12:49 GMT+0000', '2099-01-01']) {
    expect((await activateOffline(current, { date })).status).toBe(200)
  }
})

test('takes a request of another computer from whoever sends it', async () => {
  const file = flatFile(
    current,
    members(current, { hardware_id: 'far-away', hostname: 'lab-3', is_vm: false, vm_info: null }),
  )
  const reply = await send(current, `\n ${file}\r\n`)
  expect(envelopeOf(reply).licenses[0]?.hardware_id).toBe('far-away')
})
