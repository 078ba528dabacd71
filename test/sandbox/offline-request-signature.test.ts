import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nestingOf, rawMemberOf, toPythonJson } from '../../src/sandbox/json-text.ts'
import { isSignedWithSharedKey, signWithSharedKey, toSignedLines } from '../../src/sandbox/offline-request-signature.ts'
import vectors from '../vectors/offline-request-signature.json' with { type: 'json' }

test.each(vectors)('agrees with the known answer: $note', ({ sharedKey, text, signature }) => {
  expect(isSignedWithSharedKey([text], signature, sharedKey)).toBe(true)
  expect(isSignedWithSharedKey(['something else', text], signature, sharedKey)).toBe(true)
  expect(isSignedWithSharedKey([`${text} `], signature, sharedKey)).toBe(false)
  expect(isSignedWithSharedKey([text], signature, `${sharedKey}x`)).toBe(false)
})

test('writes the five lines of the known answer', () => {
  const facts = {
    date: 'Thu, 17 Nov 2022 20:51:35 GMT',
    identifier: 'AAAA-BBBB-CCCC-DDDD',
    hardwareId: 'HW-1',
    apiKey: 'api-key-1',
  }
  expect(toSignedLines(facts)).toBe(vectors[0]?.text)
  expect(signWithSharedKey(toSignedLines(facts), vectors[0]?.sharedKey ?? '')).toBe(vectors[0]?.signature)
})

test('writes the compact request of the known answer as Python does', () => {
  expect(toPythonJson(JSON.parse(vectors[1]?.text ?? ''), true)).toBe(vectors[3]?.text)
})

test.each([
  '',
  'x',
  'mGubC+2phHQ+C6WWx0QxchVYvdd/Ok7/T+SNNkzYRi4',
  '=',
  'é'.repeat(44),
  '0'.repeat(64),
  '0'.repeat(44),
])('takes %j for no signature', (signature) => {
  expect(isSignedWithSharedKey([vectors[0]?.text ?? ''], signature, vectors[0]?.sharedKey ?? '')).toBe(false)
})

test('reads hex in capital letters as well', () => {
  const hex = createHmac('sha256', 'key').update('text').digest('hex').toUpperCase()
  expect(isSignedWithSharedKey(['text'], hex, 'key')).toBe(true)
})

test.each([
  ['{"request":{"a":1},"signature":"x"}', '{"a":1}'],
  ['{ "signature" : "x" , "request" : { "a" : [1, "}"] } }', '{ "a" : [1, "}"] }'],
  ['{"a":{"request":{"no":1}},"request":{"path":"C:\\\\\\"{"}}', '{"path":"C:\\\\\\"{"}'],
  ['{"request":1,"request":{"last":"\\/"}}', '{"last":"\\/"}'],
  ['{"\\u0072equest":true}', 'true'],
  ['{"x":"request","y":["request"]}', null],
  ['{}', null],
])('finds the request in %s as it stands there', (json, raw) => {
  expect(rawMemberOf(json, 'request')).toBe(raw)
})

test('finds each member of whatever object there is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (request, other, name) => {
      const indented = JSON.stringify({ [`${name}-`]: other, request }, null, 1)
      expect(JSON.parse(rawMemberOf(indented, 'request') ?? '')).toEqual(JSON.parse(JSON.stringify(request)))
    }),
  )
})

test('writes as Python what can be read as the same again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, isAscii) => {
      const compact = JSON.stringify(value)
      const text = toPythonJson(JSON.parse(compact), isAscii)
      expect(JSON.stringify(JSON.parse(text))).toBe(compact)
      if (isAscii) expect(text).toMatch(/^[ -\x7f]*$/)
    }),
  )
})

test('escapes beyond ASCII with small letters, and a pair of surrogates as two', () => {
  expect(toPythonJson({ a: ['é', '\u{1f600}', null, 1.5, true] }, true)).toBe(
    '{"a": ["\\u00e9", "\\ud83d\\ude00", null, 1.5, true]}',
  )
  expect(toPythonJson({ a: 'é' }, false)).toBe('{"a": "é"}')
})

test('measures how deep JSON goes, strings aside', () => {
  expect(['5', '"[["', '{"a":5}', '[[{"a":"]"}],[]]'].map(nestingOf)).toEqual([0, 0, 1, 3])
  expect(nestingOf('['.repeat(100_000))).toBe(100_000)
  expect(nestingOf(`{"a":"${'\\"x'.repeat(300_000)}"}`)).toBe(1)
})
