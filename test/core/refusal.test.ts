import { describe, expect, it } from 'vitest'
import type { LicenseRecord } from '../../src/core/license-record.ts'
import { afterRefusal, isEndingRefusal, toUnconfirmed } from '../../src/core/refusal.ts'
import { serverErrorCodes } from '../../src/core/server-error.ts'
import type { LicenseStanding } from '../../src/shared/license-overview.ts'

const at = '2026-11-20T10:00:00.000Z'
const code = 'refused-device-not-found'
const valid: LicenseStanding = { kind: 'valid', until: null, daysLeft: null }
const recordOf = (issuedAt: string | null): LicenseRecord => ({ issuedAt }) as LicenseRecord

it('ends a license by no refusal that is about the call, the clock, the load or the vendor', () => {
  const ending = Object.entries(serverErrorCodes).filter(([, failure]) => isEndingRefusal(failure))
  expect(ending.map(([name]) => name).sort()).toEqual([
    'active_license_required',
    'blacklisted',
    'device_not_found',
    'license_expired',
    'license_not_active',
    'license_not_enabled',
    'license_not_found',
    'trial_expired',
  ])
})

describe('what a refused check says', () => {
  it('counts from the last verified answer, else from the newest license', () => {
    const records = [recordOf(null), recordOf('2026-11-02T00:00:00.000Z'), recordOf('2026-11-01T00:00:00.000Z')]
    const since = (serverTimeAt: string | null, known = records) =>
      toUnconfirmed({ at, code }, known, serverTimeAt, null).since
    expect(since('2026-11-10T00:00:00.000Z')).toBe('2026-11-10T00:00:00.000Z')
    expect(since(null)).toBe('2026-11-02T00:00:00.000Z')
    expect(since(null, [recordOf(null)])).toBeNull()
  })

  it.each([
    [null, null],
    [0, at],
    [30, '2026-12-20T10:00:00.000Z'],
    [3650, '2036-11-17T10:00:00.000Z'],
  ])('with %s days ends at %s', (days, endsAt) => {
    expect(toUnconfirmed({ at, code }, [], null, days).endsAt).toBe(endsAt)
  })
})

describe('a license after a refusal', () => {
  const refused = (days: number | null) => toUnconfirmed({ at, code }, [], null, days)
  const ended = { kind: 'unconfirmed', ended: '2026-11-21T10:00:00.000Z' }

  it.each([
    ['2026-11-21T09:59:59.999Z', valid],
    ['2026-11-21T10:00:00.000Z', ended],
    ['2099-01-01T00:00:00.000Z', ended],
    // A clock that was set back to before the refusal.
    ['2026-11-19T00:00:00.000Z', valid],
    ['1970-01-01T00:00:00.000Z', valid],
    ['no date', ended],
  ])('of one day is at %s', (now, expected) => {
    expect(afterRefusal(valid, refused(1), new Date(now))).toEqual(expected)
  })

  it('ends at once with 0 days, and never where the vendor does not want it', () => {
    expect(afterRefusal(valid, refused(0), new Date(at))).toEqual({ kind: 'unconfirmed', ended: at })
    expect(afterRefusal(valid, refused(null), new Date('2099-01-01'))).toBe(valid)
    expect(afterRefusal(valid, null, new Date('2099-01-01'))).toBe(valid)
  })

  it('stays expired or disabled where it is that', () => {
    for (const standing of [{ kind: 'disabled' }, { kind: 'expired', ended: at }] as const) {
      expect(afterRefusal(standing, refused(0), new Date('2099-01-01'))).toBe(standing)
    }
  })
})
