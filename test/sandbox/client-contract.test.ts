/** The product's own client against the sandbox: what the one writes, the other has to understand. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { activateBundle } from '../../src/core/activate-bundle.ts'
import type { ActivationInput } from '../../src/core/activation-request.ts'
import { type SignedRequest, signByKey } from '../../src/core/api-request.ts'
import type { ExchangePorts } from '../../src/core/bundle-exchange.ts'
import { toHardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, parseLicenseFile } from '../../src/core/license-file.ts'
import type { RawReply } from '../../src/core/raw-reply.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { serverErrorCodes } from '../../src/core/server-error.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { demoKeys, goodKey, knownDeviceEntry } from '../../src/sandbox/demo-keys.ts'
import { documentedErrorCodes } from '../../src/sandbox/documented-errors.ts'
import { endpointErrorCodes } from '../../src/sandbox/endpoint-errors.ts'
import { type FaultName, variantNames } from '../../src/sandbox/faults.ts'
import { tokenErrorCodes } from '../../src/sandbox/oauth-options.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type Result, succeed } from '../../src/shared/result.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

/** The value of a result that this test takes for granted. */
function unwrap<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error('the set-up of this test is wrong')
  return result.value
}

const facts = {
  machineId: '0123456789abcdef0123456789abcdef',
  firmwareUuid: null,
  hostname: 'office-1',
  osVersion: 'Debian GNU/Linux 12',
  macAddress: 'AA:BB:CC:DD:EE:FF',
  ip: '192.0.2.7',
  isVm: false,
  vmInfo: null,
  processor: null,
}

function inputFor(licenseKey: string): ActivationInput {
  const configuration = JSON.stringify({
    vendor: { name: 'Example' },
    product: { name: 'Example Suite', code: sandbox.product, version: '1.0.0' },
    api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
    responsePublicKey: sandbox.publicKeyPem,
  })
  return {
    configuration: unwrap(parseVendorConfiguration(configuration)),
    credentials: { kind: 'license-key', licenseKey },
    hardwareId: unwrap(toHardwareId(facts)),
    facts,
    wizardVersion: '0.1.0',
  }
}

async function send({ url, method, headers, body }: SignedRequest): Promise<Result<RawReply>> {
  const reply = await fetch(url, { method, headers, body, redirect: 'manual' })
  return succeed({
    status: reply.status,
    bytes: new Uint8Array(await reply.arrayBuffer()),
    licenseSignature: reply.headers.get('LicenseSignature'),
    date: reply.headers.get('Date'),
    retryAfter: reply.headers.get('Retry-After'),
  })
}

/** Runs a whole activation, and tells how it ended and what was saved. */
async function activate(licenseKey: string) {
  const key = parseResponseKey(sandbox.publicKeyPem)
  if (!key) throw new Error('the key of the sandbox cannot be read')
  const input = inputFor(licenseKey)
  const saved: LicenseFile[] = []
  const save: ExchangePorts['save'] = async (file) => {
    saved.push(file)
    return parseLicenseFile(JSON.stringify(file), { hardwareId: input.hardwareId, product: sandbox.product, key })
  }
  const { caller } = input.configuration.api
  const authorizer: ExchangePorts['authorizer'] = {
    authorize: async (request, at) => succeed(signByKey(request, caller, at)),
    forget: () => undefined,
  }
  const ports: ExchangePorts = { now: () => new Date(), authorizer, send, save, onPhase: () => undefined }
  const outcome = await activateBundle(input, key, ports, new AbortController().signal)
  return { outcome, saved }
}

test.each(demoKeys.filter(({ expect: expected }) => expected === 'activated'))(
  'the client reads all five licenses of $key',
  async ({ key }) => {
    const { outcome, saved } = await activate(key)
    expect(outcome).toMatchObject({ ok: true })
    expect(unwrap(outcome).records.map(({ productCode }) => productCode)).toEqual([
      'DEMO-SUITE',
      'DEMO-WRITER',
      'DEMO-CLOUD',
      'DEMO-RENDER',
      'DEMO-STUDIO',
    ])
    expect(saved).toHaveLength(1)
  },
)

