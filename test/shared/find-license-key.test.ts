import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLicenseKey, longestKeyText } from '../../src/shared/find-license-key.ts'
import type { KeyForm } from '../../src/shared/key-form.ts'

const key = 'AAAA-BBBB-CCCC-DDDD'
const other = 'EEEE-FFFF-GGGG-HHHH'
const form: KeyForm = {
  groups: [4, 4, 4, 4],
  separator: '-',
  alphabet: 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789',
  case: 'upper',
}
const alone = { ok: true, key, wasDoubled: false, leftOut: '' }

const mail = `> From: Northwind Software <orders@northwind.example>
> Date: 2026-11-28, 22:05
>
> Dear Ms. Müller,
>
> thank you for your order no. NW-2026-004711 (invoice INVOICE-20261128).
> Your license key is “${key}”. Download: https://northwind.example/d/ABCD-1234-EFGH-5678/setup.exe
>
> Call us at +48 600-123-456 if you need help.
> -- 
> Example-Software, state-of-the-art tools`

const around: readonly (readonly [string, string])[] = [
  ['straight quotes', `"${key}"`],
  ['single quotes', `'${key}'`],
  ['curly quotes', `“${key}”`],
  ['low quotes', `„${key}“`],
  ['guillemets', `«${key}»`],
  ['guillemets with blanks', `« ${key} »`],
  ['backticks', `\`${key}\``],
  ['acute accents', `´${key}´`],
  ['a quote at one end only', `"${key}`],
  ['round brackets', `(${key})`],
  ['square brackets', `[${key}]`],
  ['braces', `{${key}}`],
  ['angle brackets', `<${key}>`],
  ['wide brackets', `【${key}】`],
  ['quotes in brackets', `["${key}"]`],
  ['marks of emphasis', `**${key}**`],
  ['the end of a sentence', `${key}.`],
  ['an order number', `Order 4711 ${key}`],
  ['an order number behind it', `${key} (order #4711)`],
  ['a label', `License key: ${key}`],
  ['a label in the line before', `License key:\n\n    ${key}\n`],
  ['a label without a blank', `KEY=${key}`],
  ['a label of JSON', `{"licenseKey": "${key}", "seats": 5}`],
  ['a label of JSON without a blank', `{"license_key":"${key}","seats":5}`],
  ['a label of another name', `license=${key}`],
  ['an element of XML', `<seats>5</seats><license>${key}</license>`],
  ['a cell of a table', `|${key}|`],
  ['Chinese', `您的许可证密钥：${key}。`],
  ['Japanese', `ライセンスキーは${key}です`],
  ['a German label', `Ihr Lizenzschlüssel lautet: ${key}`],
  ['a French label', `Votre clé de licence : ${key}`],
  ['a Japanese label in full width', `ライセンスキー：${key}`],
  ['a mark of a mail', `> ${key}`],
  ['two marks of a mail', `>> ${key}`],
  ['a mail', mail],
  ['a mail with line breaks of Windows', mail.replaceAll('\n', '\r\n')],
  ['a mail in which it is twice', `${mail}\n> ${key}`],
  ['a mail that breaks its line', mail.replace('CCCC-', 'CCCC-\n> ')],
  ['HTML', `<p>Hello&nbsp;Ann,</p><p>your key: <b>AAAA</b>-BBBB-CCCC&#8209;DDDD</p><br/>`],
  ['a comment line', `# license of the lab, not AAAA-0000-CCCC-1111\n${key}\n`],
  ['a comment line behind it', `${key}\n# Order 4711\n`],
]

const plain: readonly (readonly [string, string])[] = [
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
  ['with the long vowel mark of Japanese', 'ＡＡＡＡーＢＢＢＢーＣＣＣＣーＤＤＤＤ'],
]

