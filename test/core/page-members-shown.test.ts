/** Holds the last column of the table in docs/protocol.md 11: what changes in the JSON and for the license reader. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyLicense } from '../../packages/license-reader/src/license-reader.ts'
import { parseLicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { bundleCode, hardwareId, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const pem = server.key.key.export({ type: 'spki', format: 'pem' }).toString()
const now = new Date('2027-03-01T12:00:00.000Z')

type Members = Record<string, unknown>

const counted = {
  ...{ total_consumptions: 7, allow_unlimited_consumptions: false, allow_overages: true, max_overages: 5 },
  ...{ reset_consumption: true, consumption_period: 'monthly' },
}
/** Each member has a value that is told, and `changed` another one. */
const plain: Members = {
  ...{ id: 5, license_type: 'consumption', license_enabled: true, license_active: true },
  ...{ start_date: '2026-01-01', validity_period: '2028-01-01', allow_grace_period: true, grace_period: 48 },
  ...{ enable_maintenance_period: true, maintenance_period: '2027-06-01', max_activations: 5, times_activated: 2 },
  ...{ allow_unlimited_activations: false, max_transfers: 3, transfer_count: 1, prevent_vm: false },
  ...{ is_floating: true, is_floating_cloud: false, floating_users: 5, floating_in_use_devices: 2 },
  ...{ floating_timeout: 60, is_borrowed: true, borrowed_until: '2027-04-01', max_consumptions: 100, ...counted },
  ...{ trial_days: 10, eula_link: 'https://example.com/e', release_notes_link: 'https://example.com/n' },
  ...{ release_date: '2027-01-01', version: '1.5', requires_version: '1.2', can_borrow: true, max_borrow_time: 5 },
  ...{ channel: 'a', environment: 'a', installation_file: 'a', hash_md5: 'a', size: '1', device_id: 5 },
  ...{ is_air_gapped: false, is_expired: false, is_hardware_key_auth: false, max_license_users: 1 },
  ...{ order_store_id: 'a', metadata: 'a', offline_signature: 'a', license_signature_v2: 'a' },
  company: { id: 5 },
  product_details: {
    ...{ product_id: 1, product_name: 'Suite', short_code: bundleCode, authorization_method: 'license-key' },
    metadata: 'a',
  },
  product_features: [
    {
      ...{ id: 1, code: 'F', name: 'Feature', expiry_date: '2028-01-01', feature_type: 'consumption', metadata: 'a' },
      ...{ is_floating: true, is_floating_cloud: false, floating_users: 5, floating_timeout: 60, max_consumption: 100 },
      ...counted,
    },
  ],
  custom_fields: [{ name: 'n', data_type: 'number', value: '5' }],
  customer: {
    ...{ email: 'c@example.com', company_name: 'C', reference: 'a', phone: 'a', first_name: 'F', last_name: 'L' },
    ...{ city: 'a', postcode: 'a', state: 'a', country: 'a', address: 'a', customer_account: 'a', metadata: 'a' },
  },
  user: {
    ...{
      id: 1,
      email: 'u@example.com',
      first_name: 'U',
      last_name: 'V',
      phone_number: 'a',
      is_initial_password: false,
    },
    ...{ max_activations: 5, allow_unlimited_activations: false, total_activations: 1 },
  },
}
/** What another member needs so that this one is told at all. */
const surroundings: Readonly<Record<string, Members>> = {
  allow_grace_period: { license_type: 'subscription', validity_period: '2027-03-01T00:00:00.000Z' },
  grace_period: { license_type: 'subscription', validity_period: '2027-03-01T00:00:00.000Z' },
  is_floating_cloud: { is_floating: false },
  installation_file: { version: null, installation_file: { version: '1.5' } },
  floating_timeout: { is_borrowed: false, date: '2027-03-01T11:30:00Z' },
  start_date: { start_date: '2027-05-01' },
  trial_days: { trial_days: null },
  'customer.email': { customer: { email: 'c@example.com' } },
  'user.email': { license_key: null },
  'product_features.is_floating_cloud': { product_features: [{ code: 'F' }] },
}
const others: Readonly<Record<string, unknown>> = {
  ...{ start_date: '2027-06-01', trial_days: 30, maintenance_period: '2027-07-01', borrowed_until: '2027-05-01' },
  ...{ validity_period: '2029-01-01', release_date: '2027-02-01', consumption_period: 'weekly' },
  ...{ license_type: 'perpetual', eula_link: 'https://example.com/2', release_notes_link: 'https://example.com/3' },
  ...{ version: '9.0', requires_version: '9.0', 'product_features.expiry_date': '2029-01-01' },
  ...{ 'product_features.feature_type': 'activation', 'product_features.consumption_period': 'weekly' },
  ...{ 'custom_fields.data_type': 'text', 'custom_fields.value': '6', license_key: 'AAAA-BBBB-CCCC-EEEE' },
}

function another(member: string, value: unknown): unknown {
  if (member in others) return others[member]
  if (typeof value === 'number') return value + 1
  if (typeof value === 'object' || value === undefined) return 'other'
  return typeof value === 'boolean' ? !value : `${value}2`
}

function withChange(license: Members, member: string): Members {
  const [name = '', inner] = member.split('.')
  if (inner === undefined) return { ...license, [name]: another(member, license[name]) }
  const held = license[name]
  const parts = (Array.isArray(held) ? held : [held]).map((part: Members) => {
    return { ...part, [inner]: another(member, part[inner]) }
  })
  return { ...license, [name]: Array.isArray(held) ? parts : parts[0] }
}

/** What the JSON and the license reader tell of a license. */
function toldOf(members: Members) {
  const named = { license_key: 'AAAA-BBBB-CCCC-DDDD', ...members }
  const user = members['user'] as Members
  const text = `${hardwareId}#${named.license_key ?? user['email']}#${members['validity_period']}`.toLowerCase()
  const { bytes, signature } = server.answer([{ ...named, license_signature: server.sign(text) }])
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  const file = JSON.stringify(toLicenseFile(body.value, bundleCode, server.key, now))
  const records = parseLicenseFile(file, { hardwareId, product: bundleCode, key: server.key })
  const reading = verifyLicense(file, pem, hardwareId, now)
  const json = records.ok ? toOverview(records.value, bundleCode, '/l', now, null, null, '1.4') : records
  return { json: JSON.stringify(json), reader: JSON.stringify(reading) }
}

const table = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8').split(
  '### Of a license in it',
)[1]
const rows = [...(table?.split('\n### ')[0] ?? '').matchAll(/^\| `([^`]+)` \| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)]
const said = rows.map(
  ([, member = '', shown = '']) => [member, /\bJSON\b/.test(shown), /\breader\b/.test(shown)] as const,
)
/** Whole objects and lists; and the short code, without which this answer is for another product. */
const whole = ['product_details', 'product_features', 'custom_fields', 'customer', 'user', 'company']
const apart = new Set([...whole, 'license_signature', 'product_details.short_code'])

it.each(said.filter(([member]) => !apart.has(member)))(
  'tells of %s in the JSON: %s; by the reader: %s',
  (member, json, reader) => {
    const license = { ...plain, ...surroundings[member] }
    const [before, after] = [toldOf(license), toldOf(withChange(license, member))]
    expect([before.json !== after.json, before.reader !== after.reader]).toEqual([json, reader])
  },
)
