/**
 * Makes the license files in test/vectors/license-files, with a fresh key pair whose private half is forgotten. What
 * each file must give is written down here by hand; the wizard's own judgement must agree, or nothing is written.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RefusalReason, Standing } from '../../packages/license-reader/src/license-reader.ts'
import type { LicenseFile } from '../../src/core/license-file.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { makeKeyPair } from '../../src/sandbox/key-pair.ts'
import { coreReading } from './core-reading.ts'
import { bundle, hardwareId, issuedAt, type LicenseIssuer, offlineKey, startIssuer, writer } from './license-issuer.ts'

type Word = Standing['kind'] | RefusalReason

/** One line of index.json. */
export interface Vector {
  readonly name: string
  readonly file: string
  readonly now: string
  readonly hardwareId: string
  readonly bundle: string
  readonly expect:
    | { readonly ok: true; readonly licenses: readonly { readonly productCode: string; readonly standing: Standing }[] }
    | { readonly ok: false; readonly reason: RefusalReason }
}

interface Made {
  readonly name: string
  readonly text: string
  /** Each moment, in hours from `issuedAt`, with the standing of the bundle's own license then, or the refusal. */
  readonly expect: readonly (readonly [hours: number, word: Word, asked?: { hardwareId?: string; bundle?: string }])[]
}

const textOf = (file: unknown): string => `${JSON.stringify(file, null, 2)}\n`

