/** Answers that name neither request nor date nor computer: what ties them here, and what must not get in. */
import { describe, expect, it } from 'vitest'
import { type AnswerContext, judgeAnswer } from '../../src/core/answer-judgement.ts'
import { allMarks } from '../../src/core/answered-request.ts'
import { sortFile } from '../../src/core/brought-file.ts'
import { toHolder } from '../../src/core/license-holder.ts'
import { afterAnswer, afterReturn, type RequestRecord } from '../../src/core/request-record.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { apiKey, sharedKey } from '../fakes/offline-answer.ts'
import { type PageAsked, pageAnswer, pageItem, pageItems } from '../fakes/page-answer.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, startSigning } from '../fakes/signing-server.ts'

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
const vendor = configuration.value

const byKey = (id: string, key = licenseKey) => toHolder({ kind: 'license-key', licenseKey: key }, id)
const byName = (id: string, username: string) => toHolder({ kind: 'user-login', username, password: 'p' }, id)
const record = (id: string, changes: Partial<RequestRecord> = {}): RequestRecord => ({
  ...{ id, kind: 'activation', state: 'open', hardwareId, product: bundleCode, hash: '', fileName: null },
  createdAt: '2026-11-20T08:00:00.000Z',
  holder: byKey(id),
  ...changes,
})
const open = record('open')

function bring(answer: unknown, changes: Partial<AnswerContext> = {}) {
  const file = sortFile(typeof answer === 'string' ? answer : JSON.stringify(answer))
  if (!file.ok || file.value.kind !== 'answer') throw new Error('this is no answer')
  const expected = { hardwareId, product: bundleCode, key: server.key }
  const context = { configuration: vendor, expected, requests: [open], computer: null }
  return judgeAnswer(file.value.text, null, { ...context, ...changes } as AnswerContext)
}
function codeOf(judged: ReturnType<typeof bring>): string | null {
  return judged.ok ? null : judged.failure.code
}

const items = pageItems(server)
const good = pageAnswer(server, items)
const text = JSON.stringify(good)

