import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findRequest } from '../../src/core/answered-request.ts'
import { afterAnswer, afterReturn, openRequestsOf, type RequestRecord } from '../../src/core/request-record.ts'
import { openRequestStore, type RequestStore } from '../../src/engine/request-store.ts'
import { asNobody } from '../fakes/as-nobody.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const record = (id: string, day: number, changes: Partial<RequestRecord> = {}): RequestRecord => ({
  id,
  kind: 'activation',
  state: 'open',
  hardwareId: 'hw',
  product: 'SUITE',
  createdAt: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  hash: 'h',
  fileName: 'a.req',
  ...changes,
})

let folder = ''
let store: RequestStore
beforeEach(() => {
  folder = makeTemporaryFolder()
  store = openRequestStore(folder, 'SUITE', () => new Date('2026-11-22T10:00:00.000Z'))
})

describe('request store', () => {
  it('keeps requests over a restart, for the owner alone', () => {
    expect(store.list()).toEqual([])
    store.keep(record('a', 1))
    store.keep(record('b', 2))
    store.keep(record('a', 1, { fileName: 'other.req' }))
    const again = openRequestStore(folder, 'SUITE', () => new Date())
    expect(again.list().map(({ id, fileName }) => [id, fileName])).toEqual([
      ['b', 'a.req'],
      ['a', 'other.req'],
    ])
    expect(statSync(join(folder, 'requests/SUITE.json')).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{', '[]', '{"format":"activation-wizard/requests","version":1,"requests":[{"id":5}]}'])(
    'moves a list aside that reads %j, and begins a new one',
    (text) => {
      store.keep(record('a', 1))
      writeFileSync(join(folder, 'requests/SUITE.json'), text)
      expect(store.list()).toEqual([])
      expect(readdirSync(join(folder, 'requests')).some((name) => name.includes('set-aside'))).toBe(true)
      expect(store.keep(record('b', 2)).ok).toBe(true)
      expect(store.list()).toHaveLength(1)
    },
  )

  it('forgets the oldest beyond 500', () => {
    store.change(() => Array.from({ length: 600 }, (_, index) => record(`r${index}`, 1)))
    expect(store.list()).toHaveLength(500)
    expect(store.list()[0]?.id).toBe('r100')
  })

  it.skipIf(process.platform === 'win32')('tells a list that cannot be read from none', () => {
    expect(store.trouble()).toBeNull()
    store.keep(record('a', 1))
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'requests'), 0o000)
    const details = { path: join(folder, 'requests'), cause: 'no-permission' }
    expect(asNobody(() => store.trouble())).toMatchObject({ code: 'cannot-read-folder', details })
    expect(asNobody(() => store.keep(record('b', 2)))).toMatchObject({ failure: { code: 'cannot-write', details } })
    chmodSync(join(folder, 'requests'), 0o700)
    expect(store.list()).toHaveLength(1)
  })

  it('says where it cannot write', () => {
    const place = makeTemporaryFolder()
    writeFileSync(join(place, 'requests'), 'in the way')
    const blocked = openRequestStore(place, 'SUITE', () => new Date())
    expect(blocked.keep(record('a', 1))).toMatchObject({
      failure: { code: 'cannot-write', details: { cause: 'not-a-folder' } },
    })
    expect(readFileSync(join(place, 'requests'), 'utf8')).toBe('in the way')
  })
})

describe('request records', () => {
  it('lists what is open here, newest first', () => {
    const records = [
      record('old', 1),
      record('new', 3),
      record('used', 4, { state: 'answered' }),
      record('elsewhere', 5, { hardwareId: 'other' }),
      record('other', 6, { product: 'OTHER' }),
    ]
    expect(openRequestsOf(records, 'hw', 'SUITE').map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('closes the answered request and every older one', () => {
    const records = [
      record('old', 1),
      record('answered', 2),
      record('newer', 3),
      record('gone', 1, { state: 'discarded' }),
    ]
    expect(afterAnswer(records, 'answered').map(({ state }) => state)).toEqual([
      'superseded',
      'answered',
      'open',
      'discarded',
    ])
  })

  const names = { requestId: 'a', marks: { content: 'm', signatures: ['s'] }, fits: () => true }
  it.each([
    ['open', [record('a', 1)], 'open'],
    ['answered', [record('a', 1, { state: 'answered' })], 'answered'],
    ['answered by this very answer', [record('a', 1, { state: 'answered', marks: ['m'] })], 'taken'],
    ['answered by it, and named otherwise', [record('x', 1, { state: 'answered', marks: ['m'] })], 'taken'],
    ['answered by one with the same signature', [record('x', 1, { state: 'answered', marks: ['s'] })], 'answered'],
    ['returned', [record('a', 1, { state: 'returned' })], 'not-ours-used-answer'],
    [
      'returned, beside another that is open',
      [record('a', 2), record('b', 1, { state: 'returned', marks: ['m'] })],
      'not-ours-used-answer',
    ],
    [
      'returned, and answered by it once more',
      [record('a', 2, { state: 'answered', marks: ['m'] }), record('b', 1, { state: 'returned', marks: ['m'] })],
      'not-ours-used-answer',
    ],
    ['superseded', [record('a', 1, { state: 'superseded' })], 'not-ours-older-request'],
    ['discarded', [record('a', 1, { state: 'discarded' })], 'not-ours-older-request'],
    ['unknown', [record('b', 1)], 'not-ours-request'],
    ['of another kind', [record('a', 1, { kind: 'deactivation' })], 'not-ours-request'],
  ] as const)('judges the answer to a request that is %s', (_name, records, outcome) => {
    const found = findRequest(records, names)
    expect(found.ok ? found.value.standing : found.failure.code).toBe(outcome)
  })

  it.each([
    ['the newest open request', [record('a', 1), record('b', 2), record('c', 3, { state: 'answered' })], 'b'],
    ['none that is not for it', [record('a', 1, { product: 'OTHER' }), record('b', 2)], 'b'],
    ['none where all are closed', [record('a', 1, { state: 'superseded' })], 'not-ours-older-request'],
    ['none where all are answered', [record('a', 1, { state: 'answered' })], 'not-ours-used-answer'],
    ['none where there is none', [], 'not-ours-request'],
  ] as const)('finds %s for an answer that names no request', (_name, records, outcome) => {
    const fits = ({ product }: RequestRecord): boolean => product === 'SUITE'
    const found = findRequest(records, { requestId: null, marks: names.marks, fits })
    expect(found.ok ? found.value.request.id : found.failure.code).toBe(outcome)
  })

  it('marks answered requests as returned, and closes the open ones, of activations alone', () => {
    const records = [
      record('a', 1, { state: 'answered', marks: ['m'] }),
      record('b', 2),
      record('c', 3, { kind: 'deactivation' }),
    ]
    expect(afterReturn(records).map(({ state }) => state)).toEqual(['returned', 'superseded', 'open'])
    expect(afterReturn(records)[0]?.marks).toEqual(['m'])
  })
})

describe('a list of requests that cannot be read', () => {
  it.skipIf(process.platform === 'win32')('is not written anew: it may only be locked for a moment', () => {
    store.keep(record('a', 1))
    const path = join(folder, 'requests/SUITE.json')
    const before = readFileSync(path, 'utf8')
    chmodSync(path, 0)
    expect(asNobody(() => store.keep(record('b', 2)))).toMatchObject({ failure: { code: 'cannot-write' } })
    expect(readFileSync(path, 'utf8')).toBe(before)
  })
})
