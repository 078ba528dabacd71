/** The license reader says of each file what the wizard says of it. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyLicense } from '../../packages/license-reader/src/license-reader.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { standingKeys } from '../../src/sandbox/demo-standing-keys.ts'
import { envelopeOf, offlineItem, refreshItem } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId as fakeId, productNamed, startSigning } from '../fakes/signing-server.ts'
import { coreReading } from './core-reading.ts'
import { bundle, hardwareId, issuedAt, type LicenseIssuer, offlineKey, startIssuer, writer } from './license-issuer.ts'

let issuer: LicenseIssuer
beforeAll(async () => {
  issuer = await startIssuer(5)
})
afterAll(() => issuer.close())

const hours = (count: number): Date => new Date(issuedAt.getTime() + count * 3_600_000)

/** What both say, which must be the same. */
function agreed(content: string | Uint8Array, now = issuedAt, id = hardwareId, product = bundle) {
  const reading = verifyLicense(content, issuer.publicKeyPem, id, now, { bundle: product })
  expect(reading).toEqual(coreReading(content, { hardwareId: id, product, key: issuer.key }, now))
  return reading
}
const agreedOf = (file: unknown, now = issuedAt) => agreed(JSON.stringify(file), now)
const wordOf = (reading: ReturnType<typeof agreed>) => (reading.ok ? 'genuine' : reading.reason)

describe('files of the sandbox', () => {
  it.each(standingKeys.map(({ key }) => key))('are judged alike for %s, at whatever time', async (licenseKey) => {
    for (const file of [await issuer.online(licenseKey), await issuer.online(licenseKey, 'checked')]) {
      for (const hour of [-1000, -1, 0, 0.001, 1, 66.9, 67, 68, 72, 167, 168, 8760, 100_000]) {
        expect(wordOf(agreedOf(file, hours(hour)))).toBe('genuine')
      }
    }
  })

  it.each([
    {},
    { bundleSignature: 'envelope' },
    { bundleSignature: 'stripped-items', itemSignatureV2: 'absent' },
    { bundleSignature: 'none' },
    { answerShape: 'map' },
  ] as const)('are judged alike for an offline answer with %j', async (settings) => {
    const own = await startIssuer(5, settings)
    const content = JSON.stringify(own.keep(await own.offlineAnswer()))
    const reading = verifyLicense(content, own.publicKeyPem, hardwareId, issuedAt, { bundle })
    expect(reading.ok).toBe(true)
    expect(reading).toEqual(coreReading(content, { hardwareId, product: bundle, key: own.key }, issuedAt))
    await own.close()
  })

  it('are judged alike with refreshes, newer and older', async () => {
    const file = issuer.keep(await issuer.offlineAnswer())
    const newer = issuer.addRefresh(file, issuer.refreshText({ validUntil: hours(48) }, 2))
    const older = issuer.addRefresh(file, issuer.refreshText({ validUntil: hours(48) }, -2))
    const endOf = (content: LicenseFile) => {
      const reading = agreedOf(content)
      return reading.ok && reading.licenses.find(({ productCode }) => productCode === writer)?.validUntil
    }
    expect([endOf(newer), endOf(older)]).toEqual([hours(48).toISOString(), null])
    const second = issuer.addRefresh(newer, issuer.refreshText({ product: bundle, validUntil: hours(5) }, 3))
    expect(wordOf(agreedOf(second))).toBe('genuine')
  })

  it('are refused alike for another computer or product', async () => {
    const files = [await issuer.online(offlineKey), issuer.keep(await issuer.offlineAnswer())]
    for (const content of files.map((file) => JSON.stringify(file))) {
      expect(wordOf(agreed(content, issuedAt, 'b'.repeat(64) as HardwareId))).toBe('other-computer')
      expect(wordOf(agreed(content, issuedAt, hardwareId, 'OTHER'))).toBe('other-product')
    }
  })

  it('are refused alike with their parts exchanged', async () => {
    const online = await issuer.online(offlineKey)
    const offline = issuer.keep(await issuer.offlineAnswer())
    const refreshed = issuer.addRefresh(offline, issuer.refreshText({ validUntil: hours(48) }, 2))
    const [first, refresh] = refreshed.signed
    const signed = [
      [],
      [refresh],
      [refresh, first],
      [first, first],
      [online.signed[0], refresh],
      [online.signed[0], online.signed[0]],
      [{ ...first, road: 'refresh' }],
      [{ ...first, road: 'online' }],
      [{ ...first, road: 'online', signature: '' }],
      [{ ...first, road: 'online', signature: 'AAAA' }],
      [{ ...online.signed[0], road: 'offline', covered: { bundle: null, items: true } }],
      [{ ...first, covered: { bundle: 'anything', items: false } }],
      [{ ...first, covered: {} }],
      [{ ...first, road: 'by air' }],
      [{ ...first, body: `${first?.body}=` }],
      [{ ...first, body: ` ${first?.body}` }],
      [{ ...first, body: Buffer.from(first?.body ?? '').toString('base64') }],
      [first, refresh, refresh],
      [
        {
          ...online.signed[0],
          signature: ` ${online.signed[0]?.road === 'online' ? online.signed[0].signature : ''}\n`,
        },
      ],
    ]
    const words = signed.map((parts) => wordOf(agreedOf({ ...online, signed: parts })))
    expect(new Set(words)).toEqual(new Set(['genuine', 'malformed', 'not-genuine']))
  })

  it('are judged alike with any byte changed', async () => {
    const offline = issuer.addRefresh(issuer.keep(await issuer.offlineAnswer()), issuer.refreshText({}, 2))
    for (const file of [await issuer.online(offlineKey), offline]) {
      const bytes = Buffer.from(JSON.stringify(file, null, 2))
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
          const changed = Buffer.from(bytes)
          changed.writeUInt8(changed.readUInt8(at) ^ mask, at)
          agreed(changed)
        }),
        { numRuns: 150 },
      )
    }
  })
})