describe('the form of the page', () => {
  it.each<[string, unknown]>([
    ['as it comes', good],
    ['in Base64 with line breaks', Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')],
    ['with a byte order mark and line ends', `\uFEFF${text}\r\n`],
    ['pretty-printed', JSON.stringify(good, null, 2)],
    ['pretty-printed and signed so', prettySigned()],
    ['signed over the list', { licenses: items, bundle_signature_v2: server.sign(JSON.stringify(items)) }],
    ['signed over the list without signatures', strippedSigned(['offline_signature'])],
    ['signed over the list without RSA signatures', strippedSigned([])],
    ['signed license by license', { licenses: items }],
    ['as a map of product to license', Object.fromEntries([bundleCode, 'A'].map((code, at) => [code, items[at]]))],
    ['without license_signature_v2', withoutV2((rest) => rest)],
    ['with a wrong license_signature_v2', withoutV2((rest) => ({ ...rest, license_signature_v2: 'AAAA' }))],
    ['with a date at the top', pageAnswer(server, items, { date: 'Sat, 28 Nov 2026 10:00:00 GMT' })],
    ['with the request at the top', pageAnswer(server, items, { request_id: 'open' })],
    ['with an account as text', pageAnswer(server, [pageItem(server, { customer: { customer_account: 'ACME' } })])],
    [
      'with an account as object',
      pageAnswer(server, [pageItem(server, { customer: { customer_account: { id: 1 } } })]),
    ],
    [
      'with the request in one license',
      pageAnswer(server, [pageItem(server, { request_id: 'open' }), ...items.slice(1)]),
    ],
  ])('is taken %s', (_name, answer) => {
    const judged = bring(answer)
    expect(codeOf(judged)).toBeNull()
    expect(judged).toMatchObject({ value: { request: { id: 'open' }, isTaken: false } })
  })

  function prettySigned(): string {
    const pretty = JSON.stringify(items, null, 2)
    return `{"licenses": ${pretty}, "bundle_signature_v2": "${server.sign(pretty)}"}`
  }
  function strippedSigned(more: readonly string[]): unknown {
    const names = new Set(['license_signature', 'license_signature_v2', ...more])
    const stripped = items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => !names.has(name))))
    return { licenses: items, bundle_signature_v2: server.sign(JSON.stringify(stripped)) }
  }
  function withoutV2(change: (rest: Record<string, unknown>) => Record<string, unknown>): unknown {
    return pageAnswer(
      server,
      items.map(({ license_signature_v2, ...rest }) => change(rest)),
    )
  }

  it.each<[string, unknown, string]>([
    ['of another computer', pageAnswer(server, pageItems(server, ['A'], { hardwareId: 'other' })), 'not-ours-computer'],
    [
      'of another computer, license by license',
      { licenses: pageItems(server, ['A'], { hardwareId: 'other' }) },
      'not-genuine-license',
    ],
    ['of another product', pageAnswer(server, [pageItem(server, productNamed('OTHER'))]), 'not-ours-product'],
    ['of another key of the server', pageAnswer(stranger, pageItems(stranger)), 'not-genuine-answer-other-key'],
    ['of another license key', pageAnswer(server, pageItems(server, ['A'], { key: 'EEEE-FFFF-GGGG' })), 'not-ours-key'],
    [
      'with one license of another key',
      pageAnswer(server, [items[0] ?? {}, pageItem(server, productNamed('A'), { key: 'E-F' })]),
      'not-ours-key',
    ],
    ['changed after signing', text.replaceAll('perpetual', 'consumption'), 'not-genuine-answer-changed'],
    [
      'of two requests',
      pageAnswer(server, [
        pageItem(server, { request_id: 'open' }),
        pageItem(server, { ...productNamed('A'), request_id: 'b' }),
      ]),
      'not-ours-request',
    ],
    [
      'of another request at the top',
      pageAnswer(server, [pageItem(server, { request_id: 'open' })], { request_id: 'b' }),
      'not-ours-request',
    ],
    ['to a request that nobody made', pageAnswer(server, items, { request_id: 'b' }), 'not-ours-request'],
  ])('is refused %s', (_name, answer, code) => {
    expect(codeOf(bring(answer))).toBe(code)
  })

  it('takes no mix of two answers, unless the server signed the list', () => {
    const other = pageItems(server, ['A'], { date: 'Sat, 28 Nov 2026 11:00:00 GMT' })
    const mixed = [items[0] ?? {}, other[1] ?? {}]
    expect(codeOf(bring({ licenses: mixed }))).toBe('not-ours-request')
    expect(codeOf(bring(pageAnswer(server, mixed)))).toBeNull()
  })

  it('takes no license that lost its holder for another one', () => {
    const alien = pageItem(server, productNamed('A'), { hardwareId: 'other' })
    expect(codeOf(bring({ licenses: [items[0], alien] }))).toBe('not-genuine-license')
    const spliced = { ...alien, license_signature: items[1]?.['license_signature'] }
    expect(codeOf(bring({ licenses: [items[0], spliced] }))).toBe('not-ours-request')
  })
})

it('costs itself alone where a listed license has no product', () => {
  const { product_details: _, ...bare } = items[1] ?? {}
  for (const odd of [bare, {}]) {
    const judged = bring(pageAnswer(server, [...items, odd]))
    const problems = judged.ok ? judged.value.records.map(({ problem }) => problem?.member ?? null) : []
    expect(problems).toHaveLength(items.length + 1)
    expect(problems.filter((member) => member !== null)).toHaveLength(1)
  }
})