describe('findLicenseKey', () => {
  it.each(plain)('takes a key %s', (_name, typed) => {
    expect(findLicenseKey(typed, null)).toEqual(alone)
    expect(findLicenseKey(typed, form)).toEqual(alone)
  })

  it.each(around)('takes a key out of %s, and says what it left out', (_name, typed) => {
    for (const declared of [null, form]) {
      const found = findLicenseKey(typed, declared)
      expect(found).toMatchObject({ ok: true, key })
      expect(found.ok && found.leftOut).not.toBe('')
      expect(found.ok && found.leftOut).not.toContain(key)
    }
  })

  it.each(['c3VwZXJzZWNyZXQxMjM0NTY3OA==', 'A1B2C3D4E5F6G7H8+', 'AB12-CD34-EF56-GH78='])(
    'leaves %s, which is Base64, as it is',
    (typed) => {
      expect(findLicenseKey(typed, null)).toMatchObject({ ok: true, key: typed, leftOut: '' })
    },
  )

  it.each(['A-\n', '1-\n', 'A1B2-\n> '])('reads 64 KB of %j once', (line) => {
    const text = `Your key ${line.repeat(65_000 / line.length)}Aé`
    expect(findLicenseKey(text, null).ok).toBe(false)
  })

  it('says what it left out', () => {
    expect(findLicenseKey(`Order 4711 “${key}”`, null)).toMatchObject({ leftOut: 'Order 4711 “ ”' })
  })

  it.each([
    [`${key} ${other}`],
    [`Two seats:\n1. ${key}\n2. ${other}\n`],
    [`License key: ${key}\nLicense key: ${other}`],
  ])('asks which of two keys is meant', (typed) => {
    for (const declared of [null, form]) {
      expect(findLicenseKey(typed, declared)).toMatchObject({ ok: false, problem: 'several', candidates: [key, other] })
    }
  })

  it('asks whether a group behind a key is a part of it', () => {
    const typed = 'AAAA-BBBB-CCCC 4711'
    expect(findLicenseKey(typed, null)).toMatchObject({
      problem: 'several',
      candidates: ['AAAA-BBBB-CCCC', 'AAAA-BBBB-CCCC4711'],
    })
    expect(findLicenseKey(`4711 ${key}`, null)).toMatchObject({ problem: 'several' })
    expect(findLicenseKey(`4711 ${key}`, form)).toMatchObject({ ok: true, key, leftOut: '4711' })
  })

  it.each([`${key}${key}`, `${key} ${key}`, `${key}\n${key}\n`])(
    'takes one copy of a key that was pasted twice',
    (typed) => {
      for (const declared of [null, form]) {
        expect(findLicenseKey(typed, declared)).toEqual({ ...alone, wasDoubled: true })
      }
    },
  )

  it.each([
    'ABCDABCD',
    'aBcD-1234',
    'x',
    '4711',
    'key_with_underscores',
    'aB3$%&/=?!@x',
    'AAAA.BBBB.CCCC',
    '#ABC-123',
    'A<B>C&lt;D',
    'user@example.com/2026',
    'AAAA-BBBB-CCCC.lic',
    '<x>b<y>',
    'mailto:a@example.com?body=AAAA-BBBB-CCCC',
    'hello',
  ])('leaves a single word %s alone where no form is declared', (typed) => {
    expect(findLicenseKey(typed, null)).toEqual({ ok: true, key: typed, wasDoubled: false, leftOut: '' })
  })

  it.each([
    ['NIMB-41F8 7Q2M', 'NIMB-41F87Q2M'],
    ['AAAA BBBB CCCC', 'AAAABBBBCCCC'],
    ['License key: ABC 123 XYZ', 'ABC123XYZ'],
    ['Your key: s3cr3t_x (valid until 2027)', 's3cr3t_x'],
  ])('reads %s as it did before: without blanks', (typed, expected) => {
    expect(findLicenseKey(typed, null)).toMatchObject({ ok: true, key: expected })
  })

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\u200B', 'empty'],
    ['256 characters', `${'A'.repeat(255)}B`, 'too-long'],
    ['more than any mail', 'x '.repeat(longestKeyText), 'too-long'],
    ['letters of another alphabet', 'АААА-BBBB', 'characters'],
    ['a control character', 'AAAA\u0007BBBB', 'characters'],
    ['a sentence', 'Please send me my license key', 'none'],
    ['a label with nothing', 'License key: see the attached file', 'none'],
    ['a mail without a key', mail.replace(key, 'attached'), 'none'],
    ['a code of another kind', 'Your discount code: SAVE20OFF', 'none'],
    ['comments alone', '# no key yet\n# ask the shop', 'none'],
  ])('refuses %s', (_name, typed, problem) => {
    expect(findLicenseKey(typed, null)).toMatchObject({ ok: false, problem })
  })
})

