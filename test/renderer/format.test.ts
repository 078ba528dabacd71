import { expect, test } from 'vitest'
import {
  formatDay,
  formatInDays,
  formatInstant,
  formatList,
  formatNumber,
  formatSpan,
} from '../../src/shared/format.ts'

test('writes an instant with its zone', () => {
  expect(formatInstant('en-US', '2027-03-01T00:00:00.000Z', 'UTC')).toBe('Mar 1, 2027, 12:00 AM UTC')
  expect(formatInstant('de-DE', '2027-03-01T00:00:00.000Z', 'UTC')).toContain('UTC')
})

test('leaves a text alone that is no date', () => {
  expect(formatInstant('en-US', 'soon')).toBe('soon')
  expect(formatDay('en-US', 'soon')).toBe('soon')
})

test('keeps a day the same day in every zone', () => {
  expect(formatDay('en-US', '2027-01-05')).toBe('January 5, 2027')
})

test('counts started days', () => {
  const now = Date.parse('2026-11-22T22:00:00.000Z')
  expect(formatInDays('en-US', '2026-12-04T10:00:00.000Z', now)).toBe('in 12 days')
  expect(formatInDays('en-US', '2026-11-23T10:00:00.000Z', now)).toBe('tomorrow')
})

test('picks the unit of a span', () => {
  const minute = 60_000
  expect(formatSpan('en-US', 45_000)).toBe('45 seconds')
  expect(formatSpan('en-US', -42 * minute)).toBe('42 minutes')
  expect(formatSpan('en-US', 187 * minute)).toBe('3 hours')
  expect(formatSpan('en-US', 3 * 24 * 60 * minute)).toBe('3 days')
})

test('falls back to English for a locale that is none', () => {
  expect(formatNumber('C', 1250)).toBe('1,250')
  expect(formatNumber('en_US.UTF-8', 1250)).toBe('1,250')
  expect(formatList('not a locale', ['A', 'B'])).toBe('A and B')
})
