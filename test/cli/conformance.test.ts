import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signByKey } from '../../src/core/api-request.ts'
import { signInRedirect } from '../../src/engine/conformance/steps-sso.ts'
import type { ConformanceResult } from '../../src/engine/result/conformance-result.ts'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import { allFaultNames, variantNames } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { SandboxOptions } from '../../src/sandbox/sandbox-options.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer, type RunOptions } from './command-computer.ts'

let sandbox: Sandbox
const start = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  await sandbox?.close()
  sandbox = await startSandbox({ onRequest: () => seen(), ...options })
  return sandbox
}
let seen: () => void = () => undefined
beforeEach(async () => {
  await start()
})
afterEach(async () => {
  seen = () => undefined
  await sandbox.close()
})

const noWait = { nowMs: () => performance.now(), wait: async () => undefined }
const base = ['conformance', '--key-file', 'key.txt', '--yes-use-a-test-key']

function computerOf(configuration: object = {}, key = offlineKey): CommandComputer {
  const computer = new CommandComputer(makeTemporaryFolder(), 'anna', sandbox, configuration)
  computer.write('key.txt', `${key}\n`)
  return computer
}

interface Told {
  readonly exitCode: number
  readonly outcome: string
  readonly code: string | null
  readonly report: ConformanceResult
  readonly form: (id: string) => string | null | undefined
  readonly verdict: (id: string) => string | undefined
}

async function run(args: readonly string[] = [], options: RunOptions & { configuration?: object } = {}): Promise<Told> {
  const { configuration, ...more } = options
  const told = await computerOf(configuration).json([...base, ...args], { pace: noWait, ...more })
  const { conformance: report, exitCode, outcome, failure } = told
  if (report === null) throw new Error(`no report: ${JSON.stringify(failure)}`)
  const find = (id: string) => report.findings.find((finding) => finding.id === id)
  return {
    ...{ exitCode, outcome, report, code: failure?.code ?? null },
    form: (id) => find(id)?.form,
    verdict: (id) => find(id)?.verdict,
  }
}

/** Devices of a run: those that the demo keys begin with have other names. */
const ours = (): string[] => sandbox.activeDevices().filter((id) => id.startsWith('conformance-'))

describe('conformance', () => {
  it('does nothing without the word that the key is one for tests, and says why', async () => {
    const { exitCode, stderr } = await computerOf().run(['conformance', '--key-file', 'key.txt'])
    expect([exitCode, sandbox.requests.length]).toEqual([2, 0])
    expect(stderr).toMatch(/takes a seat of a real account/)
  })

  it.each([
    ['no key at all', ['conformance', '--yes-use-a-test-key'], /Name the test key/],
    ['a sign-in without --sso', [...base, '--sign-in-file', 'key.txt'], /--sso only/],
    ['--sso where it is not configured', [...base, '--sso'], /member sso/],
    ['a folder that is not empty', [...base, '--record', '.'], /not empty/],
  ])('asks nobody with %s', async (_name, args, words) => {
    const environment = { ACTIVATION_WIZARD_LICENSE_KEY: offlineKey }
    const { exitCode, stderr } = await computerOf().run(args, { environment })
    expect([exitCode, sandbox.requests.length]).toEqual([2, 0])
    expect(stderr).toMatch(words)
  })

  it('ends with 0 where all holds, leaves no device, and touches no license folder', async () => {
    const computer = computerOf()
    const { conformance, exitCode, outcome } = await computer.json([...base, '--offline'])
    expect([exitCode, outcome, conformance?.isFit]).toEqual([0, 'conformance-holds', true])
    expect(conformance?.device).toMatchObject({
      seat: 'free',
      hardwareId: expect.stringMatching(/^conformance-\w{32}$/),
    })
    expect(ours()).toEqual([])
    expect(() => computer.files()).toThrow('ENOENT')
    expect(conformance?.findings.filter(({ verdict }) => verdict === 'differs')).toEqual([])
  })

  it('tells a table to people, and what is not tried', async () => {
    const { exitCode, stdout, stderr } = await computerOf().run([...base, '--quiet'])
    expect([exitCode, stdout, stderr]).toEqual([0, '', ''])
    const { stdout: told } = await computerOf().run(base)
    expect(told).toMatch(/^holds {4} +signature-mismatch-status +A wrong signature got 400 signature_mismatch/m)
    expect(told).toMatch(/^ {2}portal-file +The file of the portal/m)
    expect(told.split('\n').filter((line) => line.length > 150)).toEqual([])
    expect(told).not.toContain(offlineKey)
  })

  it('ends with the code of the failure where the key is refused', async () => {
    const { exitCode, conformance } = await computerOf({}, 'DEMO-SEAT-SUSE-DUPA').json(base)
    expect([exitCode, conformance?.device.seat, ours()]).toEqual([11, 'never-taken', []])
  })
})

