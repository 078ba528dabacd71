import { chmodSync, copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  readGivenHardwareId,
  readHardwareId,
  readLicense,
  toGivenHardwareId,
  toHardwareId,
  verifyLicense,
} from '../../packages/license-reader/src/license-reader.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { oddFiles, oddPlaces } from '../fakes/odd-files.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { coreReading } from './core-reading.ts'
import { bundle, hardwareId, issuedAt } from './license-issuer.ts'
import { publicKeyPem, toOutcome, vectorFolder, vectors } from './vectors.ts'

const pathOf = (name: string): string => join(vectorFolder, `${name}.lic`)
const read = (name: string) => readLicense(pathOf(name), publicKeyPem, hardwareId, issuedAt, { bundle })

describe('readLicense', () => {
  it.each(vectors)('gives what is expected of $name', ({ file, now, expect: expected, ...asked }) => {
    const path = join(vectorFolder, file)
    const reading = readLicense(path, publicKeyPem, asked.hardwareId, new Date(now), { bundle: asked.bundle })
    expect(toOutcome(reading)).toEqual(expected)
  })

  it.each(vectors)('agrees with the wizard in every member on $name', ({ file, now, ...asked }) => {
    const key = parseResponseKey(publicKeyPem)
    if (key === null) throw new Error('the key of the vectors cannot be read')
    const text = readFileSync(join(vectorFolder, file), 'utf8')
    const reading = verifyLicense(text, publicKeyPem, asked.hardwareId, new Date(now), { bundle: asked.bundle })
    const expected = { hardwareId: asked.hardwareId as typeof hardwareId, product: asked.bundle, key }
    expect(reading).toEqual(coreReading(text, expected, new Date(now)))
  })

  it('tells the trial, the updates that are over, what is left, and until when it is borrowed', () => {
    expect(read('online-trial')).toMatchObject({
      bundle: { isTrial: true, usable: true, standing: { kind: 'valid', daysLeft: 3 } },
    })
    expect(read('online-maintenance-over')).toMatchObject({ bundle: { maintenanceOver: true, usable: true } })
    expect(read('online-consumption')).toMatchObject({
      bundle: { consumption: { used: 110, max: 100, overages: 20, left: 10, resets: 'monthly' } },
    })
    expect(read('online-floating')).toMatchObject({ bundle: { floating: { borrowedUntil: null } } })
    expect(read('online-borrowed')).toMatchObject({
      bundle: { floating: { borrowedUntil: '2026-11-24T10:00:00.000Z' } },
    })
  })

  it('is not usable when expired, disabled or not started', () => {
    const later = new Date(issuedAt.getTime() + 72 * 3_600_000)
    expect(readLicense(pathOf('online-trial'), publicKeyPem, hardwareId, later, { bundle })).toMatchObject({
      bundle: { usable: false },
    })
    expect(read('check-disabled')).toMatchObject({ bundle: { usable: false } })
    expect(read('check-not-started')).toMatchObject({ bundle: { usable: false } })
  })

  it('leaves the choice of the license to the caller where no bundle is named', () => {
    const reading = readLicense(pathOf('offline'), publicKeyPem, hardwareId, issuedAt)
    expect(reading).toMatchObject({ ok: true, bundle: null })
    expect(reading.ok && reading.licenses.map(({ productCode }) => productCode)).toEqual(['DEMO-SUITE', 'DEMO-WRITER'])
  })

  it('tells a missing file, one that cannot be read, and one that is too large', () => {
    const folder = makeTemporaryFolder()
    expect(readLicense(join(folder, 'no.lic'), publicKeyPem, hardwareId)).toMatchObject({ reason: 'missing' })
    mkdirSync(join(folder, 'folder.lic'))
    expect(readLicense(join(folder, 'folder.lic'), publicKeyPem, hardwareId)).toMatchObject({ reason: 'unreadable' })
    expect(readLicense('\0', publicKeyPem, hardwareId)).toMatchObject({ reason: 'unreadable' })
    const large = join(folder, 'large.lic')
    writeFileSync(large, '')
    truncateSync(large, 128 * 1024 * 1024 + 1)
    expect(readLicense(large, publicKeyPem, hardwareId)).toMatchObject({ reason: 'malformed' })
  })

  it.each(Object.entries(oddPlaces))('refuses a %s in the place of the file, and waits for nothing', (_name, put) => {
    const folder = makeTemporaryFolder()
    put(join(folder, 'X.lic'), makeTemporaryFolder())
    const reading = readLicense(join(folder, 'X.lic'), publicKeyPem, hardwareId)
    expect(reading).toEqual({ ok: false, reason: 'unreadable', argument: null })
  })

  it.each(Object.entries({ ...oddPlaces, ...oddFiles }))(
    'believes a file beside whose state a %s lies',
    (_name, put) => {
      const folder = makeTemporaryFolder()
      mkdirSync(join(folder, 'state'))
      copyFileSync(pathOf('online-valid'), join(folder, 'X.lic'))
      put(join(folder, 'state', 'X.json'), makeTemporaryFolder())
      expect(readLicense(join(folder, 'X.lic'), publicKeyPem, hardwareId, issuedAt).ok).toBe(true)
    },
  )

  const text = readFileSync(pathOf('online-grace'), 'utf8')
  const strange: readonly unknown[] = [
    null,
    undefined,
    0,
    '',
    {},
    [],
    'x',
    Number.NaN,
    new Date(Number.NaN),
    Symbol('s'),
  ]

  it.each([
    ['content', (value) => verifyLicense(value as string, publicKeyPem, hardwareId, issuedAt, { bundle })],
    ['path', (value) => readLicense(value as string, publicKeyPem, hardwareId, issuedAt, { bundle })],
    ['publicKeyPem', (value) => verifyLicense(text, value as string, hardwareId, issuedAt, { bundle })],
    ['hardwareId', (value) => verifyLicense(text, publicKeyPem, value as string, issuedAt, { bundle })],
    // undefined is "now", at which this license has ended: it is genuine all the same.
    ['now', (value) => verifyLicense(text, publicKeyPem, hardwareId, (value ?? null) as Date, { bundle })],
  ] as readonly (readonly [string, (value: unknown) => ReturnType<typeof verifyLicense>])[])(
    'neither throws nor believes where %s is something else',
    (_name, call) => {
      for (const value of strange) expect(call(value)).toMatchObject({ ok: false })
    },
  )

  it('names the argument that cannot be used', () => {
    const at = (now: unknown) => verifyLicense(text, publicKeyPem, hardwareId, now as Date, { bundle })
    expect(at(new Date(Number.NaN))).toEqual({ ok: false, reason: 'bad-argument', argument: 'now' })
    expect(at('2026-11-22')).toMatchObject({ argument: 'now' })
    expect(verifyLicense(text, 'no key', hardwareId)).toMatchObject({ argument: 'publicKeyPem' })
    expect(verifyLicense(text, publicKeyPem, '')).toMatchObject({ argument: 'hardwareId' })
    const empty = verifyLicense(text, publicKeyPem, hardwareId, issuedAt, { bundle: '' })
    expect(empty).toMatchObject({ argument: 'bundle' })
    expect(verifyLicense(text, publicKeyPem, hardwareId, issuedAt, null as never)).toMatchObject({ ok: true })
  })
})

