import { describe, expect, it } from 'vitest'
import type { RawReply } from '../../src/core/raw-reply.ts'
import { serverErrorCodes, toServerFailure } from '../../src/core/server-error.ts'

const now = new Date('2026-11-22T10:00:00.000Z')

function reply(status: number, body: unknown, members: Partial<RawReply> = {}): RawReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, bytes: Buffer.from(text), licenseSignature: null, date: null, retryAfter: null, ...members }
}
const refusal = (code: string, message = 'text'): RawReply => reply(400, { status: 400, code, message })

describe('toServerFailure', () => {
  it.each(Object.entries(serverErrorCodes))('reads %s as %s', (serverCode, code) => {
    expect(toServerFailure(refusal(serverCode), now)).toMatchObject({ code, details: { serverCode, httpStatus: 400 } })
  })

  it('keeps an unknown code and quotes the message', () => {
    expect(toServerFailure(refusal('brand_new', 'Try the other door'), now)).toMatchObject({
      code: 'refused-unknown-code',
      details: { serverCode: 'brand_new', serverMessage: 'Try the other door' },
    })
  })

  it('takes no code from the prototype of objects', () => {
    expect(toServerFailure(refusal('constructor'), now).code).toBe('refused-unknown-code')
    expect(toServerFailure(refusal('__proto__'), now).code).toBe('refused-unknown-code')
  })

  it('cleans quoted text of control and direction characters', () => {
    const failure = toServerFailure(refusal('x', 'a\u202Eb\nc\u0000d'), now)
    expect(failure.details?.serverMessage).toBe('a b c d')
  })

  it('shortens what is quoted', () => {
    expect(toServerFailure(refusal('x', 'm'.repeat(5000)), now).details?.serverMessage).toHaveLength(500)
  })

  it('tells by how much the clocks differ', () => {
    const late = reply(
      400,
      { status: 400, code: 'date_header_diff', message: '' },
      { date: 'Sun, 22 Nov 2026 12:00:00 GMT' },
    )
    expect(toServerFailure(late, now).details).toMatchObject({
      clockDifferenceMinutes: -120,
      localTimeAt: '2026-11-22T10:00:00.000Z',
      serverTimeAt: '2026-11-22T12:00:00.000Z',
    })
  })

  it('finds the start date in the message', () => {
    const early = refusal('license_start_date_error', 'This license cannot be activated before start date: 2027-01-31')
    expect(toServerFailure(early, now).details?.startDate).toBe('2027-01-31')
  })

  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2027-01-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z'],
    ['2027-01-31T10:00:00', '2027-01-31T10:00:00.000Z'],
    ['2027-01-31 23:00:00-05:00', '2027-02-01T04:00:00.000Z'],
    ['2027-01-31T99:00', '2027-01-31'],
    ['next year', undefined],
  ])('reads the start date %s as %s', (text, startDate) => {
    const early = refusal('license_start_date_error', `This license cannot be activated before start date: ${text}`)
    expect(toServerFailure(early, now).details?.startDate).toBe(startDate)
  })

  it.each([
    ['30', 30],
    [' 30 ', 30],
    ['3601', 3600],
    ['99999999999999999999', 3600],
    ['0', 0],
    ['5 minutes', undefined],
    ['1.5', undefined],
    ['Sun, 22 Nov 2026 09:59:00 GMT', undefined],
    ['Fri, 22 Nov 2126 12:00:00 GMT', 3600],
    ['Sun, 22 Nov 2026 10:01:00 GMT', 60],
    ['yesterday', undefined],
    ['-5', undefined],
  ])('reads Retry-After: %s', (retryAfter, seconds) => {
    const failure = toServerFailure(reply(429, 'busy', { retryAfter }), now)
    expect(failure.code).toBe('refused-rate-limit')
    expect(failure.details?.retryAfterSeconds).toBe(seconds)
  })

  it('measures a date of Retry-After by the clock of the server', () => {
    const retryAfter = 'Sun, 22 Nov 2026 18:00:30 GMT'
    const late = reply(429, 'busy', { retryAfter, date: 'Sun, 22 Nov 2026 18:00:00 GMT' })
    expect(toServerFailure(late, now).details?.retryAfterSeconds).toBe(30)
  })

  it.each([
    [404, '<html>', 'unreachable-intercepted'],
    [401, '\uFEFF \n<!doctype html><title>Sign in</title>', 'unreachable-intercepted'],
    [403, 'Blocked by policy', 'unreachable-intercepted'],
    [403, '', 'unreachable-intercepted'],
    [511, '<html>', 'unreachable-intercepted'],
    [404, '{"detail":"Not found."}', 'malformed-response'],
    [503, '<html>', 'unreachable-server-error'],
    [403, '[]', 'malformed-response'],
    [400, '{"status":400}', 'malformed-response'],
    [400, '{"code":5}', 'malformed-response'],
    [407, '', 'unreachable-proxy-sign-in'],
    [429, '', 'refused-rate-limit'],
    [500, 'Internal Server Error', 'unreachable-server-error'],
    [503, 'x'.repeat(100_000), 'unreachable-server-error'],
    [500, '{"status":500,"code":"internal_error","message":""}', 'refused-internal-error'],
  ])('judges HTTP %i with a body that is no error answer by its status', (status, body, code) => {
    expect(toServerFailure(reply(status, body), now).code).toBe(code)
  })
})
