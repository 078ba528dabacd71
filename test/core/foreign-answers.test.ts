/** Answers of a server that is not ours, in the very form of the pages: each one is taken, kept, and read again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyLicense } from '../../packages/license-reader/src/license-reader.ts'
import { activateBundle, checkBundle } from '../../src/core/activate-bundle.ts'
import { type JudgedAnswer, judgeAnswer } from '../../src/core/answer-judgement.ts'
import { signByKey } from '../../src/core/api-request.ts'
import { sortFile } from '../../src/core/brought-file.ts'
import type { ExchangePorts } from '../../src/core/bundle-exchange.ts'
import { toHolderCredentials } from '../../src/core/credentials.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, parseLicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { toHolder } from '../../src/core/license-holder.ts'
import { parseRequestFile } from '../../src/core/request-file.ts'
import type { RequestRecord } from '../../src/core/request-record.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { succeed } from '../../src/shared/result.ts'
import { factsOf } from '../fakes/wizard-computer.ts'

interface Case {
  readonly publicKeyPem: string
  readonly apiKey: string
  readonly sharedKey: string
  readonly hardwareId: HardwareId
  readonly product: string
  readonly request: string
  readonly requestId: string
  readonly answer: object
  readonly username: string
  readonly body: string
  readonly licenseSignature: string
}

function readCase(name: string): Case {
  const path = join(import.meta.dirname, '../vectors/foreign-answers', `${name}.json`)
  return JSON.parse(readFileSync(path, 'utf8'))
}

function contextOf({ publicKeyPem, apiKey, sharedKey, product, hardwareId }: Case) {
  const configuration = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: product, version: '1' },
      api: { apiKey, sharedKey },
    }),
  )
  const key = parseResponseKey(publicKeyPem)
  if (!configuration.ok || key === null) throw new Error('the case is not complete')
  return { configuration: configuration.value, expected: { hardwareId, product, key } }
}

const now = new Date('2026-11-28T12:00:00.000Z')
const codes = ['CASE-SUITE', 'CASE-SUITE-P1', 'CASE-SUITE-P2']

/** The record of the request in the case, as the wizard keeps it. */
function recordOf(known: Case): RequestRecord {
  const request = parseRequestFile(Buffer.from(known.request, 'base64').toString(), contextOf(known).configuration)
  if (!request.ok) throw new Error(`the request is not believed: ${request.failure.code}`)
  const { requestId: id, hardwareId, product } = known
  const holder = toHolder(request.value.credentials, id)
  const createdAt = '2026-11-28T10:00:00.000Z'
  return { id, kind: 'activation', state: 'open', hardwareId, product, createdAt, hash: '', fileName: null, holder }
}

function judge(known: Case, record: RequestRecord): JudgedAnswer {
  const file = sortFile(JSON.stringify(known.answer))
  if (!file.ok || file.value.kind !== 'answer') throw new Error('this is no answer')
  const context = { ...contextOf(known), requests: [record], computer: null }
  const judged = judgeAnswer(file.value.text, 'ls_activation.lic', context)
  if (!judged.ok) throw new Error(`refused: ${judged.failure.code}`)
  return judged.value
}

/** What a restart makes of the file, in the wizard and in the reader. */
function readAgain(known: Case, file: LicenseFile): void {
  const text = JSON.stringify(file)
  const records = parseLicenseFile(text, contextOf(known).expected)
  expect(records.ok && records.value.map(({ productCode }) => productCode)).toEqual(codes)
  const reading = verifyLicense(text, known.publicKeyPem, known.hardwareId, now, { bundle: known.product })
  expect(reading.ok && reading.licenses.map(({ productCode, usable }) => [productCode, usable])).toEqual(
    codes.map((code) => [code, true]),
  )
  const elsewhere = verifyLicense(text, known.publicKeyPem, 'another-computer', now, { bundle: known.product })
  expect(elsewhere).toMatchObject({ ok: false, reason: 'other-computer' })
}

describe('answers of a server that is not ours', () => {
  it.each([
    ['offline-key-page-members-only', 'not-checked', null],
    ['offline-user-as-the-page', 'right', 'ana@example.com'],
  ])('takes %s', (name, offline, username) => {
    const known = readCase(name)
    const judged = judge(known, recordOf(known))
    expect(judged).toMatchObject({ request: { id: known.requestId }, isTaken: false, username })
    expect(judged.body.evidence).toMatchObject({ road: 'offline', covered: { bundle: 'envelope', offline } })
    const { key } = contextOf(known).expected
    readAgain(known, toLicenseFile(judged.body, known.product, key, now, judged.username))
  })

  it('takes offline-key-page-members-only for a request of an earlier version, which remembers no holder', () => {
    const known = readCase('offline-key-page-members-only')
    const { holder: _none, ...record } = recordOf(known)
    expect(judge(known, record).records).toHaveLength(3)
  })

  it('takes online-login-name-is-not-the-e-mail, on activation and on the check after it', async () => {
    const known = readCase('online-login-name-is-not-the-e-mail')
    const { configuration, expected } = contextOf(known)
    const caller = { kind: 'api-key' as const, id: known.apiKey, secret: known.sharedKey }
    const saved: LicenseFile[] = []
    const sent: string[] = []
    const ports: ExchangePorts = {
      now: () => now,
      authorizer: {
        authorize: async (request, at) => succeed(signByKey(request, caller, at)),
        forget: () => undefined,
      },
      send: async ({ url, body }) => {
        sent.push(`${url}${body ?? ''}`)
        const bytes = Buffer.from(known.body)
        return succeed({ status: 200, bytes, licenseSignature: known.licenseSignature, date: null, retryAfter: null })
      },
      save: async (file) => {
        saved.push(file)
        return parseLicenseFile(JSON.stringify(file), expected)
      },
      onPhase: () => undefined,
    }
    const input = { configuration, hardwareId: known.hardwareId, facts: factsOf('A'), wizardVersion: '1' }
    const login = { kind: 'user-login' as const, username: known.username, password: 'case-password' }
    const { signal } = new AbortController()
    const activated = await activateBundle({ ...input, credentials: login }, expected.key, ports, signal)
    expect(activated.ok && activated.value.records.map(({ productCode }) => productCode)).toEqual(codes)
    const [license] = activated.ok ? activated.value.records : []
    if (license === undefined) throw new Error('there is no license')
    const credentials = toHolderCredentials(license)
    const checked = await checkBundle({ ...input, credentials }, expected.key, ports, signal)
    expect(checked.ok && checked.value.records).toHaveLength(3)
    expect(sent[1]).toContain('username=ana.m')
    expect(saved.map(({ username }) => username)).toEqual(['ana.m', 'ana.m'])
    for (const file of saved) readAgain(known, file)
    const forged = { ...saved[0], username: 'eve' }
    expect(parseLicenseFile(JSON.stringify(forged), expected)).toMatchObject({ ok: false })
  })
})
