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

test.each([
  // The night in spring: 02:00 becomes 03:00 at 01:00 UTC.
  ['Europe/Berlin', '2027-03-28T00:59:59.000Z', 'Mar 28, 2027, 1:59 AM GMT+1'],
  ['Europe/Berlin', '2027-03-28T01:00:00.000Z', 'Mar 28, 2027, 3:00 AM GMT+2'],
  // The night in autumn has 02:30 twice: only the zone tells them apart.
  ['Europe/Berlin', '2027-10-31T00:30:00.000Z', 'Oct 31, 2027, 2:30 AM GMT+2'],
  ['Europe/Berlin', '2027-10-31T01:30:00.000Z', 'Oct 31, 2027, 2:30 AM GMT+1'],
  ['America/New_York', '2027-03-14T06:59:59.000Z', 'Mar 14, 2027, 1:59 AM EST'],
  ['America/New_York', '2027-03-14T07:00:00.000Z', 'Mar 14, 2027, 3:00 AM EDT'],
  ['America/New_York', '2027-11-07T05:30:00.000Z', 'Nov 7, 2027, 1:30 AM EDT'],
  ['America/New_York', '2027-11-07T06:30:00.000Z', 'Nov 7, 2027, 1:30 AM EST'],
  ['Asia/Kolkata', '2027-03-01T00:00:00.000Z', 'Mar 1, 2027, 5:30 AM GMT+5:30'],
  ['America/New_York', '2028-03-01T00:00:00.000Z', 'Feb 29, 2028, 7:00 PM EST'],
  ['UTC', '2038-01-19T03:14:07.000Z', 'Jan 19, 2038, 3:14 AM UTC'],
  ['UTC', '9999-12-31T23:59:59.999Z', 'Dec 31, 9999, 11:59 PM UTC'],
])('writes in %s what is %s', (timeZone, instant, words) => {
  expect(formatInstant('en-US', instant, timeZone).replaceAll('\u202F', ' ')).toBe(words)
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
