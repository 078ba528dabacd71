/** The reader and the state that the wizard keeps beside a license file: the wizard itself writes it here. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readLicense } from '../../packages/license-reader/src/license-reader.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import { toUnconfirmed } from '../../src/core/refusal.ts'
import { type LicenseStore, openLicenseStore } from '../../src/engine/license-store.ts'
import { type MemoryStore, openMemoryStore } from '../../src/engine/memory-store.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { compileSample, type Sample } from './csharp-sample.ts'
import { bundle, hardwareId, issuedAt, type LicenseIssuer, offlineKey, startIssuer } from './license-issuer.ts'

let issuer: LicenseIssuer
let sample: Sample
beforeAll(async () => {
  issuer = await startIssuer(9)
  sample = compileSample(issuer.publicKeyPem)
})
afterAll(() => {
  sample.remove()
  return issuer.close()
})

const days = (count: number): Date => new Date(issuedAt.getTime() + count * 86_400_000)
const code = 'refused-device-not-found'

let store: LicenseStore
let memory: MemoryStore
beforeEach(async () => {
  const folder = join(makeTemporaryFolder(), 'license')
  store = openLicenseStore(folder, bundle, () => issuedAt)
  memory = openMemoryStore(folder, bundle)
  store.save(await issuer.online(offlineKey), { hardwareId, product: bundle, key: issuer.key })
})

const read = (now: Date, afterRefusalDays?: number) =>
  readLicense(store.path, issuer.publicKeyPem, hardwareId, now, {
    bundle,
    ...(afterRefusalDays !== undefined && { afterRefusalDays }),
  })
const refuse = (): void => {
  const serverTimeAt = days(-3).toISOString()
  memory.remember({ serverTimeAt, refusal: { at: issuedAt.toISOString(), code, sha256: store.hash() ?? '' } })
}
const kindOf = (reading: ReturnType<typeof read>) => (reading.ok ? reading.bundle?.standing.kind : reading.reason)

/** What the Python sample says of the same file. */
function python(now: Date, limit: number | null): unknown {
  const driver = `
import json, sys
from datetime import datetime
sys.path.insert(0, sys.argv[1])
from read_license import read_license
asked = json.load(sys.stdin)
now = datetime.fromisoformat(asked['now'].replace('Z', '+00:00'))
got = read_license(asked['path'], asked['pem'], asked['id'], asked['bundle'], now, asked['days'])
print(json.dumps(got['licenses'][0][1] if got['ok'] else got['reason']))
`
  const folder = join(import.meta.dirname, '../../packages/license-reader/samples/python')
  const asked = { now, path: store.path, pem: issuer.publicKeyPem, id: hardwareId, bundle, days: limit }
  return JSON.parse(execFileSync('python3', ['-B', '-c', driver, folder], { input: JSON.stringify(asked) }).toString())
}

/** The standing of the bundle, or the reason, by both samples. */
function samples(now: Date, limit: number | null): unknown[] {
  const [line = ''] = sample.read([{ path: store.path, now, hardwareId, bundle, days: limit }])
  return [python(now, limit), /^[^,]*=(.*?)(?:,|$)/.exec(line)?.[1] ?? line]
}

describe('a license whose check was refused', () => {
  it('is told to be unconfirmed, and stays usable where no days are named', () => {
    refuse()
    const reading = read(days(5000))
    expect(reading).toMatchObject({
      ok: true,
      unconfirmed: { since: days(-3).toISOString(), at: issuedAt.toISOString(), code, endsAt: null },
    })
    expect(kindOf(reading)).toBe('valid')
    expect(samples(days(5000), null)).toEqual(['valid', 'valid'])
  })

  it.each([
    [0, 0, 'unconfirmed'],
    [7, 6.999, 'valid'],
    [7, 7, 'unconfirmed'],
    [7, -100, 'valid'],
    [3650, 3649, 'valid'],
  ])('with %d days is after %d days %s, as the wizard says', (limit, after, kind) => {
    refuse()
    const reading = read(days(after), limit)
    expect(kindOf(reading)).toBe(kind)
    expect(samples(days(after), limit)).toEqual([kind, kind])
    expect(reading.ok && reading.bundle?.usable).toBe(kind === 'valid')
    const { records } = store.look({ hardwareId, product: bundle, key: issuer.key })
    const { refusal, serverTimeAt } = memory.read()
    if (records === null || refusal === null) throw new Error('there is no license')
    const unconfirmed = toUnconfirmed(refusal, records, serverTimeAt, limit)
    const overview = toOverview(records, bundle, store.path, days(after), null, unconfirmed)
    expect(overview.licenses.map(({ standing }) => standing)).toEqual(
      reading.ok && reading.licenses.map(({ standing }) => standing),
    )
    expect(overview.unconfirmed).toEqual(reading.ok && reading.unconfirmed)
  })

  it('is confirmed by the next file', async () => {
    refuse()
    store.save(await issuer.online(offlineKey, 'checked'), { hardwareId, product: bundle, key: issuer.key })
    expect(read(days(5000), 0)).toMatchObject({ ok: true, unconfirmed: null, bundle: { usable: true } })
  })

  it.each([-1, 3651, 0.5, Number.NaN, '7'])('takes no number of days such as %s', (limit) => {
    expect(read(issuedAt, limit as number)).toEqual({ ok: false, reason: 'bad-argument', argument: 'afterRefusalDays' })
  })
})

describe('a license that was given back', () => {
  it('is refused where its file is still there', () => {
    const bytes = readFileSync(store.path)
    store.giveBack({ hardwareId, product: bundle, key: issuer.key })
    expect(read(issuedAt)).toMatchObject({ ok: false, reason: 'missing' })
    writeFileSync(store.path, bytes)
    expect(read(issuedAt)).toEqual({ ok: false, reason: 'returned', argument: null })
    expect(samples(issuedAt, null)).toEqual(['returned', 'returned'])
  })
})

describe('a state that cannot be read', () => {
  const state = (): string => join(dirname(store.path), 'state', `${bundle}.json`)
  const fine = { ok: true, unconfirmed: null, bundle: { usable: true } }

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['of another format', '{"format":"x","version":1,"returned":{"sha256":["HASH"]}}'],
    ['of another version', '{"format":"activation-wizard/state","version":2,"returned":{"sha256":["HASH"]}}'],
    ['with odd members', '{"format":"activation-wizard/state","version":1,"returned":"HASH","refusal":["HASH"]}'],
    [
      'with an odd date',
      '{"format":"activation-wizard/state","version":1,"refusal":{"at":"now","code":"x","sha256":"HASH"}}',
    ],
    ['far too large', `{"x":"${'x'.repeat(70_000)}"}`],
  ])('costs no license: %s', (_name, text) => {
    mkdirSync(dirname(state()), { recursive: true })
    writeFileSync(state(), text.replaceAll('HASH', store.hash() ?? ''))
    expect(read(days(5000), 0)).toMatchObject(fine)
    expect(samples(days(5000), 0)).toEqual(['valid', 'valid'])
    expect(memory.read()).toMatchObject({ refusal: null, returned: null })
  })

  it.skipIf(process.platform === 'win32')('is not waited for', () => {
    rmSync(dirname(state()), { recursive: true, force: true })
    mkdirSync(dirname(state()))
    execFileSync('mkfifo', [state()])
    expect(read(days(5000), 0)).toMatchObject(fine)
    expect(samples(days(5000), 0)).toEqual(['valid', 'valid'])
  })
})
