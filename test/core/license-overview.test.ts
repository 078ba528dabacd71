import { expect, test } from 'vitest'
import { toOverview } from '../../src/core/license-overview.ts'
import type { LicenseRecord } from '../../src/core/license-record.ts'
import { licenseOverviewSchema } from '../../src/shared/license-overview.ts'
import { noDetails } from '../fakes/license-details.ts'

const end = '2028-02-29T00:00:00.000Z'
const record: LicenseRecord = {
  id: 1,
  productCode: 'SUITE',
  productName: 'Suite',
  licenseKey: 'AAAA-BBBB-CCCC-DDDD',
  username: null,
  licenseType: 'perpetual',
  isTrial: false,
  isEnabled: true,
  isActive: true,
  problem: null,
  startAt: null,
  validUntil: null,
  graceHours: 0,
  maintenanceUntil: end,
  floating: null,
  seats: null,
  consumption: null,
  features: [{ code: 'pdf', name: 'PDF', validUntil: end, endText: null, consumption: null, floating: null }],
  customFields: [],
  customerName: null,
  issuedAt: null,
  details: noDetails,
  unread: [],
}

const overviewAt = (at: string, change: Partial<LicenseRecord> = {}) =>
  toOverview([{ ...record, ...change }], 'SUITE', '/licenses/SUITE.lic', new Date(at))

test.each([
  ['2028-02-28T23:59:59.000Z', false],
  [end, true],
  ['2028-02-29T00:00:01.000Z', true],
])('tells at %s whether updates and features are over, and the license goes on', (at, isOver) => {
  const [license] = overviewAt(at).licenses
  expect(license).toMatchObject({
    standing: { kind: 'valid', until: null },
    maintenanceOver: isOver,
    maintenanceUntil: end,
    features: [{ expired: isOver, validUntil: end }],
  })
})

test('can be shown with the farthest dates and counts that a server may send', () => {
  const far = '9999-12-31T23:59:59.999Z'
  const overview = overviewAt(end, {
    licenseType: 'subscription',
    graceHours: 1e9,
    validUntil: '2028-02-28T00:00:00.000Z',
    maintenanceUntil: far,
    floating: { places: null, inUse: null, borrowedUntil: far, timeoutMinutes: 1e300 },
    consumption: { used: -5, max: 100, overages: 0, resets: 'monthly' },
  })
  expect(licenseOverviewSchema.safeParse(overview).error).toBeUndefined()
  expect(overview.licenses[0]?.standing).toMatchObject({ kind: 'grace', until: far })
})

const shared = { places: 10, inUse: 3, borrowedUntil: null, timeoutMinutes: 120 }
const turnOf = (change: Partial<LicenseRecord>, askedAt: string | null) =>
  toOverview([{ ...record, floating: shared, ...change }], 'SUITE', '/l', new Date(end), askedAt).licenses[0]?.floating

test.each([
  ['an answer of ten', {}, '2027-03-01T10:00:00.000Z', '2027-03-01T12:00:00.000Z'],
  ['no answer that is known', {}, null, null],
  ['a file of ten alone', { issuedAt: '2027-03-01T10:00:00.000Z' }, null, '2027-03-01T12:00:00.000Z'],
  ['an older file', { issuedAt: '2027-03-01T09:00:00.000Z' }, '2027-03-01T10:00:00.000Z', '2027-03-01T12:00:00.000Z'],
  ['no time that is told', { floating: { ...shared, timeoutMinutes: null } }, '2027-03-01T10:00:00.000Z', null],
  ['a time without end', { floating: { ...shared, timeoutMinutes: 1e300 } }, end, '9999-12-31T23:59:59.999Z'],
  ['a license that is borrowed', { floating: { ...shared, borrowedUntil: end } }, '2027-03-01T10:00:00.000Z', null],
] as const)('counts the turn of a shared license after %s', (_name, change, askedAt, turnEnds) => {
  expect(turnOf(change, askedAt)?.turnEnds).toBe(turnEnds)
})
