import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortFile } from '../../src/core/brought-file.ts'
import { proveFile } from '../../src/core/file-proof.ts'
import { toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { envelopeOf, offlineItem } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const answer = JSON.stringify(
  envelopeOf(server, [offlineItem(server), offlineItem(server, productNamed('Ä=B "x" {y'))]),
)
const request = JSON.stringify({
  request: 'activation',
  hardware_id: hardwareId,
  product: 'SUITE',
  note: 'Grüße {"=3"',
})
const context = { key: server.key, product: bundleCode, hardwareId }

const toCode = (text: string): string => Buffer.from(text).toString('base64')
const toLines = (text: string, width: number, end: string): string =>
  text.match(new RegExp(`[^]{1,${width}}`, 'g'))?.join(end) ?? ''

/** As RFC 2045, 6.7, writes it: characters that are not plain as codes, lines of at most 76. */
function toQuotedPrintable(text: string, end: string): string {
  return text
    .split('\n')
    .map((line) => toQuotedLine(line, end))
    .join(end)
}

function toQuotedLine(text: string, end: string): string {
  let [coded, line] = ['', '']
  for (const byte of Buffer.from(text)) {
    const isPlain = byte >= 32 && byte < 127 && byte !== 61
    const next = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (line.length + next.length > 75) {
      coded += `${line}=${end}`
      line = ''
    }
    line += next
  }
  return coded + line
}

const greeting = 'Dear Ms. Müller,\n\nhere is the file {as promised}. Regards\n\n'
const ending = '\n\nRegards\nAnn\n-- \nExample Software, [support]'
const marked = (text: string, mark = '> '): string => text.replace(/^/gm, mark)

const forms: readonly (readonly [string, (text: string) => string])[] = [
  ['Base64 behind a greeting', (text) => `${greeting}${toCode(text)}${ending}`],
  ['Base64 in lines of 76', (text) => `${greeting}${toLines(toCode(text), 76, '\r\n')}${ending}`],
  ['Base64 in lines behind marks', (text) => marked(`${greeting}${toLines(toCode(text), 64, '\n')}${ending}`)],
  ['Base64 behind marks of two replies', (text) => marked(marked(toLines(toCode(text), 64, '\r\n')), '>')],
  ['Base64 with words right below it', (text) => `Hi\n${toLines(toCode(text), 76, '\n')}\nRegards\nBob`],
  ['Base64 with soft breaks', (text) => `${greeting}${toLines(toCode(text), 75, '=\r\n').replace(/=+$/, '=3D')}`],
  [
    'a mail in quoted-printable with Base64',
    (text) => toQuotedPrintable(`${greeting}${toCode(text)}${ending}`, '\r\n'),
  ],
  [
    'zero-width marks and no-break spaces in Base64',
    (text) => `\uFEFF\u200B${toLines(toCode(text), 40, '\u200B\n\u00A0')}`,
  ],
  ['JSON behind a greeting', (text) => `${greeting}${text}${ending}`],
  ['JSON behind marks', (text) => marked(`${greeting}${text}${ending}`)],
  ['JSON with lines broken by the mail program', (text) => `${greeting}${toLines(text, 100, '\r\n')}${ending}`],
  ['JSON in quoted-printable', (text) => toQuotedPrintable(text, '\r\n')],
  ['JSON in quoted-printable behind marks', (text) => marked(toQuotedPrintable(text, '\n'))],
  ['a mail in quoted-printable with JSON', (text) => toQuotedPrintable(`${greeting}${text}${ending}`, '\n')],
  ['HTML around Base64', (text) => `<html><body><pre>${toLines(toCode(text), 76, '\n')}</pre></body></html>`],
]

describe('a mail around a file', () => {
  it.each(forms)('is taken off a request and an answer: %s', (_name, wrap) => {
    expect(sortFile(wrap(request))).toEqual({ ok: true, value: { kind: 'request', text: request } })
    expect(sortFile(wrap(answer))).toEqual({ ok: true, value: { kind: 'answer', text: answer } })
    expect(proveFile(wrap(answer), context)).toMatchObject({ ok: true, value: { kind: 'answer', hardwareId } })
  })

  it.each(forms)('is taken off a license file: %s', (_name, wrap) => {
    const { bytes, signature } = server.answer([server.license()])
    const body = verifyBody(bytes, signature, server.key)
    if (!body.ok) throw new Error('the answer of this test is not genuine')
    const file = `${JSON.stringify(toLicenseFile(body.value, bundleCode, server.key, new Date()))}`
    expect(proveFile(wrap(file), context)).toMatchObject({ ok: true, value: { kind: 'license', hardwareId } })
  })

  it('makes no changed answer genuine', () => {
    const changed = answer.replace(
      /("license_signature_v2":")(.)/,
      (_all, name, first) => `${name}${first === 'A' ? 'B' : 'A'}`,
    )
    expect(changed).not.toBe(answer)
    for (const [, wrap] of forms) expect(proveFile(wrap(changed), context)).toMatchObject({ ok: false })
  })

  it('takes a whole file as it stands', () => {
    const odd = answer.replace('{', '{ "note": "> {\\u003d} =3D",\r\n')
    expect(sortFile(odd)).toEqual({ ok: true, value: { kind: 'answer', text: odd } })
  })

  it.each([
    ['a mail without a file', `${greeting}${ending}`, 'text'],
    [
      'a web page with data of its own',
      '<html><script>var x = {"a": [1], "message": "hi"}</script></html>',
      'web-page',
    ],
    ['half a file', toCode(answer).slice(0, 400), 'text'],
    ['half a file in a mail', `${greeting}${toCode(answer).slice(0, 400)}${ending}`, 'text'],
  ])('finds nothing in %s', (_name, content, seems) => {
    expect(sortFile(content)).toMatchObject({ ok: false, failure: { code: 'malformed-answer', details: { seems } } })
  })

  it('never throws, and finds a request between any two texts without brackets', () => {
    const noise = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .map((text) => text.replace(/[{}[\]"=]|\d{1,2}\/\d/g, ''))
    fc.assert(
      fc.property(noise, noise, fc.integer({ min: 20, max: 120 }), (before, after, width) => {
        const text = `${before}\n${toLines(toCode(request), width, '\n')}\n\n.${after}`
        expect(sortFile(text)).toEqual({ ok: true, value: { kind: 'request', text: request } })
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        sortFile(text)
      }),
    )
  })

  it('reads a large text with nothing in it in a bounded number of passes', () => {
    expect(sortFile('{[ eyJhbGciOi '.repeat(300_000))).toMatchObject({ ok: false })
  })
})