/** Writes the files, the public key and the index into `folder`, which is emptied before; gives back how many. */
export async function makeVectors(folder: string): Promise<number> {
  const keyPair = await makeKeyPair()
  const issuer = await startIssuer(2, {}, keyPair)
  const withBundleSignature = await startIssuer(
    2,
    { bundleSignature: 'stripped-items', itemSignatureV2: 'absent' },
    keyPair,
  )
  const withEnvelope = await startIssuer(2, { bundleSignature: 'envelope', itemSignatureV2: 'absent' }, keyPair)
  const asMap = await startIssuer(2, { answerShape: 'map' }, keyPair)
  const stranger = await startIssuer(2)
  const issuers = [issuer, withBundleSignature, withEnvelope, asMap, stranger]

  const online = await issuer.online(offlineKey)
  const answer = await issuer.offlineAnswer()
  const offline = issuer.keep(answer)
  const refreshed = issuer.addRefresh(offline, issuer.refreshText({ product: bundle, validUntil: at(48) }, 2))
  const [first, refresh] = refreshed.signed
  const standing = async (name: string, key: string, expect: Made['expect'], checked?: 'checked'): Promise<Made> => ({
    name,
    text: textOf(await issuer.online(key, checked)),
    expect,
  })
  const changed = (file: LicenseFile, change: (body: string) => string): string => {
    const [part, ...rest] = file.signed
    const body = Buffer.from(change(Buffer.from(part?.body ?? '', 'base64').toString('utf8'))).toString('base64')
    return textOf({ ...file, signed: [{ ...part, body }, ...rest] })
  }
  const mixed = mixAnswers(answer, await withNewRequest(issuer))

  const theirs = (license: Item): Item => ({ ...license, hardware_id: 'b'.repeat(64) })
  const wrong = (license: Item): Item => ({ ...license, license_signature: issuer.sign('another computer') })
  const unsigned = (license: Item): Item => ({ ...license, license_signature: null })
  const unnamed = (license: Item): Item => ({ ...license, license_key: 5 })
  const beside: readonly [name: string, change: (license: Item, index: number) => Item, word: Word][] = [
    ['one-of-another-computer', (item, index) => (index === 0 ? theirs(item) : item), 'unknown'],
    ['one-signed-for-another-computer', (item, index) => (index === 0 ? wrong(item) : item), 'unknown'],
    ['one-not-signed', (item, index) => (index === 0 ? unsigned(item) : item), 'unknown'],
    ['all-but-the-bundle-signed-for-another-computer', (item, index) => (index === 0 ? item : wrong(item)), 'valid'],
    ['bad-all-of-another-computer', theirs, 'other-computer'],
    ['bad-all-signed-for-another-computer', wrong, 'other-computer'],
    ['bad-none-tied', (item, index) => (index === 0 ? unnamed(item) : unsigned(item)), 'other-computer'],
    ['bad-no-key-can-be-read', unnamed, 'other-computer'],
  ]
  const pages = pageFiles(issuer)
  const made: Made[] = [
    ...pages,
    {
      name: 'refreshed-over-the-network',
      text: textOf(issuer.addRefresh(online, issuer.refreshText({ product: bundle, validUntil: at(48) }, 2))),
      expect: [
        [0, 'valid'],
        [48, 'expired'],
      ],
    },
    await standing('online-valid', 'DEMO-STAT-VALI-DAAA', [
      [0, 'valid'],
      [100_000, 'valid'],
      [0, 'other-computer', { hardwareId: 'b'.repeat(64) }],
      [0, 'other-product', { bundle: 'OTHER-SUITE' }],
    ]),
    await standing('online-grace', 'DEMO-STAT-GRAC-EAAA', [
      [-6, 'valid'],
      [-5, 'grace'],
      [66.999, 'grace'],
      [67, 'expired'],
    ]),
    await standing('online-short', 'DEMO-STAT-EXPI-REDA', [
      [0, 'valid'],
      [5 / 3600, 'expired'],
    ]),
    await standing('online-trial', 'DEMO-STAT-TRIA-LAAA', [
      [-27 * 24 - 1, 'not-started'],
      [0, 'valid'],
      [72, 'expired'],
    ]),
    await standing(
      'check-not-started',
      'DEMO-STAT-NOTS-TART',
      [
        [0, 'not-started'],
        [168, 'valid'],
      ],
      'checked',
    ),
    await standing('check-disabled', 'DEMO-STAT-DISA-BLED', [[0, 'disabled']], 'checked'),
    await standing('online-maintenance-over', 'DEMO-STAT-MAIN-TENA', [[0, 'valid']]),
    await standing('online-consumption', 'DEMO-STAT-OVER-AGES', [[0, 'valid']]),
    await standing('online-floating', 'DEMO-STAT-FLOA-TING', [[0, 'valid']]),
    await standing('online-borrowed', 'DEMO-STAT-BORR-OWED', [[0, 'valid']]),
    {
      name: 'offline',
      text: textOf(offline),
      expect: [
        [0, 'valid'],
        [0, 'other-computer', { hardwareId: 'b'.repeat(64) }],
        [0, 'other-product', { bundle: 'OTHER-SUITE' }],
      ],
    },
    {
      name: 'offline-signed-by-bundle',
      text: textOf(withBundleSignature.keep(await withBundleSignature.offlineAnswer())),
      expect: [[0, 'valid']],
    },
    {
      name: 'offline-signed-by-envelope',
      text: textOf(withEnvelope.keep(await withEnvelope.offlineAnswer())),
      expect: [[0, 'valid']],
    },
    { name: 'offline-map', text: textOf(asMap.keep(await asMap.offlineAnswer())), expect: [[0, 'valid']] },
    {
      name: 'refreshed',
      text: textOf(refreshed),
      expect: [
        [0, 'valid'],
        [48, 'expired'],
      ],
    },
    {
      name: 'refreshed-by-an-older-one',
      text: textOf(issuer.addRefresh(offline, issuer.refreshText({ product: bundle, validUntil: at(48) }, -2))),
      expect: [[48, 'valid']],
    },
    ...[
      {
        name: 'odd-members-that-decide-nothing',
        change: { product_features: [null, { code: 'F', expiry_date: 'soon' }], customer: 5, times_activated: 'many' },
        expect: [[0, 'valid']] as const,
      },
      { name: 'odd-enabled', change: { license_enabled: 'yes' }, expect: [[0, 'unknown']] as const },
      { name: 'odd-id', change: { id: null }, expect: [[0, 'unknown']] as const },
      { name: 'id-largest', change: { id: Number.MAX_SAFE_INTEGER }, expect: [[0, 'valid']] as const },
      { name: 'id-not-held-exactly', change: { id: 2 ** 53 }, expect: [[0, 'unknown']] as const },
      { name: 'odd-end', change: { validity_period: 'soon' }, expect: [[0, 'unknown']] as const },
      { name: 'odd-end-of-another-type', change: { validity_period: {} }, expect: [[0, 'unknown']] as const },
      { name: 'odd-key', change: { license_key: 5 }, expect: [[0, 'unknown']] as const },
      {
        name: 'odd-grace',
        change: {
          ...{ license_type: 'subscription', allow_grace_period: true, grace_period: '72' },
          validity_period: at(-1).toISOString(),
        },
        expect: [[0, 'expired']] as const,
      },
      {
        name: 'dates-in-words',
        change: { start_date: 'Mon, 23 Nov 2026 10:00:00 GMT', validity_period: 'Wed Nov 25 2026 10:00:00 GMT+0000' },
        expect: [
          [23.9, 'not-started'],
          [24, 'valid'],
          [72, 'expired'],
        ] as const,
      },
      {
        name: 'dates-as-numbers',
        change: { start_date: String(at(24).getTime() / 1000), validity_period: at(72).getTime() },
        expect: [
          [23.9, 'not-started'],
          [24, 'valid'],
          [72, 'expired'],
        ] as const,
      },
      { name: 'inactive', change: { license_active: false }, expect: [[0, 'inactive']] as const },
    ].map(({ name, change, expect }) => ({ name, text: textOf(withMembers(online, change, issuer.sign)), expect })),
    ...beside.map(([name, change, word]) => {
      return { name, text: textOf(withItems(online, change, issuer.sign)), expect: [[0, word]] as const }
    }),
    { name: 'offline-product-twice', text: changed(offline, (body) => twice(body)), expect: [[0, 'valid']] },
    { name: 'bad-empty', text: '', expect: [[0, 'malformed']] },
    { name: 'bad-cut-short', text: textOf(online).slice(0, 3000), expect: [[0, 'malformed']] },
    { name: 'bad-later-version', text: textOf({ ...online, version: 2 }), expect: [[0, 'malformed']] },
    { name: 'bad-no-part', text: textOf({ ...online, signed: [] }), expect: [[0, 'malformed']] },
    {
      name: 'bad-changed',
      text: changed(online, (body) => body.replace('"is_trial":false', '"is_trial":true ')),
      expect: [[0, 'not-genuine']],
    },
    {
      name: 'bad-changed-offline',
      text: changed(offline, (body) => body.replaceAll('"is_trial":false', '"is_trial":true')),
      expect: [[0, 'not-genuine']],
    },
    {
      name: 'bad-no-signature',
      text: textOf({ ...online, signed: [{ ...online.signed[0], signature: '' }] }),
      expect: [[0, 'not-genuine']],
    },
    { name: 'bad-other-key', text: textOf(await stranger.online(offlineKey)), expect: [[0, 'not-genuine']] },
    {
      name: 'bad-other-key-offline',
      text: textOf(stranger.keep(await stranger.offlineAnswer())),
      expect: [[0, 'not-genuine']],
    },
    { name: 'bad-refresh-alone', text: textOf({ ...refreshed, signed: [refresh] }), expect: [[0, 'not-genuine']] },
    { name: 'bad-bundle-twice', text: textOf({ ...refreshed, signed: [first, first] }), expect: [[0, 'not-genuine']] },
    { name: 'bad-two-answers', text: changed(offline, () => mixed), expect: [[0, 'not-genuine']] },
    {
      name: 'bad-member-twice',
      text: changed(offline, (body) => body.replace('{"licenses":', '{"licenses":[],"licenses":')),
      expect: [[0, 'not-genuine']],
    },
  ]
  for (const one of issuers) await one.close()
  write(folder, issuer.publicKeyPem, made)
  return made.length
}

