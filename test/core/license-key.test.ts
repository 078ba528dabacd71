import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastFourOf, parseLicenseKey } from '../../src/core/license-key.ts'

const key = 'AAAA-BBBB-CCCC-DDDD'

describe('parseLicenseKey', () => {
  it.each([
    ['as it is', key],
    ['with blanks around', `  ${key}\t`],
    ['with a line break', `${key}\r\n`],
    ['broken over two lines', 'AAAA-BBBB-\nCCCC-DDDD'],
    ['with no-break spaces', `\u00A0${key}\u00A0`],
    ['with zero-width marks', `\u200B${key}\uFEFF`],
    ['with a soft hyphen', 'AAAA-BBBB\u00AD-CCCC-DDDD'],
    ['with en dashes', key.replaceAll('-', '\u2013')],
    ['with a minus sign', key.replaceAll('-', '\u2212')],
    ['in full-width letters', 'ＡＡＡＡ－BBBB－CCCC－DDDD'],
  ])('takes a key %s', (_name, typed) => {
    expect(parseLicenseKey(typed)).toEqual({ ok: true, key, wasDoubled: false })
  })

  it.each([`${key}${key}`, `${key} ${key}`, `${key}\n${key}\n`])(
    'takes one copy of a key that was pasted twice',
    (typed) => {
      expect(parseLicenseKey(typed)).toEqual({ ok: true, key, wasDoubled: true })
    },
  )

  it('leaves a short key of two equal halves alone', () => {
    expect(parseLicenseKey('ABCDABCD')).toEqual({ ok: true, key: 'ABCDABCD', wasDoubled: false })
  })

  it('keeps upper and lower case', () => {
    expect(parseLicenseKey('aBcD-1234')).toMatchObject({ key: 'aBcD-1234' })
  })

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\u200B', 'empty'],
    ['256 characters', `${'A'.repeat(255)}B`, 'too-long'],
    ['letters of another alphabet', 'АААА-BBBB', 'characters'],
    ['a control character', 'AAAA\u0007BBBB', 'characters'],
  ])('refuses %s', (_name, typed, problem) => {
    expect(parseLicenseKey(typed)).toEqual({ ok: false, problem })
  })

  it('never throws, and gives a key that it takes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const parsed = parseLicenseKey(typed)
        if (parsed.ok) expect(parseLicenseKey(parsed.key).ok).toBe(true)
      }),
    )
  })
})

describe('lastFourOf', () => {
  it.each([
    [key, 'DDDD'],
    ['12345678', '5678'],
    ['1234567', ''],
    ['', ''],
  ])('shows of %s only %s', (whole, shown) => {
    expect(lastFourOf(whole)).toBe(shown)
  })
})