describe('the report of conformance', () => {
  it.each([
    ['licenses', 'licenses'],
    ['envelope', 'envelope'],
    ['stripped-items', 'stripped items'],
    ['none', 'none'],
  ] as const)('tells which text bundle_signature_v2 covers: %s', async (bundleSignature, form) => {
    await start({ offline: { bundleSignature } })
    const told = await run(['--offline'])
    expect([told.form('bundle-signature'), told.verdict('bundle-signature'), told.exitCode]).toEqual([form, 'holds', 0])
    expect(told.form('item-signature-v2')).toBe('signed')
    expect(ours()).toEqual([])
  })

  it('calls an offline answer that nothing signs whole a difference', async () => {
    await start({ offline: { bundleSignature: 'none', itemSignatureV2: 'absent' } })
    const told = await run(['--offline'])
    expect([told.exitCode, told.outcome, told.verdict('bundle-signature')]).toEqual([
      60,
      'conformance-differs',
      'differs',
    ])
    expect([told.form('offline-answer-accepted'), told.form('item-signature-v2')]).toEqual([
      'not-genuine-answer-unsigned',
      'absent',
    ])
  })

  it('tells how a device that is known is answered, and the status of a wrong signature', async () => {
    const first = await run()
    expect([first.form('known-device'), first.form('signature-mismatch-status')]).toEqual(['200', '400'])
    await start({ knownDevice: 'refused', signatureMismatchStatus: 401 })
    const second = await run()
    expect([second.form('known-device'), second.form('signature-mismatch-status')]).toEqual(['409', '401'])
    expect([second.exitCode, ours()]).toEqual([0, []])
  })

  it('tells the shape of an offline answer, and that schema 1 is refused', async () => {
    await start({ offline: { minSchemaVersion: 2, answerShape: 'map', emptyBody: 'missing_content' } })
    const told = await run(['--offline'], { configuration: { offline: { requestSchema: 2 } } })
    expect(['payload-v1-refused', 'bundle-file-shape', 'empty-offline-body'].map(told.form)).toEqual([
      '400 validation_error',
      'map',
      '400 missing_content',
    ])
    expect([told.exitCode, ours()]).toEqual([0, []])
  })

  it('tells whether sso_url is signed, and what it refuses', async () => {
    const sso = { sso: { accountCode: sandbox.sso.accountCode } }
    const users = { product: { name: 'Suite', code: sandbox.users[0]?.product, version: '1' }, ...sso }
    const [user] = sandbox.users
    const args = ['conformance', '--user', user?.username ?? '', '--password-stdin', '--sso', '--offline']
    const input = user?.password ?? ''
    const told = await computerOf(users).json([...args, '--yes-use-a-test-key'], { input, pace: noWait })
    const formOf = (id: string) => told.conformance?.findings.find((finding) => finding.id === id)?.form
    expect(told.exitCode).toBe(0)
    expect(['sso-url-signed', 'sso-url-refusals', 'offline-return-password'].map(formOf)).toEqual([
      'signed',
      '400 license_not_found',
      'license_deactivated',
    ])
    expect([formOf('license-signature-identity'), ours()]).toEqual(['sent user name', []])
    expect(JSON.stringify(told.conformance)).not.toContain(user?.username)
  })

  it.each([
    ['as-observed', ['hardware_id, is_trial', 'date, request_id, hardware_id, is_trial', 'sent license key']],
    ['as-the-page', ['is_trial', 'none', 'no-date']],
  ] as const)('tells which members come, and what offline_signature covers: %s', async (answers, forms) => {
    await start({ answers })
    const told = await run(['--offline'])
    expect(['online-members', 'offline-members', 'offline-signature'].map(told.form)).toEqual(forms)
    expect([told.form('answer-accepted'), ours()]).toEqual(['accepted', []])
  })

  it.each([
    ['refused', '400 license_not_found', 'differs'],
    ['accepted', '200', 'holds'],
  ] as const)(
    'tells by which names a user is known whose e-mail address is another: %s',
    async (use, form, verdict) => {
      await start({ seedUsers: true, emailAsName: use })
      const configuration = { product: { name: 'Suite', code: 'DEMO-TEAM', version: '1' } }
      const args = ['conformance', '--user', 'Jan.K', '--password-stdin', '--offline', '--yes-use-a-test-key']
      const { conformance } = await computerOf(configuration).json(args, { input: 'demo-password', pace: noWait })
      const find = (id: string) => conformance?.findings.find((finding) => finding.id === id)
      expect([find('email-as-name')?.form, find('email-as-name')?.verdict]).toEqual([form, verdict])
      expect([find('license-signature-identity')?.form, ours()]).toEqual(['sent user name', []])
      expect(JSON.stringify(conformance)).not.toMatch(/jan\.k/i)
    },
  )

  it.each([
    ['unsigned', 60, { 'answer-signed': 'unsigned', 'sso-url-signed': 'unsigned' }],
    ['wrong-signature', 60, { 'answer-signed': 'other-signature', 'sso-url-signed': 'other-signature' }],
    ['every-item-signature', 60, { 'answer-signed': 'signed', 'answer-accepted': 'not-genuine-license' }],
    ['other-product', 60, { 'own-license': 'missing', 'answer-accepted': 'not-ours-product' }],
  ] as const)('calls it a difference that nobody could activate with: %s', async (fault, exitCode, forms) => {
    const users = { product: { name: 'Suite', code: 'DEMO-TEAM', version: '1' }, sso: { accountCode: 'LAKA' } }
    sandbox.setFault(fault)
    const args = ['conformance', '--user', 'colleague@example.com', '--password-stdin', '--sso', '--yes-use-a-test-key']
    const told = await computerOf(users).json(args, { input: 'demo-password', pace: noWait })
    const find = (id: string) => told.conformance?.findings.find((finding) => finding.id === id)
    expect(Object.fromEntries(Object.keys(forms).map((id) => [id, find(id)?.form]))).toEqual(forms)
    expect([told.exitCode, told.outcome, told.conformance?.isFit, ours()]).toEqual([
      exitCode,
      'conformance-differs',
      false,
      [],
    ])
  })

  it.each(variantNames)('finds all in order with an unusual right answer: %s', async (variant) => {
    sandbox.setFault(variant)
    const told = await run(['--offline', '--record', 'vectors'])
    expect([told.exitCode, told.report.findings.filter(({ verdict }) => verdict === 'differs')]).toEqual([0, []])
    expect(ours()).toEqual([])
  })

  it.each(allFaultNames)('ends in order whatever comes: %s', async (fault) => {
    await start({ fault, slowMs: 10 })
    const { exitCode, conformance, failure } = await computerOf().json([...base, '--offline', '--record', 'vectors'], {
      pace: noWait,
    })
    expect([exitCode, failure?.code]).not.toEqual([1, 'internal'])
    expect(conformance?.findings.length).toBeGreaterThan(50)
    expect(ours()).toEqual([])
  })

  it('ends with the code of a wrong clock where the server refuses the time of this computer', async () => {
    sandbox.setFault('clock-ahead')
    const told = await run()
    expect([told.exitCode, told.code, told.report.device.seat]).toEqual([23, 'refused-date-header-diff', 'never-taken'])
  })

  it.each(['code', 'token'] as const)('goes on with the %s of a sign-in, and frees that seat too', async (grant) => {
    const sso = { accountCode: 'LAKA', grant }
    const configuration = { product: { name: 'Suite', code: 'DEMO-TEAM', version: '1' }, sso }
    const { apiKey, sharedKey, baseUrl } = sandbox
    const query = new URLSearchParams({
      ...{ product: 'DEMO-TEAM', customer_account_code: 'LAKA', response_type: grant },
      redirect_uri: signInRedirect,
    })
    const url = `${baseUrl}/api/v4/sso_url?${query}`
    const caller = { kind: 'api-key', id: apiKey, secret: sharedKey } as const
    const signed = signByKey({ method: 'GET', url, headers: {}, body: null }, caller, new Date())
    const { url: page } = (await (await fetch(url, { headers: signed.headers })).json()) as { url: string }
    const landed = new URL((await fetch(`${page}&auto=1`, { redirect: 'manual' })).headers.get('location') ?? '')
    const brought = landed.searchParams.get('code') ?? new URLSearchParams(landed.hash.slice(1)).get('id_token') ?? ''
    const computer = computerOf(configuration)
    computer.write('brought.txt', `${brought}\n`)
    const args = ['--user', 'person@example.com', '--password-stdin', '--sso', '--sign-in-file', 'brought.txt']
    const all = ['conformance', ...args, '--yes-use-a-test-key', '--record', 'vectors']
    const { conformance, exitCode } = await computer.json(all, { input: 'demo-password' })
    const form = conformance?.findings.find(({ id }) => id === 'sso-activation')?.form
    expect([exitCode, form, conformance?.device.seat, ours()]).toEqual([0, 'user.email', 'free', []])
    expect(JSON.stringify(conformance)).not.toContain(brought)
    const files = readdirSync(join(computer.home, 'vectors')).map((name) => computer.read(join('vectors', name)))
    expect(files.length).toBeGreaterThan(30)
    expect(files.filter((text) => text.includes(brought))).toEqual([])
  })

  it('tells what differs with OAuth', async () => {
    const { clientId, clientSecret, tokenUrl } = sandbox.oauth
    const api = { baseUrl: sandbox.baseUrl, oauth: { clientId, clientSecret, tokenUrl } }
    const told = await run(['--offline'], { configuration: { api } })
    expect(['signature-mismatch-status', 'unknown-caller', 'offline-return-oauth'].map(told.form)).toEqual([
      '401',
      '401 invalid_client',
      'license_deactivated',
    ])
    expect([told.exitCode, ours()]).toEqual([0, []])
    expect(JSON.stringify(told.report)).not.toContain(clientSecret)
  })
})