describe('readGivenHardwareId', () => {
  const me = process.getuid?.() ?? 0
  const policyWith = (content: string, mode = 0o644, folderMode = 0o755): string => {
    const folder = join(makeTemporaryFolder(), 'vendor', 'product')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, 'activation.json')
    writeFileSync(path, content)
    chmodSync(path, mode)
    chmodSync(folder, folderMode)
    return path
  }
  const given = '{"deviceId":" render-farm-01 "}'

  it('makes the ID of what the policy says', () => {
    expect(readGivenHardwareId(policyWith(given), me)).toBe(toGivenHardwareId('render-farm-01'))
    // echo -n 'device-id:render-farm-01' | sha256sum
    expect(toGivenHardwareId('render-farm-01')).toBe('c2be6bbbaa3ee1fadd38c1bed8bd560986b6950059b35532c0bca5c1f7f78964')
  })

  it('reads UTF-16 with its mark, as PowerShell writes it', () => {
    const path = policyWith('')
    writeFileSync(path, Buffer.from(`\uFEFF${given}`, 'utf16le'))
    expect(readGivenHardwareId(path, me)).toBe(toGivenHardwareId('render-farm-01'))
  })

  it.each([
    ['no device ID', () => policyWith('{}')],
    ['an empty one', () => policyWith('{"deviceId":" "}')],
    ['a number', () => policyWith('{"deviceId":7}')],
    ['no JSON', () => policyWith('{')],
    ['null', () => policyWith('null')],
    ['a file that everybody may write', () => policyWith(given, 0o666)],
    ['a folder that everybody may write', () => policyWith(given, 0o644, 0o777)],
    ['no file', () => '/no/such/file'],
  ])('gives none for %s', (_name, path) => {
    expect(readGivenHardwareId(path(), me)).toBeNull()
  })

  it('gives none for a file of another user', () => {
    expect(readGivenHardwareId(policyWith(given), me + 1)).toBeNull()
  })
})

describe('readHardwareId', () => {
  const hardware = JSON.parse(readFileSync(join(vectorFolder, '../hardware-id.json'), 'utf8')).vectors
  const fileOf = (content: string): string => {
    const path = join(makeTemporaryFolder(), 'machine-id')
    writeFileSync(path, content)
    return path
  }
  const good = () => fileOf(`${hardware[0].seed}\n`)

  it.each(hardware as { seed: string; id: string }[])('makes the known id of $seed', (vector) => {
    expect(toHardwareId(` ${vector.seed}\n`)).toBe(vector.id)
  })

  it('reads the machine id of Linux, from the second file where the first is not there or empty', () => {
    expect(readHardwareId('linux', [good()])).toBe(hardware[0].id)
    expect(readHardwareId('linux', ['/no/such/file', good()])).toBe(hardware[0].id)
    expect(readHardwareId('linux', [fileOf('\n'), good()])).toBe(hardware[0].id)
  })

  it.each(['uninitialized', '0'.repeat(32), 'B08DFA6083E7567A1921A715000001FB', 'x'])(
    'gives none where the machine id is %s, for the wizard may have taken something else',
    (content) => {
      expect(readHardwareId('linux', [fileOf(content), good()])).toBeNull()
    },
  )

  it('gives none on other systems', () => {
    expect(readHardwareId('win32', [good()])).toBeNull()
    expect(readHardwareId('darwin', [good()])).toBeNull()
  })
})