/** One license with the members of the page that are read, signed over `holder`. */
function pageItem({ sign }: LicenseIssuer, code: string, holder: object, name: string, date = 'Sat'): object {
  const product_details = { product_id: 1, product_name: code, short_code: code, authorization_method: 'user' }
  const facts = { license_type: 'perpetual', license_enabled: true, license_active: true, validity_period: null }
  // Readers only compare it: its key is shipped, and not in the file.
  const offline_signature = createHash('sha256').update(`${date}${name}`).digest('base64')
  const license = { id: code.length, ...facts, product_details, ...holder, offline_signature }
  const license_signature = sign(`${hardwareId}#${name}#`.toLowerCase())
  return { ...license, license_signature_v2: sign(JSON.stringify(license)), license_signature }
}

/** Files of a server that writes the members of the page alone, for a key and for a user whose name is no address. */
function pageFiles(issuer: LicenseIssuer): Made[] {
  const itemsFor = (holder: object, name: string, date?: string): object[] =>
    [bundle, writer].map((code) => pageItem(issuer, code, holder, name, date))
  const answerOf = (licenses: readonly object[]): object => {
    return { licenses, bundle_signature_v2: issuer.sign(JSON.stringify({ licenses })) }
  }
  const [mine, other] = ['Sat', 'Sun'].map((date) => itemsFor({ license_key: offlineKey }, offlineKey, date))
  if (mine === undefined || other === undefined) throw new Error('there are two answers')
  const ofAna = itemsFor({ user: { id: 5, email: 'ana@example.com' } }, 'ana.m')
  const keep = (answer: object): LicenseFile => issuer.keep(JSON.stringify(answer))
  const named = { ...keep(answerOf(ofAna)), username: 'ana.m' }
  const byItems = { ...named, ...keep({ licenses: ofAna }) }
  const elsewhere = { hardwareId: 'b'.repeat(64) }
  const ofOther = mine.map((item, index) => (index === 0 ? item : { ...item, license_signature: issuer.sign('other') }))
  return [
    { name: 'page-one-for-another-computer', text: textOf(keep(answerOf(ofOther))), expect: [[0, 'valid']] },
    { name: 'bad-page-by-items-of-two', text: textOf(keep({ licenses: ofOther })), expect: [[0, 'not-genuine']] },
    {
      name: 'page',
      text: textOf(keep(answerOf(mine))),
      expect: [
        [0, 'valid'],
        [0, 'other-computer', elsewhere],
      ],
    },
    {
      name: 'page-by-items',
      text: textOf(keep({ licenses: mine })),
      expect: [
        [0, 'valid'],
        [0, 'not-genuine', elsewhere],
      ],
    },
    { name: 'page-user', text: textOf(named), expect: [[0, 'valid']] },
    { name: 'page-user-by-items', text: textOf(byItems), expect: [[0, 'valid']] },
    { name: 'page-user-account', text: textOf({ ...named, username: 'ana.m|ACME' }), expect: [[0, 'valid']] },
    { name: 'bad-page-user-forged', text: textOf({ ...named, username: 'eve' }), expect: [[0, 'other-computer']] },
    { name: 'bad-page-user-lost', text: textOf({ ...named, username: undefined }), expect: [[0, 'other-computer']] },
    { name: 'bad-page-user-empty', text: textOf({ ...named, username: '' }), expect: [[0, 'malformed']] },
    {
      name: 'bad-page-mixed',
      text: textOf(keep({ licenses: [mine[0], other[1]] })),
      expect: [[0, 'not-genuine']],
    },
  ]
}

