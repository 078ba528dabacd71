import { describe, expect, it } from 'vitest'
import { readClock } from '../../src/core/connection-clock.ts'
import { isFromApi, judgeReply } from '../../src/core/connection-reply.ts'
import type { RawReply } from '../../src/core/raw-reply.ts'

const now = new Date('2026-11-22T12:00:00.000Z')

function reply(status: number, body: string): RawReply {
  return { status, bytes: Buffer.from(body), licenseSignature: null, date: null, retryAfter: null }
}
const refusal = (code: string): string => JSON.stringify({ status: 400, code, message: 'text' })

describe('judgeReply', () => {
  it.each([
    [400, refusal('missing_headers'), null],
    [401, refusal('brand_new'), null],
    [404, refusal('not_found'), null],
    [404, '<html>Not found</html>', 'unreachable-intercepted'],
    [403, '{"error":"blocked"}', 'unreachable-intercepted'],
    [407, '', 'unreachable-proxy-sign-in'],
    [429, refusal('rate_limit'), 'refused-rate-limit'],
    [500, refusal('internal_error'), 'refused-internal-error'],
    [503, '', 'unreachable-server-error'],
    [200, refusal('missing_headers'), 'unreachable-intercepted'],
    [204, '', 'unreachable-intercepted'],
    [301, refusal('missing_headers'), 'unreachable-redirect'],
  ])('reads %i %s as %s', (status, body, code) => {
    expect(judgeReply(reply(status, body), now)?.code ?? null).toBe(code)
  })

  it.each([
    [400, refusal('missing_headers'), true],
    [500, refusal('internal_error'), true],
    [200, refusal('missing_headers'), false],
    [400, '<html>', false],
  ])('tells whether %i %s is the license server', (status, body, isOwn) => {
    expect(isFromApi(reply(status, body), now)).toBe(isOwn)
  })
})

describe('readClock', () => {
  it.each([
    ['Sun, 22 Nov 2026 12:00:00 GMT', 0, false],
    ['Sun, 22 Nov 2026 11:45:00 GMT', 15, false],
    ['Sun, 22 Nov 2026 11:44:59 GMT', 15, true],
    ['Sun, 22 Nov 2026 12:15:00 GMT', -15, false],
    ['Sun, 22 Nov 2026 12:15:01 GMT', -15, true],
    ['Mon, 22 Nov 2027 12:00:00 GMT', -525_600, true],
  ])('reads %s as %i minutes', (date, minutes, isWrong) => {
    expect(readClock(date, now, 15)).toMatchObject({ minutes, isWrong })
  })

  it.each([null, '', 'yesterday'])('reads nothing from %j', (date) => {
    expect(readClock(date, now, 15)).toBe(null)
  })
})
