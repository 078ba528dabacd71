import { describe, expect, it } from 'vitest'
import type { LicenseRecord } from '../../src/core/license-record.ts'
import { toStanding } from '../../src/core/license-standing.ts'

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