describe('findLicenseKey with a declared form', () => {
  it.each([
    'aaaa-bbbb-cccc-dddd',
    'aaaabbbbccccdddd',
    'AAAA BBBB CCCC DDDD',
    'aaaa.bbbb.cccc.dddd',
    'AAAA - BBBB - CCCC - DDDD',
    'License key: aaaabbbbccccdddd',
  ])('writes %s in the form', (typed) => {
    expect(findLicenseKey(typed, form)).toMatchObject({ ok: true, key })
  })

  it.each([
    ['a character that no key has', 'OAAA-BBBB-CCCC-D1DD', { problem: 'form-characters', characters: 'O1' }],
    ['letters of another alphabet', 'Schlüssel', { problem: 'form-characters', characters: 'ü' }],
    ['a character that no key has behind a label', 'Key: OAAA-BBBB-CCCC-DDDD', { characters: 'O' }],
    ['a group too few', 'AAAA-BBBB-CCCC', { problem: 'form-groups' }],
    ['a group too many', `${key}-EEEE`, { problem: 'form-groups' }],
    ['a sentence', 'Please send me my license key', { problem: 'none' }],
    ['a mail without a key', mail.replace(key, 'attached'), { problem: 'none' }],
  ])('refuses %s', (_name, typed, problem) => {
    expect(findLicenseKey(typed, form)).toMatchObject({ ok: false, ...problem })
  })

  it('keeps the case where it counts', () => {
    const exact: KeyForm = { ...form, alphabet: 'abcdABCD', case: 'exact' }
    expect(findLicenseKey('aaaa-BBBB-cccc-DDDD', exact)).toMatchObject({ key: 'aaaa-BBBB-cccc-DDDD' })
    expect(findLicenseKey(key.toLowerCase(), { ...form, case: 'lower', alphabet: 'abcd' })).toMatchObject({
      key: key.toLowerCase(),
    })
  })

  it('reads keys with blanks, underscores, signs of expressions, and keys that are short', () => {
    const blanks: KeyForm = { ...form, groups: [5, 5], separator: ' ' }
    expect(findLicenseKey('AAAAA BBBBB', blanks)).toMatchObject({ key: 'AAAAA BBBBB', leftOut: '' })
    expect(findLicenseKey('Your key: AAAAA BBBBB.', blanks)).toMatchObject({ key: 'AAAAA BBBBB' })
    expect(findLicenseKey('FGHJK AAAAA BBBBB', blanks)).toMatchObject({ problem: 'several' })
    const short: KeyForm = { groups: [6], separator: '', alphabet: '0123456789', case: 'exact' }
    expect(findLicenseKey('Order 4711: 123456', short)).toMatchObject({ key: '123456', leftOut: 'Order 4711:' })
    const signs: KeyForm = { groups: [3, 3], separator: '_', alphabet: 'AB-]^\\$', case: 'exact' }
    expect(findLicenseKey('key A]^_$\\- here', signs)).toMatchObject({ key: 'A]^_$\\-' })
  })
})

const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789']
const randomKey = fc
  .array(fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 })
  .map((groups) => groups.map((group) => group.join('')).join('-'))
  // Digits alone are kept apart from telephone numbers only where there are many.
  .filter((text) => text.slice(0, 9) !== text.slice(10))

const words = ['Dear', 'customer', 'thank', 'you', 'for', 'your', 'order', '4711', '2026-11-28', 'well-known', 'e-mail']
const moreWords = [
  'https://shop.example/a?k=ABCD-1234',
  'ann@shop.example',
  '+48 600-123-456',
  'NW-20261128',
  '10.00 €',
]
const noise = fc
  .array(fc.constantFrom(...words, ...moreWords, 'ключ', 'Grüße,', '(5', 'seats)', '\n', '\n> ', '—'), {
    maxLength: 25,
  })
  .map((parts) => `Hello ${parts.join(' ')}`)
const wrap = fc.constantFrom<readonly [string, string]>(
  ['', ''],
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['(', ')'],
  ['<', '>'],
  ['Key: ', '.'],
)

describe('a text of any kind', () => {
  it('gives the key that it was wrapped around', () => {
    fc.assert(
      fc.property(
        randomKey,
        noise,
        noise,
        wrap,
        fc.constantFrom(null, form),
        (random, before, behind, [open, close], declared) => {
          expect(findLicenseKey(`${before}\n${open}${random}${close}\n${behind}`, declared)).toMatchObject({
            key: random,
          })
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('gives a key of its form alone as it is, and takes that again', () => {
    fc.assert(
      fc.property(randomKey, fc.constantFrom(null, form), (random, declared) => {
        expect(findLicenseKey(random, declared)).toEqual({ ok: true, key: random, wasDoubled: false, leftOut: '' })
      }),
    )
  })

  it('gives no key where there is none', () => {
    fc.assert(
      fc.property(noise, noise, fc.constantFrom(null, form), (before, behind, declared) => {
        expect(findLicenseKey(`${before} ${behind}`, declared)).toMatchObject({ ok: false })
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['("', 'key: ', '>', 'A-', '<b>', '"AB12" '])(
    'is read to its end in no time where it is %s all over',
    (part) => {
      for (const declared of [null, form]) findLicenseKey(part.repeat(longestKeyText / part.length - 1), declared)
    },
  )

  it('never throws, and gives only printable keys, which it takes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(null, form), (typed, declared) => {
        const found = findLicenseKey(typed, declared)
        if (!found.ok) return
        expect(found.key).toMatch(/^[\x21-\x7E]{1,255}$/)
        expect(findLicenseKey(found.key, declared).ok).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
