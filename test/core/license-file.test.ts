import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, parseLicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
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
