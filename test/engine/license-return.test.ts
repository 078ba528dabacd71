/** What is left of a license that was given back, whatever the disk does and wherever the run ends. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { type LicenseStore, openLicenseStore } from '../../src/engine/license-store.ts'
import { openMemoryStore } from '../../src/engine/memory-store.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const server = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }
const now = (): Date => new Date('2026-11-22T10:20:30.000Z')
const receiptName = `${bundleCode}.returned-2026-11-22T10-20-30.000Z.json`

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
  store.save(fileWith('A'), ours)
  store.save(fileWith('B'), ours)
})

const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const files = (): string[] => readdirSync(folder).filter((name) => name !== 'state')
/** A store whose disk refuses to remove files that `keeps` names. */
const stubborn = (code: string, keeps: (name: string) => boolean): LicenseStore =>
  openLicenseStore(folder, bundleCode, now, 'owner', (path) => {
    if (keeps(basename(path))) throw Object.assign(new Error('refused'), { code })
    rmSync(path)
  })
const isCurrent = (name: string): boolean => name === `${bundleCode}.lic`
/** A file where the folder of the state would be: nothing can be remembered. */
const blockState = (): void => {
  rmSync(join(folder, 'state'), { recursive: true, force: true })
  writeFileSync(join(folder, 'state'), 'in the way')
}

describe('a license that is given back', () => {
  it('leaves a receipt without a license, and no copy', () => {
    const text = read(`${bundleCode}.lic`)
    const key = server.license()['license_key'] as string
    copyFileSync(store.path, join(folder, `${bundleCode}.candidate.lic`))
    copyFileSync(store.path, join(folder, `${bundleCode}.previous.lic.part`))
    copyFileSync(store.path, join(folder, `${bundleCode}.set-aside-2026-01-01T00-00-00.000Z.lic`))
    writeFileSync(join(folder, `${bundleCode}.set-aside-2026-01-02T00-00-00.000Z.lic`), 'damaged')
    expect(store.giveBack(ours)).toEqual({ ok: true, value: null })
    expect(files()).toEqual([receiptName, `${bundleCode}.set-aside-2026-01-02T00-00-00.000Z.lic`])
    expect(JSON.parse(read(receiptName))).toEqual({
      format: 'activation-wizard/returned',
      version: 1,
      product: bundleCode,
      returnedAt: now().toISOString(),
      keyLastFour: key.slice(-4),
      username: null,
      sha256: hashOf(text),
    })
    expect(read(receiptName)).not.toContain(key)
    expect(store.load(ours)).toEqual({ records: null, notice: null })
    expect(store.isEmpty()).toBe(true)
  })

  it('stays given back where its file is put back from a copy', () => {
    const [text, earlier] = [read(`${bundleCode}.lic`), read(`${bundleCode}.previous.lic`)]
    store.giveBack(ours)
    for (const each of [text, earlier]) {
      writeFileSync(store.path, each)
      expect(store.load(ours)).toEqual({ records: null, notice: null })
      expect(store.look(ours)).toEqual({ records: null, notice: null })
      expect(store.current(ours)).toBeNull()
      expect(store.isEmpty()).toBe(true)
    }
  })

  it('makes room for a new one, which is believed', () => {
    const text = read(`${bundleCode}.lic`)
    store.giveBack(ours)
    writeFileSync(store.path, text)
    expect(store.save(fileWith('C'), ours).ok).toBe(true)
    expect(store.load(ours).records).toHaveLength(2)
    expect(files().filter((name) => name.endsWith('.lic'))).toEqual([`${bundleCode}.lic`])
    expect(openMemoryStore(folder, bundleCode).read()).toMatchObject({ returned: null, refusal: null })
  })

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EBUSY'])('counts no more where its file stays for %s', (code) => {
    const result = stubborn(code, isCurrent).giveBack(ours)
    expect(result).toMatchObject({
      value: { code: 'returned-file-left', details: { path: store.path, systemCode: code } },
    })
    expect(existsSync(store.path)).toBe(true)
    expect(store.load(ours)).toEqual({ records: null, notice: null })
    expect(store.look(ours)).toEqual({ records: null, notice: null })
    // The next change of the folder removes it.
    store.tidy()
    expect(files()).toEqual([receiptName])
  })

  it('does not come back as the last good one', () => {
    const disk = stubborn('EBUSY', (name) => name.includes('.previous'))
    expect(disk.giveBack(ours)).toMatchObject({ value: { code: 'returned-file-left' } })
    expect(store.load(ours)).toEqual({ records: null, notice: null })
    // A new license does not free the copy that is still held: it could become the last good one otherwise.
    expect(disk.save(fileWith('C'), ours).ok).toBe(true)
    rmSync(store.path)
    expect(store.load(ours)).toEqual({ records: null, notice: null })
  })

  it('stands where neither its file nor the state can be changed', () => {
    blockState()
    const result = stubborn('EPERM', isCurrent).giveBack(ours)
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'cannot-remove-license', details: { path: store.path, systemCode: 'EPERM' } },
    })
    expect(store.load(ours).records).toHaveLength(2)
    expect(files().filter((name) => name.includes('returned'))).toEqual([])
  })

  it('ends where only the state cannot be written', () => {
    blockState()
    expect(store.giveBack(ours)).toEqual({ ok: true, value: null })
    expect(files()).toEqual([receiptName])
  })

  it('leaves the genuine file of another computer that was set aside', () => {
    const aside = `${bundleCode}.set-aside-2026-01-01T00-00-00.000Z.lic`
    copyFileSync(store.path, join(folder, aside))
    const other = { ...ours, hardwareId: 'b'.repeat(64) as HardwareId }
    store.giveBack(other)
    expect(files()).toEqual([receiptName, aside])
  })
})

