import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/shared/failure.ts'
import { failureCodes } from '../../src/shared/failure-code.ts'
import { toFailureDetails, toFailureWords } from '../../src/shared/failure-words.ts'
import { type FileCause, fileCauses } from '../../src/shared/file-cause.ts'
import { formatInstant } from '../../src/shared/format.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { frame, olderRequest, otherComputer, unknownKey, wrongClock } from './fixtures/views.ts'

const { t } = createTranslator('en-US')
const wordsOf = (failure: Failure) => toFailureWords(failure, frame, t, 'en-US')

const everyDetail: Failure['details'] = {
  serverCode: 'some_code',
  serverMessage: 'Come back later',
  httpStatus: 429,
  host: 'api.northwind.example:443',
  networkCode: 'net::ERR_FAILED',
  clockDifferenceMinutes: 42,
  localTimeAt: '2026-11-22T22:00:00.000Z',
  serverTimeAt: '2026-11-22T21:18:00.000Z',
  expectedProduct: 'nimbus-suite',
  product: 'other-suite',
  computer: 'STUDIO-12',
  ourComputer: 'STUDIO-07',
  hardwareId: '91aa04c2',
  ourHardwareId: '3f0c1b9a',
  requestedAt: '2026-11-18T08:12:00.000Z',
  openRequestAt: '2026-11-21T15:40:00.000Z',
  seems: 'web-page',
  startDate: '2027-01-05',
  path: '/somewhere/license.json',
  cause: 'no-permission',
  owner: 'root',
  member: 'api.baseUrl',
  expected: 'https',
  retryAfterSeconds: 90,
}

describe.each(failureCodes)('%s', (code) => {
  const bare: Failure = { code, retryable: false, reference: '' }
  test.each([
    ['without facts', bare],
    ['with every fact', { ...bare, details: everyDetail }],
  ])('has complete sentences %s', (_, failure) => {
    for (const sentence of Object.values(wordsOf(failure))) {
      expect(sentence).toMatch(/^[A-ZŁ\p{Lu}].*[.”]$/u)
      expect(sentence).not.toMatch(/\{\{|\}\}|undefined|failure\./)
    }
  })
})

test('takes the form with facts only when all of them are known', () => {
  const failure: Failure = { code: 'unreachable-name', retryable: true, reference: '' }
  expect(wordsOf(failure).happened).toBe('The address of the license server was not found.')
  expect(wordsOf({ ...failure, details: { host: 'a.example' } }).happened).toBe('The address a.example was not found.')
})

test('says why a file could not be read or written, and whose it is', () => {
  const failure: Failure = { code: 'cannot-read', retryable: true, reference: '' }
  const path = '/home/zoe/x.lic'
  const wordsFor = (cause: FileCause, owner?: string) => wordsOf({ ...failure, details: { path, cause, owner } })
  expect(wordsFor('no-permission', 'root').happened).toBe(
    'There is a license file at /home/zoe/x.lic, but it could not be opened: it belongs to root, and you may not use it.',
  )
  expect(wordsFor('no-permission', 'root').todo).toContain('make your user account its owner')
  const told = fileCauses.map((cause) => wordsFor(cause))
  expect(new Set(told.map(({ happened }) => happened)).size).toBe(fileCauses.length)
  expect(new Set(told.map(({ todo }) => todo)).size).toBe(fileCauses.length)
})

test('says how far a clock is off, how long to wait and from which day on', () => {
  expect(wordsOf(wrongClock).happened).toContain('by 3 hours')
  const busy: Failure = {
    code: 'refused-rate-limit',
    retryable: true,
    reference: '',
    details: { retryAfterSeconds: 90 },
  }
  expect(wordsOf(busy).happened).toContain('90 seconds')
  const early: Failure = {
    code: 'refused-start-date',
    retryable: false,
    reference: '',
    details: { startDate: '2027-01-05' },
  }
  expect(wordsOf(early).happened).toContain('January 5, 2027')
  const exact = wordsOf({ ...early, details: { startDate: '2027-01-05T10:30:00.000Z' } }).happened
  expect(exact).toContain(formatInstant('en-US', '2027-01-05T10:30:00.000Z'))
})

test('begins with a capital where no vendor is known', () => {
  const words = toFailureWords(
    { code: 'refused-license-not-enabled', retryable: false, reference: '' },
    null,
    t,
    'en-US',
  )
  expect(words.happened).toBe('The vendor has disabled this license.')
  expect(words.helper).toBe('The vendor can help with this.')
})

test('quotes the server and takes nothing in its words for a placeholder', () => {
  const details = { serverMessage: 'Use {{vendor}} $t(button.back)' }
  const words = wordsOf({ code: 'refused-unknown-code', retryable: false, reference: '', details })
  expect(words.happened).toContain('“Use {{vendor}} $t(button.back)”')
})

test('lists what whoever mends it needs, and leaves out what is not known', () => {
  const facts = { wizardVersion: '0.1.0', frame }
  const lines = toFailureDetails(unknownKey, facts, t, 'en-US')
  expect(lines.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Code: refused-license-not-found',
    'Reference: K7QD-24MX',
    'Server code: license_not_found',
    'HTTP status: 400',
    'Server message: License not found',
    'Server: api.northwind.example:443',
    'Product: Nimbus Suite 4.2.0',
    'Wizard version: 0.1.0',
  ])
  const bare = toFailureDetails(
    { code: 'internal', retryable: false, reference: '' },
    { ...facts, frame: null },
    t,
    'en-US',
  )
  expect(bare.map((line) => line.label)).toEqual(['Code', 'Wizard version'])
})

test('has a label for every detail there is', () => {
  const failure: Failure = { code: 'internal', retryable: false, reference: 'A1B2-C3D4', details: everyDetail }
  for (const { label } of toFailureDetails(
    failure,
    { wizardVersion: '0.1.0', frame, at: '2026-11-22T22:00:00.000Z' },
    t,
    'en-US',
  )) {
    expect(label).not.toContain('failure.')
  }
})

test('says what a file seems to be, unless nobody knows', () => {
  const failure: Failure = { code: 'malformed-answer', retryable: false, reference: '' }
  expect(wordsOf({ ...failure, details: { seems: 'web-page' } }).happened).toContain('It seems to be a web page.')
  const bare = 'This file is not an answer of the license server.'
  expect(wordsOf(failure).happened).toBe(bare)
  expect(wordsOf({ ...failure, details: { seems: 'unknown' } }).happened).toBe(bare)
})

test('names both computers, and the days of both requests', () => {
  expect(wordsOf(otherComputer).happened).toBe(
    'This license was made for the computer STUDIO-12. This one is STUDIO-07.',
  )
  expect(wordsOf(olderRequest).happened).toMatch(/the request of Nov 18, 2026.*the one of Nov 21, 2026/)
  const lines = toFailureDetails(olderRequest, { wizardVersion: '0.1.0', frame }, t, 'en-US')
  expect(lines.find(({ label }) => label === 'Request answered')?.value).toContain('Nov 18, 2026')
})