describe('small files', () => {
  const server = startSigning()
  const pem = server.key.key.export({ type: 'spki', format: 'pem' }).toString()
  const both = (content: string | Uint8Array) => {
    const reading = verifyLicense(content, pem, fakeId, issuedAt, { bundle: bundleCode })
    expect(reading).toEqual(
      coreReading(content, { hardwareId: fakeId, product: bundleCode, key: server.key }, issuedAt),
    )
    return reading.ok ? 'genuine' : reading.reason
  }
  const about = { product: bundleCode, savedAt: '', keyFingerprint: '' }
  const fileOf = (...bodies: string[]) => {
    const signed = bodies.map((body) => ({
      road: 'offline',
      body: Buffer.from(body).toString('base64'),
      covered: { bundle: null, items: true },
    }))
    return JSON.stringify({ format: 'activation-wizard/license', version: 1, about, signed })
  }
  const online = (licenses: unknown): string => {
    const { bytes, signature } = server.answer(licenses)
    const body = verifyBody(bytes, signature, server.key)
    if (!body.ok) throw new Error('the answer is not signed')
    return JSON.stringify(toLicenseFile(body.value, bundleCode, server.key, issuedAt))
  }

  const small = {
    'an answer over the network': () => online([server.license()]),
    'an offline answer': () => fileOf(JSON.stringify(envelopeOf(server, [offlineItem(server)]))),
  }
  it.each(Object.entries(small))(
    'are judged alike with one bit flipped in %s, at every second place',
    (_name, make) => {
      const bytes = Buffer.from(make())
      for (let at = 0; at < bytes.length; at += 2) {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << ((at / 2) % 8)), at)
        both(changed)
      }
    },
  )

  it.each([
    ['a bundle', JSON.stringify(envelopeOf(server, [offlineItem(server)]))],
    ['one license', JSON.stringify(offlineItem(server))],
  ])('are judged alike with a byte changed in what is signed in %s, at every second place', (_name, body) => {
    for (let at = 0; at < body.length; at += 2) {
      both(fileOf(`${body.slice(0, at)}${body[at] === ' ' ? 'x' : ' '}${body.slice(at + 1)}`))
    }
  })

  /** As in an answer that names no request and has no date. */
  const untied = (code: string = bundleCode, offline: string | null = null) =>
    offlineItem(server, productNamed(code, { request_id: null, date: null, offline_signature: offline }))
  const a = offlineItem(server)
  const b = offlineItem(server, productNamed('B'))
  const text = JSON.stringify(envelopeOf(server, [a, b]))
  const refresh = JSON.stringify(refreshItem(server, { date: 'Mon Nov 23 2026 10:00:00 GMT+0000', is_trial: true }))
  it.each([
    ['as it came', text, 'genuine'],
    ['with blanks around', ` \r\n${text}\n`, 'genuine'],
    ['with a byte order mark', `\uFEFF${text}`, 'genuine'],
    ['in Base64', Buffer.from(text).toString('base64'), 'genuine'],
    ['in Base64 on lines', Buffer.from(text).toString('base64').replace(/.{64}/g, '$&\r\n'), 'genuine'],
    ['written with blanks', JSON.stringify(JSON.parse(text), null, 2), 'genuine'],
    ['as a map', JSON.stringify({ SUITE: a, B: b }), 'genuine'],
    ['as a map of one', JSON.stringify({ SUITE: a }), 'genuine'],
    ['with items that have signatures and no signed bundle', JSON.stringify({ licenses: [a, b] }), 'genuine'],
    ['with one license left out', JSON.stringify({ ...JSON.parse(text), licenses: [a] }), 'genuine'],
    ['that nothing ties together', JSON.stringify({ licenses: [untied(), untied('B')] }), 'not-genuine'],
    ['that one signature ties together', JSON.stringify(envelopeOf(server, [untied(), untied('B')])), 'genuine'],
    [
      'that the signature with the shipped key ties together',
      JSON.stringify({ licenses: [untied(bundleCode, 'x'), untied('B', 'x')] }),
      'genuine',
    ],
    [
      'of two signatures with the shipped key',
      JSON.stringify({ licenses: [untied(bundleCode, 'x'), untied('B', 'y')] }),
      'not-genuine',
    ],
    ['of one license that nothing ties', JSON.stringify({ licenses: [untied()] }), 'genuine'],
    ['with a request in one license', JSON.stringify({ licenses: [a, { ...untied('B') }] }), 'not-genuine'],
    ['as a list', JSON.stringify([a, b]), 'not-genuine'],
    ['of one license alone', JSON.stringify(a), 'not-genuine'],
    ['of a refresh alone', refresh, 'not-genuine'],
    ['of a refresh as a map', `{"SUITE":${refresh}}`, 'not-genuine'],
    ['with a member more', text.replace('{"licenses"', '{"more":1,"licenses"'), 'genuine'],
    ['with the list twice', text.replace('{"licenses"', '{"licenses":[],"licenses"'), 'not-genuine'],
    [
      'with another list after it',
      text.replace(',"bundle_signature_v2"', ',"licenses":[],"bundle_signature_v2"'),
      'not-genuine',
    ],
    [
      'with a name twice, spelt otherwise',
      text.replace('{"licenses"', '{"l\\u0069censes":[],"licenses"'),
      'not-genuine',
    ],
    ['with a product twice', JSON.stringify(envelopeOf(server, [a, a])), 'genuine'],
    [
      'of two requests',
      JSON.stringify(envelopeOf(server, [a, offlineItem(server, productNamed('B', { request_id: 'x' }))])),
      'not-genuine',
    ],
    [
      'of two times',
      JSON.stringify(
        envelopeOf(server, [a, offlineItem(server, productNamed('B', { date: 'Sun Nov 22 2026 10:06:00 GMT+0000' }))]),
      ),
      'not-genuine',
    ],
    [
      'of almost one time',
      JSON.stringify(
        envelopeOf(server, [a, offlineItem(server, productNamed('B', { date: 'Sun Nov 22 2026 10:05:00 GMT+0000' }))]),
      ),
      'genuine',
    ],
    ['of no readable time', JSON.stringify(envelopeOf(server, [offlineItem(server, { date: 'today' })])), 'genuine'],
    [
      'nested too deeply',
      JSON.stringify(
        envelopeOf(server, [offlineItem(server, { metadata: JSON.parse('['.repeat(70) + ']'.repeat(70)) })]),
      ),
      'not-genuine',
    ],
    ['without licenses', JSON.stringify(envelopeOf(server, [])), 'not-genuine'],
    ['with a license that is none', JSON.stringify({ licenses: [a, 1] }), 'not-genuine'],
    [
      'with a signature that is no text',
      JSON.stringify({ licenses: [{ ...a, license_signature_v2: 1 }] }),
      'not-genuine',
    ],
    [
      'with escapes',
      JSON.stringify(envelopeOf(server, [offlineItem(server, { metadata: { '"}],\\': '{[\n\u2028é😀' } })])),
      'genuine',
    ],
    [
      'with numbers that JavaScript writes otherwise',
      text.replace('"is_trial":false', '"is_trial":false,"x":1.0'),
      'not-genuine',
    ],
    ['empty', '', 'not-genuine'],
    ['no JSON', 'PK\u0003', 'not-genuine'],
  ])('are judged alike for an answer %s', (_name, body, word) => {
    expect(both(fileOf(body))).toBe(word)
    both(fileOf(body, refresh))
    both(fileOf(text, body))
  })

  it('are judged alike with an end in each spelling, signed in ISO form or as written', () => {
    for (const validity of [
      '2027-03-01',
      '2027-03-01 12:00',
      '2027-03-01T12:00:00+02:00',
      '2027-03-01T12:00:00.1234567Z',
    ]) {
      for (const end of [new Date(validity).toISOString(), validity, '']) {
        const license = server.license({ validity_period: validity })
        const id = `${fakeId}#${license['license_key']}#${end}`.toLowerCase()
        both(online([{ ...license, license_signature: server.sign(id) }]))
      }
    }
  })

  it('refuse a license that names a member twice, signed as it is', () => {
    const { license_signature_v2: _own, license_signature, ...license } = a
    const body = JSON.stringify(license).replace('"is_trial":false', '"is_trial":false,"is_trial":true')
    const signatures = { license_signature, license_signature_v2: server.sign(body) }
    const item = `${body.slice(0, -1)},${JSON.stringify(signatures).slice(1)}`
    expect(both(fileOf(`{"licenses":[${item}]}`))).toBe('not-genuine')
  })

  it.each(['perpetual', 'time-limited', 'subscription', 'consumption', 'newer'])(
    'are judged alike for grace hours of a %s license',
    (license_type) => {
      const grace = { allow_grace_period: true, grace_period: 72 }
      const content = online([server.license({ license_type, validity_period: hours(-1).toISOString(), ...grace })])
      const reading = verifyLicense(content, pem, fakeId, issuedAt, { bundle: bundleCode })
      expect(both(content)).toBe('genuine')
      expect(reading.ok && reading.bundle?.standing.kind).toBe(license_type === 'subscription' ? 'grace' : 'expired')
    },
  )

  it.each([
    ['an absurd grace period', { validity_period: hours(-1).toISOString(), grace_period: 1e300 }, 'grace'],
    ['a negative grace period', { validity_period: hours(-1).toISOString(), grace_period: -1e300 }, 'expired'],
    ['a start that its zone carries beyond the year 9999', { start_date: '9999-12-31T23:59:59-01:00' }, 'not-started'],
    ['a start that its zone carries before the year 0', { start_date: '0000-01-01T00:00:00+01:00' }, 'valid'],
  ])('are judged alike with %s', (_name, members, kind) => {
    const grace = { license_type: 'subscription', allow_grace_period: true }
    const content = online([server.license({ ...grace, ...members })])
    const reading = verifyLicense(content, pem, fakeId, issuedAt, { bundle: bundleCode })
    expect(both(content)).toBe('genuine')
    expect(reading.ok && reading.bundle?.standing.kind).toBe(kind)
  })

  it.each([
    { username: 'anna@example.com|account' },
    { username: null, user: { email: 'anna@example.com|x' } },
    { username: 'other', user: { email: 'anna@example.com' } },
    { username: 'other', user: null },
  ])('are judged alike for the user %j', (members) => {
    const license_signature = server.sign(`${fakeId}#anna@example.com#`)
    both(online([server.license({ ...members, license_key: null, license_signature })]))
  })

  const values = [
    ...[
      null,
      undefined,
      '',
      'x',
      '0',
      0,
      1,
      -1,
      1.5,
      1e16,
      2 ** 53,
      2 ** 53 - 1,
      true,
      false,
      [],
      {},
      [{}],
      [[]],
      [null],
      { a: 1 },
    ],
    ...[1_798_761_600, '1798761600000', 'Thu, 17 Nov 2022 20:51:35 GMT', '2031-01-01 00:00:00+00', '17', '1.5', ' 2 '],
    ...['2027-02-30', '2027-03-01', '2020-01-01T00:00:00Z', 'annualy', 'consumption', 'subscription'],
    ...[{ email: 'a@b.example' }, { email: 1 }, { first_name: 'A', last_name: 'B', company_name: 'C' }],
    ...[
      [{ name: 'n', value: 1 }],
      [{ name: 'n', value: {} }],
      [{ name: null, value: 'v' }],
      [{ name: 'n', value: true }],
    ],
    ...[{ short_code: 'SUITE' }, { short_code: '' }, { short_code: 'SUITE', product_name: '' }, { short_code: 1 }],
  ]
  const names = [
    ...['id', 'license_type', 'license_signature', 'license_key', 'username', 'user', 'hardware_id', 'request_id'],
    ...['date', 'is_trial', 'license_enabled', 'start_date', 'validity_period', 'allow_grace_period', 'grace_period'],
    ...['enable_maintenance_period', 'maintenance_period', 'times_activated', 'max_activations'],
    ...[
      'allow_unlimited_activations',
      'is_floating',
      'is_floating_cloud',
      'floating_users',
      'floating_in_use_devices',
      'floating_timeout',
    ],
    ...['is_borrowed', 'borrowed_until', 'max_consumptions', 'total_consumptions', 'allow_unlimited_consumptions'],
    ...[
      'allow_overages',
      'max_overages',
      'reset_consumption',
      'consumption_period',
      'product_features',
      'custom_fields',
    ],
    ...['customer', 'product_details', 'offline_signature', 'license_active'],
  ]
  const features = [
    ...['code', 'name', 'feature_type', 'expiry_date', 'allow_overages', 'max_consumption', 'total_consumptions'],
    ...['allow_unlimited_consumptions', 'max_overages', 'reset_consumption', 'consumption_period'],
  ]
  const rich = {
    ...{ license_type: 'consumption', allow_overages: true, max_overages: 5, max_consumptions: 10, is_borrowed: true },
    ...{ reset_consumption: true, is_floating_cloud: true, enable_maintenance_period: true, allow_grace_period: true },
  }

  it.each(names)('are judged alike whatever the member %s is', (name) => {
    for (const value of values) {
      // An end that is no date cannot be signed by the fake; what it is signed over is tried above.
      const license = { ...server.license(rich), [name]: value }
      both(online([license]))
      const { license_signature_v2: _replaced, ...rest } = { ...offlineItem(server, rich), [name]: value } as Record<
        string,
        unknown
      >
      const { license_signature: _own, ...signed } = rest
      both(
        fileOf(JSON.stringify({ licenses: [{ ...rest, license_signature_v2: server.sign(JSON.stringify(signed)) }] })),
      )
    }
  })

  it.each(features)('are judged alike whatever the member %s of a feature is', (name) => {
    const feature = {
      code: 'F',
      feature_type: 'consumption',
      allow_overages: true,
      max_overages: 5,
      max_consumption: 10,
    }
    for (const value of values) both(online([server.license({ product_features: [{ ...feature, [name]: value }] })]))
  })

  it.each(['format', 'version', 'about', 'signed'])('are judged alike whatever %s of the envelope is', (name) => {
    const file = JSON.parse(online([server.license()]))
    for (const value of values) both(JSON.stringify({ ...file, [name]: value }))
    for (const value of values) both(JSON.stringify({ ...file, about: { ...file.about, [name]: value } }))
    for (const value of values) both(JSON.stringify({ ...file, signed: [{ ...file.signed[0], body: value }] }))
    for (const value of values) both(JSON.stringify({ ...file, signed: [{ ...file.signed[0], signature: value }] }))
  })

  it('are judged alike where a number is infinite', () => {
    const json = JSON.stringify([server.license({ max_activations: 12345, times_activated: 1 })])
    const bytes = Buffer.from(json.replace('12345', '1e999'))
    const signed = [{ road: 'online', body: bytes.toString('base64'), signature: server.sign(bytes) }]
    expect(both(JSON.stringify({ format: 'activation-wizard/license', version: 1, about, signed }))).toBe('genuine')
  })

  it('are judged alike for Base64 in whatever form', () => {
    const file = JSON.parse(online([server.license()]))
    for (const body of [
      '',
      '=',
      '==',
      '====',
      'A',
      'AA',
      'AA==',
      'AB==',
      'AAA=',
      'AAB=',
      'A===',
      'AA=A',
      'AA ==',
      'A-A_',
      'AA==AA==',
    ]) {
      both(JSON.stringify({ ...file, signed: [{ ...file.signed[0], body }] }))
    }
  })
})
