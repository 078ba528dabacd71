import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { type LicenseStore, openLicenseStore } from '../../src/engine/license-store.ts'
import { largestLicenseFileBytes } from '../../src/shared/size-limits.ts'
import { asNobody } from '../fakes/as-nobody.ts'
import { oddPlaces } from '../fakes/odd-files.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const server = startSigning()
const stranger = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }
const now = (): Date => new Date('2026-11-22T10:20:30.000Z')

function fileWith(...products: string[]): LicenseFile {
  const { bytes, signature } = server.answer([
    server.license(),
    ...products.map((code) => server.license(productNamed(code))),
  ])
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  return toLicenseFile(body.value, bundleCode, server.key, now())
}

let folder = ''
let store: LicenseStore
beforeEach(() => {
  folder = join(makeTemporaryFolder(), 'licenses')
  store = openLicenseStore(folder, bundleCode, now)
})

const codesOf = (records: ReturnType<LicenseStore['load']>['records']): string[] | null =>
  records?.map((record) => record.productCode) ?? null

describe('license store', () => {
  it('is empty where nothing was saved', () => {
    expect(store.isEmpty()).toBe(true)
    expect(store.load(ours)).toEqual({ records: null, notice: null })
  })

  it('gives back what it read from the saved file', () => {
    const saved = store.save(fileWith('A'), ours)
    expect(saved.ok && codesOf(saved.value)).toEqual([bundleCode, 'A'])
    expect(store.isEmpty()).toBe(false)
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
    expect(readdirSync(folder)).toEqual([`${bundleCode}.lic`])
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe in the place of the file', () => {
    mkdirSync(folder, { recursive: true })
    execFileSync('mkfifo', [store.path])
    expect(store.load(ours)).toMatchObject({ records: null, notice: { code: 'cannot-read' } })
    expect(store.save(fileWith('A'), ours).ok).toBe(true)
  })

  it.each(Object.entries(oddPlaces))('goes on with the earlier file where a %s lies in its place', (_name, put) => {
    store.save(fileWith('A'), ours)
    store.save(fileWith('B'), ours)
    rmSync(store.path)
    put(store.path, makeTemporaryFolder())
    expect(store.look(ours)).toMatchObject({ records: [{}, { productCode: 'A' }], notice: { code: 'cannot-read' } })
    const loaded = store.load(ours)
    expect(codesOf(loaded.records)).toEqual([bundleCode, 'A'])
    const aside = join(folder, `${bundleCode}.set-aside-2026-11-22T10-20-30.000Z.lic`)
    expect(loaded.notice).toMatchObject({ code: 'malformed-license-file', details: { path: aside } })
    expect([lstatSync(aside).isFile(), store.load(ours).notice]).toEqual([false, null])
  })

  it.skipIf(process.geteuid?.() !== 0)('leaves the file to its owner where root renews it', () => {
    store.save(fileWith('A'), ours)
    chownSync(store.path, 1234, 1235)
    store.save(fileWith('B'), ours)
    expect(statSync(store.path)).toMatchObject({ uid: 1234, gid: 1235 })
  })

  it('lets the owner alone read the file', () => {
    store.save(fileWith(), ours)
    expect(statSync(store.path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('keeps the good one before it', () => {
    store.save(fileWith('A'), ours)
    store.save(fileWith('B'), ours)
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'B'])
    expect(statSync(join(folder, `${bundleCode}.previous.lic`)).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['cut in half', (text: string) => text.slice(0, text.length / 2), 'malformed-license-file'],
    ['full of zeros', (text: string) => '\0'.repeat(text.length), 'malformed-license-file'],
    ['empty', () => '', 'malformed-license-file'],
    ['changed', (text: string) => text.replace(/"signature": "..../, '"signature": "AAAA'), 'not-genuine-license-file'],
  ])('moves a file aside that is %s, and goes back to the last good one', (_name, damage, code) => {
    store.save(fileWith('A'), ours)
    store.save(fileWith('B'), ours)
    const damaged = damage(readFileSync(store.path, 'utf8'))
    writeFileSync(store.path, damaged)
    const aside = join(folder, `${bundleCode}.set-aside-2026-11-22T10-20-30.000Z.lic`)
    const { records, notice } = store.load(ours)
    expect(notice).toMatchObject({ code, details: { path: aside } })
    expect(codesOf(records)).toEqual([bundleCode, 'A'])
    expect(readFileSync(aside, 'utf8')).toBe(damaged)
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
  })

  it('keeps each of several files that are set aside in one moment', () => {
    for (const text of ['first bad', 'second bad']) {
      store.save(fileWith('A'), ours)
      writeFileSync(store.path, text)
      store.load(ours)
    }
    const aside = readdirSync(folder).filter((name) => name.includes('set-aside'))
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8')).sort()).toEqual(['first bad', 'second bad'])
  })

  it('believes no file of another key, and wipes none', () => {
    store.save(fileWith('A'), ours)
    const { records, notice } = store.load({ ...ours, key: stranger.key })
    expect(records).toBeNull()
    expect(notice).toMatchObject({ code: 'not-genuine-license-file' })
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('leaves the genuine file of another computer where it is', () => {
    store.save(fileWith('A'), ours)
    const { records, notice } = store.load({ ...ours, hardwareId: 'b'.repeat(64) as HardwareId })
    expect(records).toBeNull()
    expect(notice).toMatchObject({ code: 'not-ours-computer' })
    expect(existsSync(store.path)).toBe(true)
  })

  it('sets the file of another computer aside before it writes its own', () => {
    store.save(fileWith('A'), ours)
    const text = readFileSync(store.path, 'utf8')
    writeFileSync(store.path, text.replace(/"body": "[^"]*"/, '"body": "e30="'))
    expect(store.save(fileWith('B'), ours).ok).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('set-aside'))).toHaveLength(1)
  })

  it('refuses a new file that does not verify, and keeps the earlier one', () => {
    store.save(fileWith('A'), ours)
    const forged: LicenseFile = { ...fileWith('B'), signed: [{ road: 'online', body: 'W10=', signature: 'AAAA' }] }
    expect(store.save(forged, ours)).toMatchObject({ ok: false, failure: { code: 'cannot-write' } })
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
    expect(readdirSync(folder)).toEqual([`${bundleCode}.lic`])
  })

  it('takes over from a crash in the middle of writing', () => {
    store.save(fileWith('A'), ours)
    writeFileSync(join(folder, `${bundleCode}.candidate.lic`), '{"half":')
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
    expect(store.save(fileWith('B'), ours).ok).toBe(true)
    expect(existsSync(join(folder, `${bundleCode}.candidate.lic`))).toBe(false)
  })

  it('says where it cannot write, and keeps the earlier license', () => {
    const place = makeTemporaryFolder()
    writeFileSync(join(place, 'licenses'), 'a file where the folder should be')
    const blocked = openLicenseStore(join(place, 'licenses'), bundleCode, now)
    expect(blocked.save(fileWith(), ours)).toMatchObject({
      failure: { code: 'cannot-write', details: { path: join(place, 'licenses') } },
    })
  })

  it('says that a file cannot be opened', () => {
    mkdirSync(store.path, { recursive: true })
    expect(store.load(ours).notice).toMatchObject({ code: 'cannot-read' })
  })

  it.skipIf(process.platform === 'win32')('tells a folder that does not let it look from one without a license', () => {
    store.save(fileWith('A'), ours)
    const details = { path: folder, cause: 'no-permission', systemCode: 'EACCES' }
    const isOfRoot = process.geteuid?.() === 0
    chmodSync(join(folder, '..'), 0o755)
    if (!isOfRoot) chmodSync(folder, 0o000)
    expect(asNobody(() => store.isEmpty())).toBe(false)
    for (const read of [store.load, store.look]) {
      expect(asNobody(() => read(ours))).toMatchObject({
        records: null,
        notice: { code: 'cannot-read-folder', details: { ...details, ...(isOfRoot && { owner: 'root' }) } },
      })
    }
    chmodSync(folder, 0o700)
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
  })

  it('takes no endless file', () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(store.path, '')
    truncateSync(store.path, largestLicenseFileBytes + 1)
    expect(store.load(ours).notice).toMatchObject({ code: 'malformed-license-file' })
  })

  it.skipIf(process.platform === 'win32')('keeps the license where a new one cannot be written beside it', () => {
    store.save(fileWith('A'), ours)
    expect(asNobody(() => store.save(fileWith('B'), ours))).toMatchObject({
      failure: { code: 'cannot-write', details: { path: folder, cause: 'no-permission' } },
    })
    expect(readdirSync(folder)).toEqual([`${bundleCode}.lic`])
    expect(codesOf(store.load(ours).records)).toEqual([bundleCode, 'A'])
  })
})