describe('a seat that conformance took', () => {
  it('is given back wherever the run is stopped', async () => {
    await run(['--offline'])
    const calls = sandbox.requests.length
    expect(calls).toBeGreaterThan(30)
    for (let stopAt = 1; stopAt < calls; stopAt += 1) {
      // A sandbox for each: given back so often, the license could not be moved any more.
      await start()
      const stop = new AbortController()
      seen = () => {
        if (sandbox.requests.length === stopAt) stop.abort()
      }
      const told = await run(['--offline'], { stop: stop.signal })
      expect([stopAt, told.exitCode, told.code, ours()]).toEqual([stopAt, 3, 'cancelled', []])
      expect(['never-taken', 'free']).toContain(told.report.device.seat)
    }
  }, 300_000)

  it.each([
    ['500', 24],
    ['drop', 20],
    ['truncated', 20],
  ] as const)('is given back where the activation ends in %s', async (fault, exitCode) => {
    seen = () => {
      const last = sandbox.requests.at(-1)
      const isActivation = last?.path.endsWith('/activate_bundle') && last.body.toString().includes(offlineKey)
      sandbox.setFault(isActivation ? fault : null)
    }
    const told = await run()
    expect([told.exitCode, told.report.device.seat, ours()]).toEqual([exitCode, 'free', []])
  })

  it('is told as open where the server no longer answers, and asked for several times', async () => {
    seen = () => {
      if (sandbox.requests.some(({ path }) => path.endsWith('/activate_bundle'))) {
        const taken = ours().length > 0
        if (taken) sandbox.setFault('500')
      }
    }
    const told = await run()
    expect([told.exitCode, told.report.device.seat]).toEqual([24, 'unknown'])
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/deactivate_bundle')).length).toBeGreaterThan(3)
  })
})