describe('offline_signature', () => {
  const wrong = pageItem(server, {}, { date: 'Sat, 28 Nov 2026 09:00:00 GMT' })
  const dated = { date: 'Sat, 28 Nov 2026 10:00:00 GMT' }
  it.each<[string, unknown, string, RequestRecord]>([
    ['right where all is known', pageAnswer(server, items, dated), 'right', open],
    ['not checked without a date', good, 'not-checked', open],
    ['wrong where all is known', pageAnswer(server, [wrong], dated), 'not-genuine-license', open],
    [
      'right for a key that was sent in small letters',
      pageAnswer(
        server,
        pageItems(server, [], { key: licenseKey.toLowerCase() }).map((item) => ({ ...item, license_key: licenseKey })),
        dated,
      ),
      'right',
      record('open', { holder: byKey('open', licenseKey.toLowerCase()) }),
    ],
    [
      'not checked for a key in letters that nobody remembers',
      pageAnswer(server, [wrong], dated),
      'not-checked',
      record('open', { holder: byKey('open', 'Aaaa-BBBB-CCCC-DDDD') }),
    ],
    [
      'absent where there is none',
      pageAnswer(server, [{ ...pageItem(server), offline_signature: null }]),
      'absent',
      open,
    ],
  ])('is %s', (_name, answer, outcome, request) => {
    const judged = bring(answer, { requests: [request] })
    const found =
      judged.ok && judged.value.body.evidence.road === 'offline' ? judged.value.body.evidence.covered.offline : null
    expect(found ?? codeOf(judged)).toBe(outcome)
  })
})

describe('a user whose name is no e-mail address', () => {
  const asked: PageAsked = { username: 'ana.m', email: 'ana@example.com' }
  const answer = pageAnswer(server, pageItems(server, ['A'], asked))
  const ofAna = record('open', { holder: byName('open', 'ana.m') })

  it('is taken by the name that was sent, and kept by it', () => {
    expect(bring(answer, { requests: [ofAna] })).toMatchObject({ value: { username: 'ana.m' } })
  })

  it.each<[string, RequestRecord]>([
    ['another name', record('open', { holder: byName('open', 'eve') })],
    ['a license key', open],
  ])('is refused for a request by %s', (_name, request) => {
    expect(codeOf(bring(answer, { requests: [request] }))).toBe('not-ours-computer')
  })

  it('has the account after the name, or not', () => {
    const named = (sent: string, signed: string) =>
      bring(
        pageAnswer(server, pageItems(server, [], { ...asked, username: signed }), {
          date: 'Sat, 28 Nov 2026 10:00:00 GMT',
        }),
        {
          requests: [record('open', { holder: byName('open', sent) })],
        },
      )
    expect(codeOf(named('ana.m|ACME', 'ana.m'))).toBeNull()
    expect(codeOf(named('ana.m|ACME', 'ana.m|ACME'))).toBeNull()
    expect(codeOf(named('ana.m', 'ana.n'))).toBe('not-ours-computer')
  })
})

describe('the request of an answer that names none', () => {
  const newer = record('newer', { createdAt: '2026-11-21T08:00:00.000Z' })
  it('is the newest open one of this computer and product that fits', () => {
    const elsewhere = record('x', { createdAt: '2026-11-23T08:00:00.000Z', hardwareId: 'other' })
    const other = record('y', { createdAt: '2026-11-24T08:00:00.000Z', product: 'OTHER' })
    const ofEve = record('z', { createdAt: '2026-11-25T08:00:00.000Z', holder: byKey('z', 'E-F-G-H') })
    expect(bring(good, { requests: [open, newer, elsewhere, other, ofEve] })).toMatchObject({
      value: { request: { id: 'newer' } },
    })
  })

  it('is the newest open one, whichever date the server signed', () => {
    const dated = record('dated', { createdAt: '2026-11-28T10:00:00.500Z' })
    const last = record('last', { createdAt: '2026-11-29T10:00:00.000Z' })
    expect(bring(good, { requests: [dated, last] })).toMatchObject({ value: { request: { id: 'last' } } })
    const closed = { ...dated, state: 'superseded' as const }
    expect(bring(good, { requests: [closed, last] })).toMatchObject({ value: { request: { id: 'last' } } })
  })

  it('is none where none is open', () => {
    expect(codeOf(bring(good, { requests: [] }))).toBe('not-ours-request')
    const returned = record('open', { state: 'returned' })
    expect(codeOf(bring(good, { requests: [returned] }))).toBe('not-ours-used-answer')
  })
})

