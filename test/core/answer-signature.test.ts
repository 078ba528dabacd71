import { describe, expect, it } from 'vitest'
import { verifyAnswer } from '../../src/core/answer-signature.ts'
import { envelopeOf, offlineItem, refreshItem } from '../fakes/offline-answer.ts'
import { productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()
const items = [offlineItem(server), offlineItem(server, productNamed('A', { customer: { first_name: 'Žofie' } }))]
const unsigned = items.map(({ license_signature_v2: _own, ...item }) => item)
const verify = (value: unknown) => verifyAnswer(typeof value === 'string' ? value : JSON.stringify(value), server.key)
const stripped = items.map((item) => {
  const { license_signature, license_signature_v2, offline_signature, ...rest } = item
  return rest
})

describe('verifyAnswer', () => {
  it.each([
    ['envelope with both', envelopeOf(server, items), { bundle: 'licenses', items: false }],
    ['envelope with the bundle signature alone', envelopeOf(server, unsigned), { bundle: 'licenses', items: false }],
    ['envelope with items alone', { licenses: items }, { bundle: null, items: true }],
    [
      'envelope of an unknown bundle form',
      { licenses: items, bundle_signature_v2: server.sign('?') },
      { bundle: null, items: true },
    ],
    [
      'bundle signature over the envelope',
      { licenses: unsigned, bundle_signature_v2: server.sign(JSON.stringify({ licenses: unsigned })) },
      { bundle: 'envelope', items: false },
    ],
    [
      'bundle signature over stripped items',
      { licenses: unsigned, bundle_signature_v2: server.sign(JSON.stringify(stripped)) },
      { bundle: 'stripped items', items: false },
    ],
    ['map by product code', { SUITE: items[0], A: items[1] }, { bundle: null, items: true }],
  ])('accepts: %s', (_name, answer, covered) => {
    expect(verify(answer)).toMatchObject({ ok: true, value: { evidence: { road: 'offline', covered } } })
  })

  it('tells a refresh of one license', () => {
    expect(verify(refreshItem(server))).toMatchObject({ value: { evidence: { road: 'refresh' } } })
  })

  it('accepts text that was written with other blanks and escapes, where the raw text is signed', () => {
    const list = JSON.stringify(unsigned, null, 2).replaceAll('/', '\\/')
    const text = `{ "licenses": ${list}, "bundle_signature_v2": "${server.sign(list)}" }`
    expect(verify(text)).toMatchObject({ ok: true })
  })

  it('accepts text that was formatted anew, where the compact text is signed', () => {
    expect(verify(JSON.stringify(envelopeOf(server, unsigned), null, 2))).toMatchObject({
      value: { evidence: { covered: { bundle: 'licenses, rewritten' } } },
    })
  })

  it.each([
    ['no signatures', { licenses: unsigned }, 'not-genuine-answer-unsigned'],
    ['one license without its own', { licenses: [items[0], unsigned[1]] }, 'not-genuine-answer-changed'],
    ['a changed license', envelopeOf(server, items), 'not-genuine-answer-changed'],
    ['another key', envelopeOf(stranger, [offlineItem(stranger)]), 'not-genuine-answer-other-key'],
    ['text as a signature', { licenses: unsigned, bundle_signature_v2: 'AAAA' }, 'not-genuine-answer-other-key'],
  ])('refuses: %s', (name, answer, code) => {
    const text = JSON.stringify(answer)
    const changed = name === 'a changed license' ? text.replaceAll('"perpetual"', '"consumption"') : text
    expect(verify(changed)).toMatchObject({ ok: false, failure: { code } })
  })

  it.each(['{}', '[]', '{"licenses":[]}', '{"licenses":{}}', '{"licenses":[1]}', '{"a":1}', '{"licenses":[{}]}'])(
    'refuses what has no form of an answer: %s',
    (text) => {
      expect(verify(text)).toMatchObject({ failure: { code: 'malformed-answer' } })
    },
  )

  it('refuses a member that stands twice, whichever of the two is signed', () => {
    const text = JSON.stringify(items[0])
    const doubled = `{"licenses":[${text.slice(0, -1)},"license_type":"perpetual"}]}`
    expect(verify(doubled)).toMatchObject({ failure: { code: 'malformed-answer' } })
  })
})
