import { describe, expect, it } from 'vitest'
import { type Authorizer, sendUnsigned } from '../../src/core/api-request.ts'
import { sendInTime } from '../../src/core/bundle-exchange.ts'
import { findWrongClock } from '../../src/core/clock.ts'
import type { RawReply } from '../../src/core/raw-reply.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { fail, type Result, succeed } from '../../src/shared/result.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const serverDate = 'Sun, 22 Nov 2026 12:00:00 GMT'
const never = new AbortController().signal

function reply(status: number, code?: string, date: string | null = serverDate): Result<RawReply> {
  const bytes = Buffer.from(JSON.stringify({ status, code, message: '' }))
  return succeed({ status, bytes, licenseSignature: null, date, retryAfter: null })
}

/** Sends against these replies, one after the other, and tells for which moments it was signed. */
async function sendAll(...replies: Result<RawReply>[]) {
  const moments: string[] = []
  let forgotten = 0
  const authorizer: Authorizer = {
    authorize: async (request, at) => {
      moments.push(at.toISOString())
      return succeed(sendUnsigned(request))
    },
    forget: () => {
      forgotten += 1
    },
  }
  const send = async (): Promise<Result<RawReply>> => replies.shift() ?? fail(makeFailure('internal'))
  const request = { method: 'GET', url: 'https://example.com', headers: {}, body: null } as const
  const outcome = await sendInTime(request, { now: () => now, send, authorizer }, never)
  return { outcome, moments, forgotten }
}

describe('sendInTime', () => {
  it('signs once where the clock is right', async () => {
    const { outcome, moments } = await sendAll(reply(200))
    expect(outcome.ok).toBe(true)
    expect(moments).toEqual([now.toISOString()])
  })

  it("signs once more for the server's time where the date was refused", async () => {
    const { outcome, moments } = await sendAll(reply(400, 'date_header_diff'), reply(200))
    expect(outcome.ok).toBe(true)
    expect(moments).toEqual([now.toISOString(), '2026-11-22T12:00:00.000Z'])
  })

  it('never signs a third time', async () => {
    const { outcome, moments } = await sendAll(
      reply(400, 'date_header_diff'),
      reply(400, 'date_header_diff'),
      reply(200),
    )
    expect(outcome).toMatchObject({
      failure: { code: 'refused-date-header-diff', details: { clockDifferenceMinutes: -120 } },
    })
    expect(moments).toHaveLength(2)
  })

  it.each(['oauth_token_expired', 'oauth_token_malformed'])('fetches one new token on %s', async (code) => {
    const once = await sendAll(reply(401, code), reply(200))
    expect(once).toMatchObject({ outcome: { ok: true }, forgotten: 1 })
    const twice = await sendAll(reply(401, code), reply(401, code), reply(200))
    expect(twice).toMatchObject({ outcome: { ok: false }, forgotten: 1 })
  })

  it.each([
    ['the server names no time', reply(400, 'date_header_diff', null)],
    ['the server names no date', reply(400, 'date_header_diff', 'soon')],
    ['the refusal is another', reply(400, 'license_expired')],
    ['nobody answers', fail(makeFailure('unreachable-name'))],
  ])('does not try again where %s', async (_name, first) => {
    const { outcome, moments } = await sendAll(first, reply(200))
    expect(outcome.ok).toBe(false)
    expect(moments).toHaveLength(1)
  })
})

describe('findWrongClock', () => {
  it.each([
    [null, false],
    ['nonsense', false],
    ['2026-11-22T09:00:00.000Z', false],
    ['2026-11-23T11:59:59.000Z', false],
    ['2026-11-23T12:00:01.000Z', true],
    ['2027-11-22T10:00:00.000Z', true],
  ])('judges the last verified time, or the making of the program, %s', (last, isRollback) => {
    expect(findWrongClock({ lastServerTimeAt: last, programMadeAt: null }, now) !== null).toBe(isRollback)
    expect(findWrongClock({ lastServerTimeAt: null, programMadeAt: last }, now) !== null).toBe(isRollback)
  })
})
