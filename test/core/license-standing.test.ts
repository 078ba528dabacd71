import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LicenseRecord, toLicenseRecord } from '../../src/core/license-record.ts'
import { licenseSchema } from '../../src/core/license-schema.ts'
import { toStanding } from '../../src/core/license-standing.ts'
import { licenseStandingSchema } from '../../src/shared/license-overview.ts'
import { noDetails } from '../fakes/license-details.ts'

const end = '2027-03-01T12:00:00.000Z'
const record: LicenseRecord = {
  id: 1,
  productCode: 'A',
  productName: 'A',
  licenseKey: 'K',
  username: null,
  licenseType: 'time-limited',
  isTrial: false,
  isEnabled: true,
  isActive: true,
  problem: null,
  startAt: null,
  validUntil: end,
  graceHours: 0,
  maintenanceUntil: null,
  floating: null,
  seats: null,
  consumption: null,
  features: [],
  customFields: [],
  customerName: null,
  issuedAt: null,
  details: noDetails,
  unread: [],
}
const subscription: LicenseRecord = { ...record, licenseType: 'subscription', graceHours: 72 }
const kindAt = (license: LicenseRecord, at: string): string => toStanding(license, new Date(at)).kind

describe('toStanding', () => {
  it.each([
    ['a second before its end', record, '2027-03-01T11:59:59.000Z', 'valid'],
    ['at its end', record, end, 'expired'],
    ['a second after its end', record, '2027-03-01T12:00:01.000Z', 'expired'],
    ['at its end, with grace', subscription, end, 'grace'],
    ['a second before its grace is over', subscription, '2027-03-04T11:59:59.000Z', 'grace'],
    ['when its grace is over', subscription, '2027-03-04T12:00:00.000Z', 'expired'],
    ['at its end, with grace hours on another type', { ...record, graceHours: 72 }, end, 'expired'],
    ['without an end', { ...record, validUntil: null }, '2099-01-01T00:00:00.000Z', 'valid'],
    ['before its start', { ...record, startAt: '2027-01-01T00:00:00.000Z' }, '2026-12-31T23:59:59.999Z', 'not-started'],
    ['at its start', { ...record, startAt: '2027-01-01T00:00:00.000Z' }, '2027-01-01T00:00:00.000Z', 'valid'],
    ['when disabled', { ...record, isEnabled: false }, '2026-12-31T00:00:00.000Z', 'disabled'],
    ['past 2038', { ...record, validUntil: '2040-01-01T00:00:00.000Z' }, '2039-06-01T00:00:00.000Z', 'valid'],
  ] as const)('judges a license %s', (_name, license, at, kind) => {
    expect(kindAt(license, at)).toBe(kind)
  })

  const until = (validUntil: string, change: Partial<LicenseRecord> = {}) => ({ ...record, validUntil, ...change })
  const trial = { isTrial: true } as const
  const grace = { licenseType: 'subscription', graceHours: 72 } as const
  const second = (at: string, seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString()

  /** Each instant at which a standing changes: what it is a second before, at that instant and a second after. */
  it.each([
    ['a validity', until(end), end, 'valid', 'expired'],
    ['a trial', until(end, trial), end, 'valid', 'expired'],
    ['the paid time of a subscription', subscription, end, 'valid', 'grace'],
    ['its grace hours', subscription, '2027-03-04T12:00:00.000Z', 'grace', 'expired'],
    ['half an hour of grace', { ...subscription, graceHours: 0.5 }, '2027-03-01T12:30:00.000Z', 'grace', 'expired'],
    [
      'the wait for a start',
      { ...record, startAt: '2027-02-01T00:00:00.000Z' },
      '2027-02-01T00:00:00.000Z',
      'not-started',
      'valid',
    ],
    // Clocks change in Berlin (01:00 UTC) and New York (07:00, 06:00 UTC): nothing of it may be seen here.
    [
      'a validity in the missing hour of Berlin',
      until('2027-03-28T01:00:00.000Z'),
      '2027-03-28T01:00:00.000Z',
      'valid',
      'expired',
    ],
    [
      'a validity in the double hour of Berlin',
      until('2027-10-31T01:00:00.000Z'),
      '2027-10-31T01:00:00.000Z',
      'valid',
      'expired',
    ],
    [
      'grace over the missing hour of New York',
      until('2027-03-13T12:00:00.000Z', grace),
      '2027-03-16T12:00:00.000Z',
      'grace',
      'expired',
    ],
    [
      'grace over the double hour of New York',
      until('2027-11-06T12:00:00.000Z', grace),
      '2027-11-09T12:00:00.000Z',
      'grace',
      'expired',
    ],
    ['a validity on a leap day', until('2028-02-29T00:00:00.000Z'), '2028-02-29T00:00:00.000Z', 'valid', 'expired'],
    ['grace over a leap day', until('2028-02-28T12:00:00.000Z', grace), '2028-03-02T12:00:00.000Z', 'grace', 'expired'],
    [
      'a start on a leap day',
      { ...record, validUntil: null, startAt: '2028-02-29T00:00:00.000Z' },
      '2028-02-29T00:00:00.000Z',
      'not-started',
      'valid',
    ],
    ['the last second of 32 bits', until('2038-01-19T03:14:07.000Z'), '2038-01-19T03:14:07.000Z', 'valid', 'expired'],
    ['the first one beyond', until('2038-01-19T03:14:08.000Z'), '2038-01-19T03:14:08.000Z', 'valid', 'expired'],
    ['grace across them', until('2038-01-18T03:14:08.000Z', grace), '2038-01-21T03:14:08.000Z', 'grace', 'expired'],
    [
      'the last second of 32 bits without a sign',
      until('2106-02-07T06:28:15.000Z'),
      '2106-02-07T06:28:15.000Z',
      'valid',
      'expired',
    ],
  ] as const)('changes at the very second: %s', (_name, license, at, before, after) => {
    expect([kindAt(license, second(at, -1)), kindAt(license, at), kindAt(license, second(at, 1))]).toEqual([
      before,
      after,
      after,
    ])
  })

  it('counts the days of a trial across a leap day', () => {
    const leap = until('2028-03-01T00:00:00.000Z', trial)
    const daysAt = (at: string) => toStanding(leap, new Date(at))
    expect(daysAt('2028-02-28T00:00:00.000Z')).toMatchObject({ daysLeft: 2 })
    expect(daysAt('2028-02-29T00:00:00.000Z')).toMatchObject({ daysLeft: 1 })
    expect(toStanding(until('2027-03-01T00:00:00.000Z', trial), new Date('2027-02-28T00:00:00.000Z'))).toMatchObject({
      daysLeft: 1,
    })
  })

  it('counts days by 24 hours in the weeks in which clocks change', () => {
    expect(toStanding(until('2027-03-29T00:00:00.000Z'), new Date('2027-03-27T00:00:00.000Z'))).toMatchObject({
      daysLeft: 2,
    })
  })

  it('knows "never" as the last instant that can be written, and no grace beyond it', () => {
    const never = '9999-12-31T23:59:59.999Z'
    expect(toStanding(until(never), new Date('2026-11-22T00:00:00.000Z'))).toMatchObject({
      kind: 'valid',
      until: never,
    })
    const standing = toStanding(until('9999-12-31T00:00:00.000Z', { ...grace, graceHours: 1e12 }), new Date(never))
    expect(standing).toEqual({ kind: 'expired', ended: '9999-12-31T00:00:00.000Z' })
    const inGrace = toStanding(
      until('9999-12-31T00:00:00.000Z', { ...grace, graceHours: 1e300 }),
      new Date('9999-12-31T12:00:00.000Z'),
    )
    expect(inGrace).toMatchObject({ kind: 'grace', until: never, hoursLeft: 12 })
    expect(licenseStandingSchema.safeParse(inGrace).success).toBe(true)
  })

  it.each([
    ['disabled and not started', { isEnabled: false, startAt: '2028-01-01T00:00:00.000Z' }, 'disabled'],
    ['disabled and over', { isEnabled: false, validUntil: '2020-01-01T00:00:00.000Z' }, 'disabled'],
    ['disabled in its grace hours', { ...grace, isEnabled: false, validUntil: '2026-12-30T00:00:00.000Z' }, 'disabled'],
    [
      'not started and over',
      { startAt: '2028-01-01T00:00:00.000Z', validUntil: '2020-01-01T00:00:00.000Z' },
      'not-started',
    ],
  ] as const)('tells the heavier of two standings: %s', (_name, change, kind) => {
    expect(kindAt({ ...record, ...change }, '2027-01-01T00:00:00.000Z')).toBe(kind)
  })

  it.each([
    ['2027-03-01T11:59:59.999Z', 1],
    ['2027-02-28T12:00:00.000Z', 1],
    ['2027-02-28T11:59:59.999Z', 2],
  ])('counts started days at %s', (at, daysLeft) => {
    expect(toStanding(record, new Date(at))).toMatchObject({ daysLeft })
  })

  it('tells until when the grace period goes', () => {
    expect(toStanding(subscription, new Date('2027-03-02T12:30:00.000Z'))).toEqual({
      kind: 'grace',
      ended: end,
      until: '2027-03-04T12:00:00.000Z',
      hoursLeft: 48,
    })
  })
})

describe('toStanding with absurd values', () => {
  const noTime = new Date(Number.NaN)

  it.each([
    ['with an end', record, 'expired'],
    ['with grace hours', subscription, 'expired'],
    ['with a start', { ...record, validUntil: null, startAt: '2020-01-01T00:00:00.000Z' }, 'not-started'],
    ['that is disabled', { ...record, isEnabled: false }, 'disabled'],
    ['that has neither start nor end', { ...record, validUntil: null }, 'valid'],
  ] as const)('takes no clock for a moment at which a license %s is usable', (_name, license, kind) => {
    expect(toStanding(license, noTime).kind).toBe(kind)
  })

  it.each([Number.NaN, -1e300, -1, 0])('takes %d grace hours for none', (graceHours) => {
    expect(toStanding({ ...subscription, graceHours }, new Date(end))).toEqual({ kind: 'expired', ended: end })
  })

  it('says something that can be shown, whatever numbers the server writes', () => {
    const absurd = [0, -0, 1e15, 2 ** 53, 8.64e15, 1e21, 1e300, Number.MAX_VALUE, Number.MIN_VALUE, -Number.MAX_VALUE]
    const number = fc.oneof(fc.constantFrom(...absurd), fc.double({ noNaN: true, noDefaultInfinity: true }))
    const members = fc.record({
      id: number,
      grace_period: number,
      max_activations: number,
      times_activated: number,
      floating_users: number,
      max_consumptions: number,
      total_consumptions: number,
      max_overages: number,
      license_type: fc.constantFrom('perpetual', 'time-limited', 'subscription', 'consumption'),
      validity_period: fc.constantFrom('', end, '0000-01-01', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-14:00'),
      start_date: fc.constantFrom('', end, '0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00'),
    })
    const now = fc.oneof(fc.date(), fc.constantFrom(noTime, new Date(8.64e15), new Date(-8.64e15)))
    const wire = { license_signature: 'S', allow_grace_period: true, product_details: { short_code: 'A' } }
    fc.assert(
      fc.property(members, now, (given, at) => {
        const license = toLicenseRecord(licenseSchema.parse(JSON.parse(JSON.stringify({ ...wire, ...given }))))
        const standing = toStanding(license, at)
        expect(licenseStandingSchema.safeParse(standing).success).toBe(true)
        if (Number.isNaN(at.getTime())) expect(standing.kind).not.toBe('grace')
      }),
      { numRuns: 1000 },
    )
  })
})