const at = (hours: number): Date => new Date(issuedAt.getTime() + hours * 3_600_000)

async function withNewRequest({ offlineAnswer }: { offlineAnswer: (id: string) => Promise<string> }): Promise<string> {
  return offlineAnswer('00000000-0000-4000-8000-000000000002')
}

/** The licenses of the bundle from one answer and of the writer from another: each is signed, the list is not. */
function mixAnswers(one: string, other: string): string {
  const items = (answer: string) => JSON.parse(answer).licenses
  return JSON.stringify({ licenses: [items(one)[0], items(other)[1]] })
}

/** The file with members of the bundle's own license changed, and signed again. */
function withMembers(file: LicenseFile, change: object, sign: (text: string) => string): LicenseFile {
  const [first, ...others] = JSON.parse(Buffer.from(file.signed[0]?.body ?? '', 'base64').toString('utf8'))
  const license = { ...first, ...change }
  const text = `${hardwareId}#${license.license_key}#${license.validity_period ?? ''}`.toLowerCase()
  const body = JSON.stringify([{ ...license, license_signature: sign(text) }, ...others])
  const part = { road: 'online' as const, body: Buffer.from(body).toString('base64'), signature: sign(body) }
  return { ...file, signed: [part] }
}

type Item = Readonly<Record<string, unknown>>

/** The file with its licenses changed, and signed again as a whole. */
function withItems(
  file: LicenseFile,
  change: (license: Item, index: number) => Item,
  sign: (text: string) => string,
): LicenseFile {
  const items: Item[] = JSON.parse(Buffer.from(file.signed[0]?.body ?? '', 'base64').toString('utf8'))
  const body = JSON.stringify(items.map(change))
  return {
    ...file,
    signed: [{ road: 'online', body: Buffer.from(body).toString('base64'), signature: sign(body) }],
  }
}

function twice(answer: string): string {
  const [first] = JSON.parse(answer).licenses
  return JSON.stringify({ licenses: [first, first] })
}

function write(folder: string, publicKeyPem: string, made: readonly Made[]): void {
  const vectors = made.flatMap((one) => one.expect.map((expected) => toVector(one, expected, publicKeyPem)))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of made) writeFileSync(join(folder, `${name}.lic`), text)
  writeFileSync(join(folder, 'public-key.pem'), publicKeyPem)
  const about = `License files of a sandbox, made by scripts/make-license-vectors.mjs. ${writer} is the second product.`
  writeFileSync(join(folder, 'index.json'), textOf({ about, vectors }))
}

function toVector({ name, text }: Made, [hours, word, asked = {}]: Made['expect'][number], pem: string): Vector {
  const key = parseResponseKey(pem)
  if (key === null) throw new Error('the key cannot be read')
  const query = { hardwareId: asked.hardwareId ?? hardwareId, bundle: asked.bundle ?? bundle }
  const expected = { hardwareId: query.hardwareId as typeof hardwareId, product: query.bundle, key }
  const reading = coreReading(text, expected, at(hours))
  const found = reading.ok ? reading.bundle?.standing.kind : reading.reason
  if (found !== word) throw new Error(`${name} after ${hours} h: expected ${word}, found ${found}`)
  const licenses = reading.ok ? reading.licenses.map(({ productCode, standing }) => ({ productCode, standing })) : []
  const expect = reading.ok ? { ok: true as const, licenses } : { ok: false as const, reason: reading.reason }
  return {
    name: `${name}: ${word} after ${hours} h`,
    file: `${name}.lic`,
    now: at(hours).toISOString(),
    ...query,
    expect,
  }
}
