import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnswerContext, judgeAnswer } from '../../src/core/answer-judgement.ts'
import { sortFile } from '../../src/core/brought-file.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import type { RequestRecord } from '../../src/core/request-record.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { toFailureWords } from '../../src/shared/failure-words.ts'
import { succeed } from '../../src/shared/result.ts'
import { longestFileText } from '../../src/shared/size-limits.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { apiKey, envelopeOf, offlineItem, refreshItem, requestId, sharedKey } from '../fakes/offline-answer.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()
const configuration = parseVendorConfiguration(
  JSON.stringify({
    vendor: { name: 'Example Software' },
    product: { name: 'Suite', code: bundleCode, version: '1' },
    api: { apiKey, sharedKey },
  }),
)
if (!configuration.ok) throw new Error('the configuration of this test is wrong')

const open: RequestRecord = {
  id: requestId,
  kind: 'activation',
  state: 'open',
  hardwareId,
  product: bundleCode,
  createdAt: '2026-11-20T08:00:00.000Z',
  hash: '',
  fileName: null,
}
const newer: RequestRecord = { ...open, id: 'newer', createdAt: '2026-11-21T09:30:00.000Z' }
const context: AnswerContext = {
  configuration: configuration.value,
  expected: { hardwareId, product: bundleCode, key: server.key },
  requests: [open],
  computer: 'OFFICE-3',
}
const items = [offlineItem(server), offlineItem(server, productNamed('A'))]
const good = JSON.stringify(envelopeOf(server, items))
const toFile = (text: string): string => Buffer.from(text).toString('base64')

/** As a person brings it: the content of a file, with its name. */
function bring(content: string, name = 'SUITE-OFFICE-3-2026-11-22.lic', changes: Partial<AnswerContext> = {}) {
  const file = sortFile(content)
  if (!file.ok) return file
  if (file.value.kind === 'request') return succeed('request' as const)
  return judgeAnswer(file.value.text, name, { ...context, ...changes })
}

const { t } = createTranslator('en')
const frame = {
  productName: 'Suite',
  productVersion: '1',
  vendorName: 'Example Software',
  links: [],
  hasLogo: false,
  isFromInstaller: false,
  words: {},
}