test.each(demoKeys.filter(({ expect: expected }) => expected !== 'activated'))(
  'the client has a failure of its own for $expect',
  async ({ key, expect: code }) => {
    const { outcome, saved } = await activate(key)
    const unnamed = code === 'rate_limit_exceeded' ? 'refused-rate-limit' : 'refused-unknown-code'
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: serverErrorCodes[code] ?? unnamed, details: { serverCode: code } },
    })
    expect(saved).toEqual([])
  },
)

test('the sandbox knows every error that the client knows', () => {
  const sent: readonly string[] = [...documentedErrorCodes, ...endpointErrorCodes, ...tokenErrorCodes]
  expect(Object.keys(serverErrorCodes).filter((code) => !sent.includes(code))).toEqual([])
  const unnamed = documentedErrorCodes.filter((code) => !Object.hasOwn(serverErrorCodes, code))
  expect(unnamed.filter((code) => code !== 'rate_limit_exceeded')).toEqual([])
})

test.each<[FaultName, string]>([
  ['500', 'unreachable-server-error'],
  ['rate-limit', 'refused-rate-limit'],
  ['login-page', 'unreachable-intercepted'],
  ['half', 'not-genuine-response'],
  ['not-json', 'malformed-response'],
  ['unsigned', 'not-genuine-unsigned'],
  ['wrong-signature', 'not-genuine-response'],
  ['every-item-signature', 'not-genuine-license'],
  // The page's items name no computer: their signatures, which are the server's and not for this one, alone tell.
  ['other-hardware-id', 'not-ours-computer'],
  ['other-product', 'not-ours-product'],
])('the client ends the fault %s with %s and saves nothing', async (fault, code) => {
  sandbox.setFault(fault)
  const { outcome, saved } = await activate(goodKey)
  sandbox.setFault(null)
  expect(outcome).toMatchObject({ ok: false, failure: { code } })
  expect(saved).toEqual([])
})

test('the client keeps the licenses beside one that is not for this computer', async () => {
  sandbox.setFault('item-signature')
  const { outcome, saved } = await activate(goodKey)
  sandbox.setFault(null)
  expect(outcome.ok && outcome.value.records.map(({ problem }) => problem?.member ?? null)).toEqual([
    ...[null, null, null, null, 'license_signature'],
  ])
  expect(saved).toHaveLength(1)
})

test('the client keeps two licenses of one product code', async () => {
  sandbox.setFault('duplicate-product')
  const { outcome, saved } = await activate(goodKey)
  sandbox.setFault(null)
  expect(outcome.ok && outcome.value.records.map(({ productCode }) => productCode)).toEqual([
    ...['DEMO-SUITE', 'DEMO-WRITER', 'DEMO-WRITER', 'DEMO-RENDER', 'DEMO-STUDIO'],
  ])
  expect(saved).toHaveLength(1)
})

test('the client follows a server whose clock is two hours ahead', async () => {
  sandbox.setFault('clock-ahead')
  const { outcome, saved } = await activate(goodKey)
  sandbox.setFault(null)
  expect([outcome.ok, saved.length]).toEqual([true, 1])
})

test('the client ends well where the server says that the computer is on the license already', async () => {
  const { outcome, saved } = await activate(knownDeviceEntry.key)
  expect([outcome.ok, saved.length]).toEqual([true, 1])
})

// The network of this test keeps its connections, so that it cannot bear one of them.
test.each(variantNames.filter((name) => name !== 'reset-when-reused'))(
  'the client takes an answer that is right, and %s',
  async (variant) => {
    sandbox.setFault(variant)
    const { outcome, saved } = await activate(goodKey)
    sandbox.setFault(null)
    expect([outcome.ok, saved.length]).toEqual([true, 1])
  },
)
