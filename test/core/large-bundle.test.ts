import { verify } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { verifyLicense } from '../../packages/license-reader/src/license-reader.ts'
import { parseActivationResponse } from '../../src/core/activation-response.ts'
import { verifyAnswer } from '../../src/core/answer-signature.ts'
import { sortFile } from '../../src/core/brought-file.ts'
import { parseLicenseFile, toLicenseFile, withRefresh } from '../../src/core/license-file.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import { type VerifiedBody, verifyBody } from '../../src/core/response-signature.ts'
import type { Result } from '../../src/shared/result.ts'
import { envelopeOf, offlineItem, refreshItem } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, verify: vi.fn(crypto.verify) }
})

const server = startSigning()
const publicKeyPem = server.key.key.export({ type: 'spki', format: 'pem' }).toString()
const plain = server.license()
const laterEnd = { validity_period: '2027-03-01T00:00:00.000Z' }
const later = { ...laterEnd, license_signature: server.license(laterEnd)['license_signature'] }
const expected = { hardwareId, product: bundleCode, key: server.key }
const now = new Date('2026-11-22T10:00:00.000Z')
/** All of one signature. A note with brackets that close nowhere must not count as depth. */
const licenses = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => ({
    ...plain,
    ...(index === 0 ? {} : productNamed(`P${index}`, { id: 1_700_000_000_000_001 + index, note: '[{[{[{ \\" ]' })),
  }))

const believed = (body: Result<VerifiedBody>): VerifiedBody => {
  if (!body.ok) throw new Error(body.failure.code)
  return body.value
}
const online = (count: number): VerifiedBody => {
  const { bytes, signature } = server.answer(licenses(count))
  return believed(verifyBody(bytes, signature, server.key))
}
/** The items of one answer share request and date, and the bundle's signature covers them. */
const offlineText = (count: number): string => {
  const { license_signature_v2, offline_signature, ...shared } = offlineItem(server)
  const items = licenses(count).map((license) => ({ ...shared, ...license }))
  return JSON.stringify(envelopeOf(server, items))
}

/** How often `work` calls on RSA and on the parser of JSON. */
function countsOf(work: () => unknown): { rsa: number; json: number } {
  const parse = vi.spyOn(JSON, 'parse')
  vi.mocked(verify).mockClear()
  work()
  const counts = { rsa: vi.mocked(verify).mock.calls.length, json: parse.mock.calls.length }
  parse.mockRestore()
  return counts
}

afterEach(() => vi.restoreAllMocks())

describe('an answer over the network', () => {
  it('is verified and parsed the same number of times for 10 and for 1,000 licenses', () => {
    const [few, many] = [online(10), online(1000)]
    const read = (body: VerifiedBody) => () => expect(parseActivationResponse(body, expected).ok).toBe(true)
    expect(countsOf(read(few))).toEqual({ rsa: 1, json: 1 })
    expect(countsOf(read(many))).toEqual({ rsa: 1, json: 1 })
  })

  it('verifies two different signatures, each once', () => {
    const signed = licenses(500).map((license, index) => (index % 2 === 0 ? license : { ...license, ...later }))
    const { bytes, signature } = server.answer(signed)
    const body = believed(verifyBody(bytes, signature, server.key))
    expect(countsOf(() => expect(parseActivationResponse(body, expected).ok).toBe(true)).rsa).toBe(2)
  })
})

describe('an answer in a file', () => {
  it('is verified the same number of times for 10 and for 1,000 licenses', () => {
    const [few, many] = [offlineText(10), offlineText(1000)]
    const read = (text: string) => () => {
      const body = believed(verifyAnswer(text, server.key))
      expect(parseActivationResponse(body, expected).ok).toBe(true)
    }
    expect(countsOf(read(few)).rsa).toBe(2)
    expect(countsOf(read(many)).rsa).toBe(2)
  })
})

describe('10,000 licenses', () => {
  it('are taken over the network, kept, read back and shown', () => {
    const file = toLicenseFile(online(10_000), bundleCode, server.key, now)
    const records = parseLicenseFile(JSON.stringify(file), expected)
    expect(records.ok && records.value.length).toBe(10_000)
    if (records.ok) expect(toOverview(records.value, bundleCode, '/x', now).licenses).toHaveLength(10_000)
    const reading = verifyLicense(JSON.stringify(file), publicKeyPem, hardwareId, now, { bundle: bundleCode })
    expect(reading.ok && reading.licenses.length).toBe(10_000)
  })

  it('are taken from a file in Base64, and one of them is refreshed', () => {
    const text = offlineText(10_000)
    const sorted = sortFile(Buffer.from(text, 'utf8').toString('base64'))
    expect(sorted.ok && sorted.value.text.length).toBe(text.length)
    const file = toLicenseFile(believed(verifyAnswer(text, server.key)), bundleCode, server.key, now)
    const refresh = believed(verifyAnswer(JSON.stringify(refreshItem(server)), server.key))
    const records = parseLicenseFile(JSON.stringify(withRefresh(file, refresh, now)), expected)
    expect(records.ok && records.value.length).toBe(10_000)
  })
})
