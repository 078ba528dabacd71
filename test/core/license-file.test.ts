import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyAnswer } from '../../src/core/answer-signature.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, parseLicenseFile, toLicenseFile, withRefresh } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { envelopeOf, offlineItem, refreshItem } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }
const now = new Date('2026-11-22T10:00:00.000Z')

function fileOf(licenses: unknown, signer = server): LicenseFile {
  const { bytes, signature } = signer.answer(licenses)
  const body = verifyBody(bytes, signature, signer.key)
  if (!body.ok) throw new Error('the answer is not signed')
  return toLicenseFile(body.value, bundleCode, signer.key, now)
}

const file = fileOf([server.license(), server.license(productNamed('A'))])
const text = JSON.stringify(file, null, 2)
const codeOf = (content: string, expected = ours): string | null => {
  const result = parseLicenseFile(content, expected)
  return result.ok ? null : result.failure.code
}

describe('license file', () => {
  it('reads back what was kept', () => {
    const records = parseLicenseFile(text, ours)
    expect(records.ok && records.value.map((record) => record.productCode)).toEqual([bundleCode, 'A'])
  })

  it('holds the received bytes, so that others can check them', () => {
    const [signed] = file.signed
    const header = signed?.road === 'online' ? signed.signature : null
    expect(verifyBody(Buffer.from(signed?.body ?? '', 'base64'), header, server.key).ok).toBe(true)
  })

  it('names the key that signed', () => {
    expect(file.about.keyFingerprint).toBe(server.key.fingerprint)
  })

  it.each([
    ['nothing', '', 'malformed-license-file'],
    ['no JSON', 'PK\u0003\u0004', 'malformed-license-file'],
    ['zeros, as a power loss leaves them', '\0'.repeat(2000), 'malformed-license-file'],
    ['half of it', text.slice(0, text.length / 2), 'malformed-license-file'],
    ['another format', text.replace('activation-wizard/license', 'other'), 'malformed-license-file'],
    ['a later version', text.replace('"version": 1', '"version": 2'), 'malformed-license-file'],
    [
      'no signature',
      JSON.stringify({ ...file, signed: [{ ...file.signed[0], signature: '' }] }),
      'not-genuine-license-file',
    ],
    ['another key', JSON.stringify(fileOf([stranger.license()], stranger)), 'not-genuine-license-file'],
  ])('refuses %s', (_name, content, code) => {
    expect(codeOf(content)).toBe(code)
  })

  it('tells the file of another computer', () => {
    expect(codeOf(text, { ...ours, hardwareId: 'b'.repeat(64) as HardwareId })).toBe('not-ours-computer')
  })

  it('tells the file of another product', () => {
    expect(codeOf(text, { ...ours, product: 'OTHER' })).toBe('not-ours-product')
  })

  it('is refused, or says the same as before, with any one byte changed', () => {
    const before = parseLicenseFile(text, ours)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (position, character) => {
        const changed = text.slice(0, position) + String.fromCharCode(character) + text.slice(position + 1)
        const after = parseLicenseFile(changed, ours)
        if (after.ok) expect(after).toEqual(before)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('license file of an offline answer', () => {
  const parts = [offlineItem(server), offlineItem(server, productNamed('A'))]
  const keep = (answer: unknown): LicenseFile => {
    const body = verifyAnswer(JSON.stringify(answer), server.key)
    if (!body.ok) throw new Error(`the answer does not verify: ${body.failure.code}`)
    return toLicenseFile(body.value, bundleCode, server.key, now)
  }
  const refreshOf = (members: Record<string, unknown>) => {
    const body = verifyAnswer(JSON.stringify(refreshItem(server, members)), server.key)
    if (!body.ok) throw new Error('the refresh does not verify')
    return body.value
  }
  const later = 'Mon Nov 23 2026 10:00:00 GMT+0000'
  const offline = keep(envelopeOf(server, parts))
  const recordsOf = (content: LicenseFile) => parseLicenseFile(JSON.stringify(content), ours)

  it('is refused, or says the same as before, with any one bit of its body flipped; it never throws', () => {
    const refreshed = withRefresh(offline, refreshOf(productNamed('A', { date: later, is_trial: true })), now)
    for (const whole of [offline, refreshed]) {
      const before = recordsOf(whole)
      expect(before.ok).toBe(true)
      const [first] = whole.signed
      const bytes = Buffer.from(first?.body ?? '', 'base64')
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
        const signed = [{ ...first, body: changed.toString('base64') }, ...whole.signed.slice(1)]
        const after = recordsOf({ ...whole, signed } as LicenseFile)
        if (after.ok) expect(after).toEqual(before)
        else expect(['malformed-license-file', 'not-genuine-license-file']).toContain(after.failure.code)
      }
    }
  })

  it('takes no license of an answer for a refresh, and no refresh for a bundle', () => {
    expect(verifyAnswer(JSON.stringify(parts[1]), server.key)).toMatchObject({ ok: false })
    expect(verifyAnswer(JSON.stringify({ [bundleCode]: refreshItem(server) }), server.key)).toMatchObject({ ok: false })
  })

  it('takes no refresh that is older than what is there; a license without a date is older than any', () => {
    const old = 'Fri Jan 4 2019 10:00:00 GMT+0000'
    const withOld = recordsOf(withRefresh(offline, refreshOf(productNamed('A', { date: old, is_trial: true })), now))
    expect(withOld.ok && withOld.value.map(({ isTrial }) => isTrial)).toEqual([false, false])
    const overOnline = recordsOf(withRefresh(file, refreshOf(productNamed('A', { date: old, is_trial: true })), now))
    expect(overOnline.ok && overOnline.value.map(({ isTrial }) => isTrial)).toEqual([false, true])
  })

  it('keeps the newest refresh of each license, however many there were', () => {
    let whole = withRefresh(offline, refreshOf(productNamed('A', { date: later, is_trial: true })), now)
    for (let hour = 11; hour < 20; hour += 1) {
      whole = withRefresh(whole, refreshOf({ date: `Mon Nov 23 2026 ${hour}:00:00 GMT+0000` }), now)
    }
    expect(whole.signed).toHaveLength(3)
    const records = recordsOf(whole)
    expect(records.ok && records.value.map(({ isTrial }) => isTrial)).toEqual([false, true])
  })

  it.each([
    ['two requests', { request_id: 'other' }],
    ['two answers to one request', { date: 'Sun Nov 22 2026 11:00:00 GMT+0000' }],
  ])('refuses licenses of %s put together', (_name, members) => {
    const mixed = { licenses: [offlineItem(server), offlineItem(server, productNamed('A', members))] }
    expect(recordsOf(keep(mixed))).toMatchObject({ failure: { code: 'not-genuine-license-file' } })
  })
})
