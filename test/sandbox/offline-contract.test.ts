/** The product's own offline client against the sandbox: what the one writes, the other has to understand. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { judgeAnswer } from '../../src/core/answer-judgement.ts'
import { signByKey } from '../../src/core/api-request.ts'
import type { LastingCredentials } from '../../src/core/credentials.ts'
import { toHardwareId } from '../../src/core/hardware-id.ts'
import { createOfflineCall } from '../../src/core/offline-call.ts'
import { createOfflineRequest } from '../../src/core/offline-request.ts'
import { parseRequestFile } from '../../src/core/request-file.ts'
import { toRequestRecord } from '../../src/core/request-record.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import { type AnyFaultName, variantNames } from '../../src/sandbox/faults.ts'
import type { OfflineSettings } from '../../src/sandbox/offline-options.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { byForm } from '../fakes/answer-form-tested.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'

// One for each test: the licenses of a key can be moved to another computer only so often.
let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

/** The value of a result that this test takes for granted. */
function unwrap<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error('the set-up of this test is wrong')
  return result.value
}

const facts = {
  machineId: '0123456789abcdef0123456789abcdef',
  firmwareUuid: null,
  hostname: 'Labor-Süd',
  osVersion: 'Debian GNU/Linux 12',
  macAddress: 'AA:BB:CC:DD:EE:FF',
  ip: '192.0.2.7',
  isVm: false,
  vmInfo: null,
  processor: null,
}
const hardwareId = unwrap(toHardwareId(facts))
const withKey: LastingCredentials = { kind: 'license-key', licenseKey: offlineKey }
const withUser: LastingCredentials = { kind: 'user-login', username: 'person@example.com', password: 'demo-password' }

interface Terms {
  readonly server?: Sandbox
  readonly credentials?: LastingCredentials
  readonly kind?: 'activation' | 'deactivation'
  readonly schemaVersion?: 1 | 2
  readonly transport?: 'raw' | 'multipart'
}

/** Writes a request file, carries it to the connected side, and gives back what the server answers. */
async function carry(terms: Terms = {}) {
  const { server = sandbox, credentials = withKey, kind = 'activation', schemaVersion = 1, transport = 'raw' } = terms
  const product = credentials.kind === 'user-login' ? 'DEMO-TEAM' : server.product
  const text = JSON.stringify({
    vendor: { name: 'Example' },
    product: { name: 'Example Suite', code: product, version: '1.0.0' },
    api: { baseUrl: server.baseUrl, apiKey: server.apiKey, sharedKey: server.sharedKey },
    responsePublicKey: server.publicKeyPem,
    offline: { transport },
  })
  const configuration = unwrap(parseVendorConfiguration(text))
  const now = new Date('2026-01-31T10:00:00.000Z')
  const input = { configuration, credentials, hardwareId, facts, wizardVersion: '0.1.0' }
  const request = createOfflineRequest({ ...input, kind, schemaVersion, id: crypto.randomUUID(), now })
  const decoded = Buffer.from(request.text, 'base64').toString('utf8')
  const carried = unwrap(parseRequestFile(decoded, configuration))
  const call = signByKey(createOfflineCall(carried, configuration), configuration.api.caller, new Date())
  const reply = await fetch(call.url, { method: call.method, headers: call.headers, body: call.body })
  return { configuration, product, request, status: reply.status, body: await reply.text() }
}

/** The same, with the answer brought back and judged: how many licenses, or which failure. */
async function bringBack(terms: Terms = {}) {
  const { configuration, product, request, body } = await carry(terms)
  const key = parseResponseKey((terms.server ?? sandbox).publicKeyPem)
  if (!key) throw new Error('the key of the sandbox cannot be read')
  const requests = [toRequestRecord(request, 'a.req')]
  const context = { configuration, expected: { hardwareId, product, key }, requests, computer: 'Labor-Süd' }
  const judged = judgeAnswer(body, 'a.lic', context)
  return judged.ok ? judged.value.records.length : judged.failure.code
}

const forms = ([1, 2] as const).flatMap((schemaVersion) =>
  (['raw', 'multipart'] as const).flatMap((transport) =>
    [withKey, withUser].map((credentials) => ({ schemaVersion, transport, credentials })),
  ),
)

test.each(forms)(
  'answers schema $schemaVersion, $transport, $credentials.kind, as the client takes it',
  async (terms) => {
    expect(await bringBack(terms)).toBe(5)
  },
)

test.each(forms)('takes back schema $schemaVersion, $transport, $credentials.kind', async (terms) => {
  await carry(terms)
  const { status, body } = await carry({ ...terms, kind: 'deactivation' })
  expect([status, body]).toEqual([200, '"license_deactivated"'])
})

test.each<Partial<OfflineSettings>>([
  { bundleSignature: 'envelope' },
  { bundleSignature: 'stripped-items', itemSignatureV2: 'absent' },
  { bundleSignature: 'none' },
  { answerShape: 'map' },
])('answers as the client takes it with %j', async (offline) => {
  const server = await startSandbox({ offline })
  expect(await bringBack({ server })).toBe(5)
  await server.close()
})

test.each<[AnyFaultName, RegExp]>([
  ['unsigned', /^not-genuine-/],
  ['wrong-signature', /^not-genuine-/],
  ['every-item-signature', /^not-(genuine-|ours-computer)/],
  ['changed', /^not-genuine-/],
  ['other-hardware-id', /^not-ours-computer/],
  ['other-product', /^not-ours-product/],
])('answers under the fault %s what the client refuses', async (fault, code) => {
  sandbox.setFault(fault)
  expect(await bringBack()).toMatch(code)
})

test('answers to another request, which the client tells where the answer names one', async () => {
  sandbox.setFault('other-request-id')
  expect(await bringBack()).toBe(byForm({ page: 5, observed: 'not-ours-request' }))
})

test('answers with two licenses of one product code, and the client keeps both', async () => {
  sandbox.setFault('duplicate-product')
  expect(await bringBack()).toBe(5)
})

test.each(variantNames)('answers what the client takes, %s', async (variant) => {
  sandbox.setFault(variant)
  expect(await bringBack()).toBe(5)
})
