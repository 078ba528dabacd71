import { expect, test } from 'vitest'
import { needsAttention, type Reader, toFloatingWords, toSummaryWords } from '../../src/renderer/license-words.ts'
import { toUsageWords } from '../../src/renderer/usage-words.ts'
import { formatInstant } from '../../src/shared/format.ts'
import type { LicenseStanding, LicenseSummary } from '../../src/shared/license-overview.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { fiveLicenses } from './fixtures/overviews.ts'

const now = '2027-03-01T12:00:00.000Z'
const { t } = createTranslator('en-US')
const reader: Reader = { t, locale: 'en-US', vendorName: 'Northwind', nowMs: Date.parse(now) }
const [suite, ...others] = fiveLicenses.licenses as [LicenseSummary, ...LicenseSummary[]]
const plain: LicenseSummary = { ...suite, consumption: null, standing: { kind: 'valid', until: null, daysLeft: null } }
const consumed = (used: number) => ({ used, max: 100, overages: 20, resets: null })

const standings: readonly LicenseStanding[] = [
  { kind: 'expired', ended: now },
  { kind: 'disabled' },
  { kind: 'not-started', starts: now },
  { kind: 'grace', ended: now, until: now, hoursLeft: 1 },
]
const summaryOf = (licenses: LicenseSummary[]): string => toSummaryWords({ ...fiveLicenses, licenses }, reader)

test('sums a bundle up whose products stand in different ways', () => {
  const licenses = standings.map((standing) => ({ ...plain, standing }))
  expect(summaryOf([plain, ...licenses, { ...plain, consumption: consumed(120) }])).toBe(
    '3 licenses are active on this computer. 1 expired, 1 disabled, 1 not started, 1 used up, and 1 in the grace period.',
  )
})

test('says in a line that all products stand in one way', () => {
  const disabled: LicenseSummary = { ...plain, standing: { kind: 'disabled' } }
  expect(summaryOf([disabled, disabled, disabled])).toBe('No license is active on this computer. 3 disabled.')
})

test('wants attention for a license of which nothing is left, and not a unit before', () => {
  expect(needsAttention({ ...plain, consumption: consumed(119) })).toBe(false)
  expect(needsAttention({ ...plain, consumption: consumed(120) })).toBe(true)
  expect(others.some(needsAttention)).toBe(true)
})

test.each([
  [consumed(90), '10 left, and 20 beyond the limit'],
  [{ ...consumed(90), overages: null }, '10 left'],
  [consumed(100), 'limit reached, 20 beyond it left'],
  [consumed(110), 'limit reached, 10 beyond it left'],
  [consumed(120), 'nothing left'],
  [{ ...consumed(100), overages: null }, 'nothing left'],
  [{ ...consumed(110), max: null }, ''],
])('says what is left of %j', (usage, left) => {
  expect(toUsageWords(usage, reader).left).toBe(left)
})

test.each([
  ['2027-03-01T12:00:01.000Z', 'reserved for this computer until'],
  [now, 'was reserved for this computer until'],
  ['2027-03-01T11:59:59.000Z', 'was reserved for this computer until'],
])('says of a license that is borrowed until %s how it stands', (borrowedUntil, words) => {
  const floating = { places: 10, inUse: 3, borrowedUntil, turnEnds: null }
  expect(toFloatingWords(floating, reader)).toBe(`${words} ${formatInstant('en-US', borrowedUntil)}`)
})

test.each([
  ['2027-03-01T12:00:01.000Z', '3 of 10 places in use'],
  [now, `its turn here ended ${formatInstant('en-US', now)}, unless the application renewed it`],
])('says of a shared license whose turn ends %s how it stands', (turnEnds, words) => {
  expect(toFloatingWords({ places: 10, inUse: 3, borrowedUntil: null, turnEnds }, reader)).toBe(words)
})