describe('a run that ends in the middle', () => {
  /** Removes nothing from the `after`th removal on, as if the process were gone. */
  const killed = (after: number): void => {
    let removed = 0
    const gone = new Error('killed')
    const disk = openLicenseStore(folder, bundleCode, now, 'owner', (path) => {
      if (removed === after) throw gone
      removed += 1
      rmSync(path)
    })
    disk.giveBack(ours)
  }

  it.each([0, 1])('leaves no license after %i removals, and the next run cleans up', (after) => {
    killed(after)
    expect(store.load(ours)).toEqual({ records: null, notice: null })
    store.tidy()
    expect(files()).toEqual([receiptName])
  })

  it('has its receipt written by the next run', () => {
    const hashes = [`${bundleCode}.lic`, `${bundleCode}.previous.lic`].map((name) => hashOf(read(name)))
    openMemoryStore(folder, bundleCode).remember({ returned: { at: now().toISOString(), sha256: hashes } })
    store.tidy()
    expect(files()).toEqual([receiptName])
    expect(JSON.parse(read(receiptName))).toMatchObject({ returnedAt: now().toISOString(), sha256: hashes[0] })
  })
})

describe('whole licenses that earlier versions have kept', () => {
  it('become receipts', () => {
    const text = read(`${bundleCode}.lic`)
    const old = [`${bundleCode}.returned-2026-11-20T08-09-10.000Z`, `${bundleCode}.returned-2026-11-20T08-09-10.000Z-1`]
    for (const name of old) writeFileSync(join(folder, `${name}.lic`), text)
    store.tidy()
    expect(files()).toEqual([
      `${bundleCode}.lic`,
      `${bundleCode}.previous.lic`,
      ...[...old].map((name) => `${name}.json`).sort(),
    ])
    for (const name of old) {
      const receipt = { returnedAt: '2026-11-20T08:09:10.000Z', sha256: hashOf(text) }
      expect(JSON.parse(read(`${name}.json`))).toMatchObject(receipt)
    }
    expect(store.load(ours).records).toHaveLength(2)
  })

  it('stay, and harm nobody, where they cannot be removed', () => {
    const name = `${bundleCode}.returned-2026-11-20T08-09-10.000Z.lic`
    writeFileSync(join(folder, name), read(`${bundleCode}.lic`))
    stubborn('EBUSY', (each) => each === name).tidy()
    expect(files()).toContain(name)
    expect(store.load(ours).records).toHaveLength(2)
  })
})
