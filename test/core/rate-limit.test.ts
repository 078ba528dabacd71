import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callRules, openRateLimit, type RateRule } from '../../src/core/rate-limit.ts'

/** When `count` calls go out that each wait as long as they are told to, and `pauses` before that. */
function timesOf(rules: readonly RateRule[], count: number, pauses: readonly number[] = []): number[] {
  let now = 5000
  const limit = openRateLimit(rules, () => now)
  return Array.from({ length: count }, (_, index) => {
    now += pauses[index] ?? 0
    now += limit.waitMs()
    limit.note()
    return now
  })
}

function mostIn(windowMs: number, times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at - from < windowMs).length))
}

describe('the limit of calls', () => {
  it('lets the first calls go at once, and the next ones after the window', () => {
    expect(timesOf([{ calls: 2, windowMs: 1000 }], 5)).toEqual([5000, 5000, 6000, 6000, 7000])
  })

  it('counts over a rolling time', () => {
    expect(timesOf([{ calls: 2, windowMs: 1000 }], 3, [0, 900, 0])).toEqual([5000, 5900, 6000])
  })

  it('holds every rule, whenever the calls come', () => {
    const rules = [
      { calls: 3, windowMs: 100 },
      { calls: 5, windowMs: 1000 },
    ]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 40 }), (pauses) => {
        const times = timesOf(rules, pauses.length, pauses)
        for (const { calls, windowMs } of rules) expect(mostIn(windowMs, times)).toBeLessThanOrEqual(calls)
      }),
    )
  })

  it('stays below what the license server allows, and sends 200 in about ten seconds', () => {
    const times = timesOf(callRules(1000), 2000)
    expect(mostIn(1000, times)).toBeLessThan(50)
    expect(mostIn(10_000, times)).toBeLessThan(200)
    expect(mostIn(60_000, times)).toBeLessThan(1800)
    expect((times[199] ?? 0) - 5000).toBeLessThanOrEqual(10_000)
  })

  it('takes a smaller number for a minute', () => {
    expect(mostIn(60_000, timesOf(callRules(30), 100))).toBe(30)
  })
})
