import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Log, openLog } from '../../src/engine/log.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { linkedText, oddPlaces } from '../fakes/odd-files.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

let path = ''
let log: Log
beforeEach(() => {
  path = join(makeTemporaryFolder(), 'logs', 'wizard.log')
  const now = (): Date => new Date('2026-11-22T10:00:00.000Z')
  log = openLog({ path, now, random: () => new Uint8Array([0xa1, 0xb2, 0xc3, 0xd4]) })
})
const lines = (): unknown[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('log', () => {
  it('notes a failure under a reference that can be read out', () => {
    const failure = log.failure('activation.failed', makeFailure('unreachable-name', { host: 'a:443' }))
    expect(failure.reference).toBe('A1B2-C3D4')
    expect(lines()).toMatchObject([
      { at: '2026-11-22T10:00:00.000Z', event: 'activation.failed', code: 'unreachable-name', reference: 'A1B2-C3D4' },
    ])
  })

  it('keeps the sentence of the server out of the file: it can repeat a key', () => {
    const failure = log.failure(
      'x',
      makeFailure('refused-unknown-code', { serverMessage: 'no AAAA-BBBB', serverCode: 'c' }),
    )
    expect(failure.details?.serverMessage).toBe('no AAAA-BBBB')
    expect(readFileSync(path, 'utf8')).not.toContain('AAAA-BBBB')
  })

  it('notes where a bug was, and not what its message said', () => {
    const failure = log.bug('ipc', new Error('the password is hunter2\nhunter2'))
    expect(failure).toMatchObject({ code: 'internal', reference: 'A1B2-C3D4' })
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
    expect(JSON.stringify(lines())).toContain('log.test.ts')
  })

  it('is readable by its owner alone', () => {
    log.event('x')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('moves a full file away', () => {
    log.event('x')
    writeFileSync(path, 'x'.repeat(1_000_001))
    log.event('y')
    expect(statSync(path).size).toBeLessThan(200)
    expect(existsSync(`${path}.old`)).toBe(true)
  })

  it('goes on where it cannot write', () => {
    const blocked = openLog({ path: '/dev/null/x/wizard.log', now: () => new Date(), random: () => new Uint8Array(4) })
    expect(blocked.failure('x', makeFailure('internal')).reference).toBe('0000-0000')
  })

  it.each(Object.entries(oddPlaces))('is not written where a %s lies, and nothing waits', (_name, put) => {
    const elsewhere = makeTemporaryFolder()
    mkdirSync(dirname(path), { recursive: true })
    put(path, elsewhere)
    const before = lstatSync(path).ino
    log.event('x')
    expect(lstatSync(path).ino).toBe(before)
    expect(readdirSync(elsewhere).filter((name) => name !== 'linked')).toEqual([])
    const linked = join(elsewhere, 'linked')
    if (existsSync(linked)) expect(readFileSync(linked, 'utf8')).toBe(linkedText)
  })
})
