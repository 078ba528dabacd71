/** One odd member never costs the bundle: what decides is judged for each license, and all else is only told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseActivationResponse } from '../../src/core/activation-response.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { toInstant } from '../../src/core/instant.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { licenseOverviewSchema } from '../../src/shared/license-overview.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const now = new Date('2027-03-01T12:00:00.000Z')

type Members = Record<string, unknown>

/** What the window may show of an answer; it must be of the form that crosses to the window. */
function overviewOf(licenses: readonly Members[]) {
  const { bytes, signature } = server.answer(licenses)
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  const records = parseActivationResponse(body.value, { hardwareId, product: bundleCode, key: server.key })
  if (!records.ok) throw new Error(`the answer is refused: ${JSON.stringify(records.failure)}`)
  return licenseOverviewSchema.parse(toOverview(records.value, bundleCode, '/l', now))
}

const inGrace = {
  ...{ license_type: 'subscription', allow_grace_period: true, grace_period: 72, start_date: '2026-01-01' },
  ...{ validity_period: '2027-03-01T00:00:00.000Z', times_activated: 1, max_activations: 5 },
}
const bundleOf = (change: Members): Members[] => [
  server.license(),
  { ...server.license({ ...productNamed('B'), ...inGrace }), ...change },
  server.license(productNamed('C')),
]
const kindsOf = (licenses: readonly Members[]) => overviewOf(licenses).licenses.map(({ standing }) => standing.kind)

const telling = [
  ...['allow_overages', 'allow_unlimited_activations', 'borrowed_until', 'can_borrow', 'channel', 'device_id'],
  ...['enable_maintenance_period', 'environment', 'eula_link', 'floating_timeout', 'hash_md5', 'installation_file'],
  ...['is_air_gapped', 'is_borrowed', 'is_expired', 'is_floating_cloud', 'is_floating', 'is_hardware_key_auth'],
  ...['license_signature_v2', 'offline_signature', 'maintenance_period', 'max_activations', 'max_borrow_time'],
  ...['max_license_users', 'max_overages', 'max_transfers', 'order_store_id', 'prevent_vm', 'release_date'],
  ...['release_notes_link', 'requires_version', 'size', 'times_activated', 'transfer_count', 'version', 'company'],
  ...['product_features', 'custom_fields', 'customer', 'metadata', 'trial_days', 'is_trial', 'floating_in_use_devices'],
  ...['floating_users', 'max_consumptions', 'total_consumptions', 'allow_unlimited_consumptions', 'reset_consumption'],
  ...['consumption_period', 'user', 'username', 'date', 'request_id', 'active', 'request'],
]
const lists: Readonly<Record<string, readonly string[]>> = {
  product_features: [
    ...['id', 'code', 'name', 'expiry_date', 'metadata', 'feature_type', 'is_floating', 'is_floating_cloud'],
    ...['floating_users', 'floating_timeout', 'max_consumption', 'allow_unlimited_consumptions', 'total_consumptions'],
    ...['allow_overages', 'max_overages', 'reset_consumption', 'consumption_period'],
  ],
  custom_fields: ['name', 'data_type', 'value'],
}
const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>('', 'soon', '24', '-1', 'yes', 0, -1, 1e300, null, {}, [], [null], [{}], [1], '2027-02-30'),
)
const nested = fc.oneof(
  ...Object.entries(lists).map(([name, members]) =>
    fc
      .array(fc.dictionary(fc.constantFrom(...members), junk, { maxKeys: 5 }), { maxLength: 3 })
      .map((entries) => [name, entries] as const),
  ),
)

describe('a member that decides nothing', () => {
  it('changes neither whether a license is usable nor whether the bundle is taken, whatever it holds', () => {
    const change = fc.array(fc.oneof(fc.tuple(fc.constantFrom(...telling), junk), nested), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(change, (members) => {
        expect(kindsOf(bundleOf(Object.fromEntries(members)))).toEqual(['valid', 'grace', 'valid'])
      }),
      { numRuns: 300 },
    )
  })

  it('is shown as the text that it is where it cannot be read', () => {
    const [, license] = overviewOf(
      bundleOf({
        ...{ times_activated: 'many', floating_users: { a: 1 }, customer: 'Ana\u202e', is_trial: 'yes' },
        product_features: [
          null,
          5,
          { code: 'F', expiry_date: 'soon' },
          { code: 'G', expiry_date: '2031-01-01 00:00:00+00' },
        ],
      }),
    ).licenses
    expect(license?.unread).toEqual([
      { member: 'customer', value: 'Ana' },
      { member: 'is_trial', value: 'yes' },
      { member: 'times_activated', value: 'many' },
      { member: 'floating_users', value: '{"a":1}' },
      { member: 'product_features.1', value: '5' },
    ])
    expect(license?.features).toMatchObject([
      { code: 'F', validUntil: null, endText: 'soon', expired: false },
      { code: 'G', validUntil: '2031-01-01T00:00:00.000Z', endText: null },
    ])
  })

  it.each([
    ['a number as text', { times_activated: '3', max_activations: ' 24 ' }, { seats: { used: 3, max: 24 } }],
    ['features as an object', { product_features: {} }, { features: [] }],
    ['features as null', { product_features: null }, { features: [], unread: [] }],
    ['no type', { license_type: null }, { licenseType: 'other', standing: { kind: 'expired' } }],
    ['a type that nobody knows', { license_type: 'rental' }, { licenseType: 'other', standing: { kind: 'expired' } }],
    ['seats whose limit cannot be read', { max_activations: 'x' }, { seats: null }],
  ])('is read where its meaning is clear: %s', (_name, change, summary) => {
    expect(overviewOf(bundleOf(change)).licenses[1]).toMatchObject(summary)
  })

  it('never widens a limit: what cannot be counted is used up', () => {
    const counted = { license_type: 'consumption', max_consumptions: 100, total_consumptions: 7, validity_period: null }
    for (const change of [{ max_consumptions: 'x' }, { total_consumptions: [] }]) {
      const license = server.license({ ...productNamed('B'), ...counted, ...change })
      expect(overviewOf([server.license(), license]).licenses[1]?.consumption?.max).toBe(0)
    }
  })

  it.each([
    ['a type that is none', { license_type: {} }],
    ['permission that is no boolean', { allow_grace_period: 'yes' }],
    ['hours as text', { grace_period: '72' }],
    ['hours of another type', { grace_period: { hours: 72 } }],
  ])('gives no grace period for %s', (_name, change) => {
    expect(kindsOf(bundleOf(change))).toEqual(['valid', 'expired', 'valid'])
  })

  it('may be nested more deeply than can be written', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const text = JSON.stringify(bundleOf({ customer: 'deep' })).replace('"deep"', deep)
    const body = verifyBody(Buffer.from(text), server.sign(text), server.key)
    const expected = { hardwareId, product: bundleCode, key: server.key }
    expect(body.ok && parseActivationResponse(body.value, expected)).toMatchObject({ ok: true })
  })
})