describe('judgeAnswer', () => {
  it.each([
    ['Base64, as a portal hands it out', toFile(good)],
    ['JSON, as the server answers', good],
    ['Base64 in lines, with a line feed at the end', `${toFile(good).replace(/.{76}/g, '$&\r\n')}\n`],
    ['a byte order mark before it', `\uFEFF${good}`],
    ['a map by product code', toFile(JSON.stringify({ [bundleCode]: items[0], A: items[1] }))],
    ['the parts of a QR code, out of order', `2/2:${toFile(good).slice(700)}\n1/2:${toFile(good).slice(0, 700)}`],
  ])('takes an answer in %s', (_name, content) => {
    expect(bring(content)).toMatchObject({ ok: true, value: { request: { id: requestId } } })
  })

  it('takes a refresh of one license without a request', () => {
    expect(bring(toFile(JSON.stringify(refreshItem(server, productNamed('A')))))).toMatchObject({
      ok: true,
      value: { request: null, records: [{ productCode: 'A' }] },
    })
  })

  const otherComputer = {
    expected: { ...context.expected, hardwareId: 'b'.repeat(64) as HardwareId },
    computer: 'LAB-9',
  }
  it.each<[string, string, Partial<AnswerContext>, string, string]>([
    [
      'for another computer',
      good,
      otherComputer,
      'not-ours-computer',
      'This license was made for the computer OFFICE-3. This one is LAB-9.',
    ],
    [
      'for another product',
      JSON.stringify(envelopeOf(server, [offlineItem(server, productNamed('OTHER'))])),
      {},
      'not-ours-product',
      'This license is for “OTHER”, not for Suite.',
    ],
    [
      'to an older request',
      good,
      { requests: [{ ...open, state: 'superseded' }, newer] },
      'not-ours-older-request',
      'This file answers the request of',
    ],
    [
      'that was used before',
      good,
      { requests: [{ ...open, state: 'answered' }] },
      'not-ours-used-answer',
      'was used on this computer before',
    ],
    [
      'to a request that nobody here made',
      good,
      { requests: [newer] },
      'not-ours-request',
      'This computer has not asked for this answer.',
    ],
    [
      'changed after signing',
      good.replaceAll('perpetual', 'consumption'),
      {},
      'not-genuine-answer-changed',
      'This file was changed after the license server signed it, so it is not used.',
    ],
    [
      'signed by another key',
      JSON.stringify(envelopeOf(stranger, [offlineItem(stranger)])),
      {},
      'not-genuine-answer-other-key',
      'This file was signed with a key that is not the license server’s, or its signature is damaged.',
    ],
    [
      'without a signature',
      JSON.stringify({ licenses: [server.license()] }),
      {},
      'not-genuine-answer-unsigned',
      'This file does not carry the license server’s signature, so it is not used.',
    ],
    ['that is a web page', '<!doctype html><title>x</title>', {}, 'malformed-answer', 'It seems to be a web page.'],
    ['that is a picture', '\uFFFDPNG\r\n\u001A\n', {}, 'malformed-answer', 'It seems to be a picture.'],
    ['that is a license key', 'AAAA-BBBB-CCCC-DDDD', {}, 'malformed-answer', 'It seems to be a license key.'],
    [
      'that is an error reply',
      '{"status":400,"code":"license_expired","message":"License validity period has expired"}',
      {},
      'malformed-answer-is-refusal',
      'It said: “License validity period has expired”',
    ],
    ['that is empty', ' \r\n', {}, 'malformed-answer-empty', 'This file is empty.'],
    [
      'that is huge',
      'x'.repeat(longestFileText + 1),
      {},
      'malformed-answer-too-large',
      'This file is far too large to be an answer of the license server.',
    ],
    [
      'nested without end',
      `{"licenses":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      {},
      'malformed-answer',
      'It seems to be a data file of another kind.',
    ],
    [
      'cut in half',
      toFile(good).slice(0, 1001),
      {},
      'malformed-answer',
      'This file is not an answer of the license server.',
    ],
    [
      'with a wrong shipped-key signature',
      JSON.stringify(envelopeOf(server, [offlineItem(server, { offline_signature: 'AAAA' })])),
      {},
      'not-genuine-license',
      'One license in the answer was not signed for this computer',
    ],
    [
      'put together from two answers',
      JSON.stringify({ licenses: [items[0], offlineItem(server, productNamed('A', { request_id: 'other' }))] }),
      {},
      'not-ours-request',
      'This computer has not asked for this answer.',
    ],
  ])('refuses an answer %s, in words of its own', (_name, content, changes, code, words) => {
    const judged = bring(content, undefined, changes)
    expect(judged).toMatchObject({ ok: false, failure: { code } })
    expect(judged.ok ? '' : toFailureWords(judged.failure, frame, t, 'en-US').happened).toContain(words)
  })

  it('names the dates of both requests', () => {
    const judged = bring(good, undefined, { requests: [{ ...open, state: 'discarded' }, newer] })
    expect(judged).toMatchObject({
      failure: { details: { requestedAt: open.createdAt, openRequestAt: newer.createdAt } },
    })
  })

  it('names the computer by its file and the ids by their first digits', () => {
    expect(bring(good, 'C:\\Users\\p\\SUITE-LAB 7-2026-11-22 (1).lic', otherComputer)).toMatchObject({
      failure: {
        details: { computer: 'LAB 7', ourComputer: 'LAB-9', hardwareId: 'aaaaaaaa', ourHardwareId: 'bbbbbbbb' },
      },
    })
  })

  it('refuses a file with any one character changed, or says the same as before', () => {
    const shown = (judged: ReturnType<typeof bring>) =>
      judged.ok && judged.value !== 'request'
        ? toOverview(judged.value.records, bundleCode, '/l', new Date('2026-11-22T00:00:00Z'))
        : null
    for (const content of [good, toFile(good)]) {
      const before = shown(bring(content))
      expect(before).not.toBeNull()
      fc.assert(
        fc.property(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), (position, code) => {
          const changed = content.slice(0, position) + String.fromCharCode(code) + content.slice(position + 1)
          const after = bring(changed)
          if (after.ok) expect(shown(after)).toEqual(before)
        }),
        { numRuns: 1000 },
      )
    }
  })
})