describe('an answer that comes again', () => {
  const first = bring(good)
  if (!first.ok) throw new Error('the answer is refused')
  const taken = afterAnswer([open], 'open', allMarks(first.value.marks))
  const { records: current } = first.value

  it('is known, however it is written', () => {
    for (const answer of [good, JSON.stringify(good, null, 1), { licenses: [...items].reverse() }]) {
      expect(bring(answer, { requests: taken, current })).toMatchObject({ value: { isTaken: true } })
    }
    const other = record('other', { createdAt: '2026-11-26T08:00:00.000Z' })
    expect(bring(good, { requests: [...taken, other], current })).toMatchObject({
      value: { isTaken: true, request: { id: 'open' } },
    })
  })

  it('may bring a longer list for the same request, and no shorter or other one', () => {
    const to = (codes: readonly string[]) => pageAnswer(server, pageItems(server, codes), { request_id: 'open' })
    const bringNow = (answer: unknown) => bring(answer, { requests: taken, current })
    expect(bringNow(to(['A', 'B']))).toMatchObject({ value: { isTaken: false, request: { id: 'open' } } })
    // Without a name it is known by the bundle's own license, whose signature is the same.
    const unnamed = pageAnswer(server, pageItems(server, ['A', 'B']))
    expect(bringNow(unnamed)).toMatchObject({ value: { isTaken: false, request: { id: 'open' } } })
    expect(bringNow({ licenses: pageItems(server, ['A', 'B']) })).toMatchObject({ value: { isTaken: false } })
    expect(codeOf(bringNow(to([])))).toBe('not-ours-used-answer')
    expect(codeOf(bringNow(to(['B', 'C'])))).toBe('not-ours-used-answer')
    const another = pageAnswer(server, pageItems(server, ['A', 'B'], { date: 'Sun, 29 Nov 2026 08:00:00 GMT' }))
    expect(codeOf(bringNow(another))).toBe('not-ours-used-answer')
    expect(codeOf(bring(to(['A', 'B']), { requests: afterReturn(taken), current: null }))).toBe('not-ours-used-answer')
  })

  it('may bring the license back that was lost, and not the one that was returned', () => {
    expect(bring(good, { requests: taken, current: null })).toMatchObject({ ok: true })
    const returned = afterReturn(taken)
    const waiting = record('waiting', { createdAt: '2026-11-29T08:00:00.000Z' })
    for (const answer of [good, { licenses: [...items].reverse() }, JSON.stringify(good, null, 1)]) {
      expect(codeOf(bring(answer, { requests: [...returned, waiting] }))).toBe('not-ours-used-answer')
    }
    const fresh = pageAnswer(server, pageItems(server, ['A'], { date: 'Sun, 29 Nov 2026 08:00:00 GMT' }))
    expect(bring(fresh, { requests: [...returned, waiting] })).toMatchObject({ value: { request: { id: 'waiting' } } })
  })

  it('brings nothing new where it holds the same licenses, written anew', () => {
    const again = pageAnswer(server, pageItems(server, ['A'], { date: 'Sun, 29 Nov 2026 08:00:00 GMT' }), {
      request_id: 'open',
    })
    expect(codeOf(bring(again, { requests: taken, current }))).toBe('not-ours-used-answer')
  })

  it('names in its licenses the request that it names at the top', () => {
    const answer = pageAnswer(server, [pageItem(server, { request_id: 'b' })], { request_id: 'open' })
    expect(codeOf(bring(answer))).toBe('not-ours-request')
  })

  it('is no refresh, as one license of it', () => {
    expect(codeOf(bring(items[0], { requests: taken, current }))).toBe('not-genuine-answer-changed')
  })
})