const isDate = (value: unknown) => (typeof value === 'string' || typeof value === 'number') && toInstant(String(value))
const isNone = (value: unknown) => value === null || value === ''
/** Members that decide, each with what in it can be read. */
const deciding: Readonly<Record<string, (value: unknown) => unknown>> = {
  id: (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)),
  license_key: (value) => typeof value === 'string' || value === null,
  hardware_id: (value) => typeof value === 'string' || value === null,
  license_enabled: (value) => typeof value === 'boolean' || value === null,
  license_active: (value) => typeof value === 'boolean' || value === null,
  start_date: (value) => isDate(value) || isNone(value),
  validity_period: (value) => isDate(value) || isNone(value),
}

describe('a member that decides', () => {
  it.each(Object.entries(deciding))('makes only its own license unusable where %s cannot be read', (name, isRead) => {
    fc.assert(
      fc.property(
        junk.filter((value) => !isRead(value)),
        (value) => {
          const { licenses } = overviewOf(bundleOf({ [name]: value }))
          expect(licenses.map(({ standing }) => standing.kind)).toEqual(['valid', 'unknown', 'valid'])
          expect(licenses[1]?.standing).toEqual({ kind: 'unknown', member: name })
          expect(licenses[1]?.problem?.member).toBe(name)
        },
      ),
      { numRuns: 100 },
    )
  })

  it.each([null, {}, { short_code: '' }, { short_code: 5, product_name: 'Writer' }, 'B'])(
    'makes only its own license unusable where the product is %j',
    (product_details) => {
      expect(kindsOf(bundleOf({ product_details }))).toEqual(['valid', 'unknown', 'valid'])
    },
  )

  it('is quoted with the license that it costs', () => {
    const { licenses } = overviewOf(bundleOf({ license_enabled: 'yes\u202e' }))
    expect(licenses[1]?.problem).toEqual({ member: 'license_enabled', value: 'yes' })
    expect(licenses.map(({ problem }) => problem?.member ?? null)).toEqual([null, 'license_enabled', null])
  })

  it('says by license_active that a license is not active here; absent means active', () => {
    expect(kindsOf(bundleOf({ license_active: false }))).toEqual(['valid', 'inactive', 'valid'])
    expect(kindsOf(bundleOf({ license_active: false, license_enabled: false }))).toEqual(['valid', 'disabled', 'valid'])
    expect(kindsOf(bundleOf({ license_active: true }))).toEqual(['valid', 'grace', 'valid'])
  })

  it.each(['2027-02-28T23:00:00+00', '1 Mar 2027 00:00:00 GMT', 1_798_761_600, '1798761600000', '2026-01-01 00:00'])(
    'may be a date in another form: %j',
    (start_date) => {
      expect(kindsOf(bundleOf({ start_date }))).toEqual(['valid', 'grace', 'valid'])
    },
  )
})

describe('answers of a server that is not ours', () => {
  const folder = join(import.meta.dirname, '../vectors/foreign-answers')

  it('are taken with a feature whose end is written with a blank and a short zone', () => {
    const known = JSON.parse(readFileSync(join(folder, 'online-odd-secondary-dates.json'), 'utf8'))
    const key = parseResponseKey(known.publicKeyPem)
    if (key === null) throw new Error('the key of the vector cannot be read')
    const body = verifyBody(Buffer.from(known.body), known.licenseSignature, key)
    const expected = { hardwareId: known.hardwareId as HardwareId, product: known.product, key }
    const records = body.ok ? parseActivationResponse(body.value, expected) : body
    if (!records.ok) throw new Error(JSON.stringify(records.failure))
    const { licenses } = toOverview(records.value, known.product, '/l', now)
    expect(licenses.map(({ standing }) => standing.kind)).toEqual(['valid', 'valid', 'valid'])
    expect(licenses[1]?.features).toMatchObject([{ name: 'Feature 1 é€', validUntil: '2031-01-01T00:00:00.000Z' }])
  })
})