describe('conformance against a server that is none', () => {
  it.each([
    ['login-page', 20, 'unreachable-intercepted'],
    ['500', 24, 'unreachable-server-error'],
    ['rate-limit', 24, 'refused-rate-limit'],
    ['drop', 20, 'unreachable-dropped'],
  ] as const)('ends in its own words: %s', async (fault, exitCode, code) => {
    sandbox.setFault(fault)
    const told = await run()
    expect([told.exitCode, told.code, told.report.device.seat]).toEqual([exitCode, code, 'never-taken'])
    expect(ours()).toEqual([])
  })

  const garbage = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 197) % 256))
  const endless = (response: ServerResponse): void => {
    const more = (): void => {
      // The client leaves in the middle of it.
      if (!response.destroyed) response.write(Buffer.alloc(1 << 20, '['), more)
    }
    more()
  }
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['bytes of no sense', (response) => response.end(garbage), 'malformed-response'],
    ['a refusal without end', (response) => endless(response.writeHead(400)), 'unreachable-too-large'],
    ['nothing at all', () => undefined, 'unreachable-timeout'],
  ])('ends in its own words: %s', async (_name, answer, code) => {
    const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { apiKey, sharedKey } = sandbox
    try {
      const told = await run(['--timeout', '3'], { configuration: { api: { baseUrl, apiKey, sharedKey } } })
      expect([told.code, told.report.device.seat]).toEqual([code, 'never-taken'])
      expect([20, 24]).toContain(told.exitCode)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('ends in its own words where an answer grows without end after the activation, and has freed the seat', async () => {
    // Everything goes to the sandbox; the reply to the second activation never ends.
    const { apiKey, sharedKey, baseUrl: target } = sandbox
    let activations = 0
    const server = createServer(async (request, response) => {
      const body = await buffer(request)
      if (request.url?.endsWith('/activate_bundle') && body.includes(offlineKey)) activations += 1
      const { method = 'GET', headers } = request
      const { authorization = '', date = '' } = headers
      const init = { method, headers: { authorization, date }, ...(method === 'POST' && { body }) }
      const reply = await fetch(`${target}${request.url}`, init)
      if (activations === 2 && request.url?.endsWith('/activate_bundle')) return endless(response.writeHead(200))
      response.writeHead(reply.status, { licensesignature: reply.headers.get('licensesignature') ?? '' })
      return response.end(Buffer.from(await reply.arrayBuffer()))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const told = await run([], { configuration: { api: { baseUrl, apiKey, sharedKey } } })
      expect([told.code, told.report.device.seat, ours()]).toEqual(['unreachable-too-large', 'free', []])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
