/** What `--record` writes: it verifies again with the public key beside it, and holds nothing of anybody. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parseActivationResponse, parseLicenses } from '../../src/core/activation-response.ts'
import { verifyAnswer } from '../../src/core/answer-signature.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { isSameSignature, signOffline } from '../../src/core/offline-signature.ts'
import { parseResponseKey, type ResponseKey } from '../../src/core/response-key.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import type { RecordedExchange } from '../../src/engine/conformance/record/recorded-exchange.ts'
import type { RecordManifest } from '../../src/engine/conformance/record/write-record.ts'
import { signedItemsOf } from '../../src/engine/conformance/signed-items.ts'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import { demoCustomer } from '../../src/sandbox/license-item-parts.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { SandboxOptions } from '../../src/sandbox/sandbox-options.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

let sandbox: Sandbox
afterEach(() => sandbox.close())

interface Recorded {
  readonly folder: string
  readonly manifest: RecordManifest
  readonly key: ResponseKey
  readonly exchanges: readonly RecordedExchange[]
  readonly text: string
  readonly exitCode: number
  readonly device: string
}

interface Setting {
  readonly options?: SandboxOptions
  readonly configuration?: object
  readonly user?: string
  readonly args?: readonly string[]
}

const password = 'demo-password'

async function record({ options = {}, configuration = {}, user, args = [] }: Setting = {}): Promise<Recorded> {
  sandbox = await startSandbox(options)
  const { apiKey, sharedKey, baseUrl } = sandbox
  const api = { baseUrl: baseUrl.replace('127.0.0.1', 'localhost'), apiKey, sharedKey }
  const computer = new CommandComputer(makeTemporaryFolder(), 'anna', sandbox, { api, ...configuration })
  const named = user === undefined ? ['--key-stdin'] : ['--user', user, '--password-stdin']
  const all = ['conformance', ...named, '--offline', '--yes-use-a-test-key', '--record', 'vectors', ...args]
  const told = await computer.json(all, { input: user === undefined ? offlineKey : password })
  return { ...read(join(computer.home, 'vectors')), exitCode: told.exitCode, device: deviceOf(told) }
}

function deviceOf({ conformance }: { conformance: { device: { hardwareId: string } } | null }): string {
  return conformance?.device.hardwareId ?? ''
}

function read(folder: string): Omit<Recorded, 'exitCode' | 'device'> {
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const manifest = JSON.parse(textOf('manifest.json')) as RecordManifest
  const key = parseResponseKey(textOf(manifest.publicKey))
  if (key === null) throw new Error('no public key')
  const exchanges = manifest.exchanges.map((name) => JSON.parse(textOf(name)) as RecordedExchange)
  return { folder, manifest, key, exchanges, text: readdirSync(folder).map(textOf).join('\n') }
}

function expectationOf({ manifest, key }: Recorded) {
  return { key, product: manifest.product, hardwareId: manifest.hardwareId as HardwareId }
}

function answersTo({ exchanges }: Recorded, path: RegExp) {
  return exchanges.flatMap(({ request, response }) =>
    path.test(request.path) && response?.status === 200 ? [response] : [],
  )
}

function signedItemsIn(body: string, key: ResponseKey): boolean[] {
  const nothing = { status: 200, licenseSignature: null, date: null, retryAfter: null, headers: [] }
  return signedItemsOf({ ...nothing, bytes: Buffer.from(body) }, key)
}

const team = { product: { name: 'Suite', code: 'DEMO-TEAM', version: '1' } }

describe('a record of conformance', () => {
  it.each<[string, Setting]>([
    ['a license key', {}],
    ['a user, with the account behind a bar', { user: 'colleague@example.com', configuration: team }],
    ['a user whose name was sent with the account', { user: 'colleague@example.com|LAKA', configuration: team }],
    ['a key, as the page has it', { options: { answers: 'as-the-page' } }],
  ])('verifies again online: %s', async (_name, setting) => {
    const recorded = await record(setting)
    const answers = answersTo(recorded, /\/(?:activate|check)_bundle$/)
    expect(answers.length).toBeGreaterThan(4)
    for (const { body, headers } of answers) {
      const verified = verifyBody(Buffer.from(body), headers['licensesignature'] ?? null, recorded.key)
      if (!verified.ok) throw new Error(verified.failure.code)
      const parsed = parseActivationResponse(verified.value, expectationOf(recorded))
      expect(parsed.ok ? parsed.value.length : parsed.failure).toBe(5)
    }
  })

  it.each<[string | null, boolean, SandboxOptions]>([
    ['licenses', true, {}],
    ['licenses', true, { answers: 'as-the-page' }],
    ['envelope', true, { offline: { bundleSignature: 'envelope' } }],
    ['stripped items', false, { offline: { bundleSignature: 'stripped-items', itemSignatureV2: 'absent' } }],
    [null, true, { offline: { bundleSignature: 'none' } }],
    [null, true, { offline: { answerShape: 'map' } }],
  ])(
    'keeps what the signatures of an offline answer cover: %s, each license %s, %j',
    async (bundle, items, options) => {
      const recorded = await record({ options })
      const answers = answersTo(recorded, /\/activate_bundle_offline$/)
      expect(answers.length).toBe(2)
      for (const { body } of answers) {
        const verified = verifyAnswer(body, recorded.key)
        if (!verified.ok) throw new Error(verified.failure.code)
        expect(verified.value.evidence).toMatchObject({ covered: { bundle } })
        expect(new Set(signedItemsIn(body, recorded.key))).toEqual(new Set([items]))
        expect(parseLicenses(verified.value, expectationOf(recorded)).ok).toBe(true)
      }
    },
  )

  it('keeps a wrong signature wrong, and a missing one missing', async () => {
    for (const fault of ['item-signature-v2', 'bundle-signature'] as const) {
      const recorded = await record({ options: { fault } })
      const [answer] = answersTo(recorded, /\/activate_bundle_offline$/)
      const body = answer?.body ?? ''
      const isBundle = fault === 'item-signature-v2'
      const covered = { bundle: isBundle ? 'licenses' : null }
      expect(verifyAnswer(body, recorded.key)).toMatchObject({ value: { evidence: { covered } } })
      expect(signedItemsIn(body, recorded.key)).toEqual([true, true, true, true, !isBundle])
      await sandbox.close()
    }
    const unsigned = await record({ options: { fault: 'unsigned' } })
    const [answer] = answersTo(unsigned, /\/activate_bundle$/)
    expect(Object.keys(answer?.headers ?? {})).not.toContain('licensesignature')
  })

  it('has an offline_signature by the made-up caller', async () => {
    const recorded = await record({ options: { answers: 'as-observed' } })
    const { caller, credentials, hardwareId } = recorded.manifest
    const [answer] = answersTo(recorded, /\/activate_bundle_offline$/)
    const [item] = JSON.parse(answer?.body ?? '{}').licenses
    const identifier = 'licenseKey' in credentials ? credentials.licenseKey : ''
    const made = signOffline({ date: item.date, identifier, hardwareId, callerId: caller.id }, caller.secret)
    expect(isSameSignature(made, item.offline_signature)).toBe(true)
  })

  it.each<[string, Setting]>([
    ['a key', {}],
    ['a key, as the page has it', { options: { answers: 'as-the-page' } }],
    ['a user and single sign-on', { user: 'colleague@example.com', configuration: team, args: ['--sso'] }],
  ])('holds nothing of anybody: %s', async (_name, setting) => {
    const sso = setting.user === undefined ? {} : { sso: { accountCode: 'LAKA' } }
    const recorded = await record({ ...setting, configuration: { ...setting.configuration, ...sso } })
    const { apiKey, sharedKey, publicKeyPem, requests } = sandbox
    const sent = requests.map(({ headers }) => String(headers.authorization)).filter((text) => text !== 'undefined')
    const canaries = [
      ...[offlineKey, password, apiKey, sharedKey, publicKeyPem, 'localhost', '127.0.0.1', recorded.device],
      ...['colleague', 'example.com', 'Žofia', 'LAKA', 'DEMO-', 'conformance-'],
      ...sent,
      ...customerTexts,
    ]
    const lower = recorded.text.toLowerCase()
    expect(canaries.filter((canary) => lower.includes(canary.toLowerCase()))).toEqual([])
    // In Base64 neither.
    const coded = [...recorded.text.matchAll(/[A-Za-z0-9+/]{60,}={0,2}/g)].map(([text]) =>
      Buffer.from(text, 'base64').toString('latin1').toLowerCase(),
    )
    expect(canaries.filter((canary) => coded.some((text) => text.includes(canary.toLowerCase())))).toEqual([])
    expect(recorded.text).toContain('recorded.invalid')
  })

  it('replaces the same text by the same one in every file', async () => {
    const recorded = await record()
    const ids = answersTo(recorded, /_bundle(?:_offline)?$/).flatMap(({ body }) => {
      const json: unknown = body.startsWith('"') ? [] : JSON.parse(body)
      const items = Array.isArray(json) ? json : (json as { licenses: unknown[] }).licenses
      return items.map((item) => (item as { id: number }).id)
    })
    expect(new Set(ids).size).toBe(5)
    expect(recorded.text).not.toContain('4711')
    expect(ids.length).toBeGreaterThan(30)
  })
})

/** Of the customer and of the products in every answer of the sandbox. */
const customerTexts = [
  ...Object.values(demoCustomer).filter((value) => typeof value === 'string'),
  ...['ORDER-2041', 'Łąka', 'Example Works', '5100001'],
]
