import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockFileName } from '../../src/engine/folder-lock.ts'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { certificatePath, startTlsFront } from '../fakes/tls-front.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const key = 'DEMO-AAAA-BBBB-CCCC'
let bundle = ''
let folder = ''
let sandbox: Sandbox
let seen: () => void = () => undefined

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), 'activation-wizard-bundle-'))
  chmodSync(bundle, 0o755)
  const configFile = join(projectRoot, 'vite.cli.config.mts')
  await build({ configFile, root: projectRoot, logLevel: 'warn', build: { outDir: bundle, emptyOutDir: false } })
})
afterAll(() => rmSync(bundle, { recursive: true, force: true }))

beforeEach(async () => {
  sandbox = await startSandbox({ onRequest: () => seen(), slowMs: 60_000 })
  folder = mkdtempSync(join(tmpdir(), 'activation-wizard-run-'))
  chmodSync(folder, 0o755)
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: sandbox.product, version: '1' },
      api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
      responsePublicKey: sandbox.publicKeyPem,
    }),
  )
})
afterEach(async () => {
  seen = () => undefined
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = (): string[] => readdirSync(join(folder, 'licenses')).filter((name) => name.endsWith('.lic'))
const isRoot = process.getuid?.() === 0

interface StartOptions {
  readonly input?: string
  readonly uid?: number
  readonly licenses?: string
  readonly environment?: Readonly<Record<string, string>>
}

function start(args: readonly string[], { input = '', uid, licenses = 'licenses', ...more }: StartOptions = {}) {
  const { HTTP_PROXY: _upper, http_proxy: _lower, ...environment } = process.env
  const child = spawn(process.execPath, [join(bundle, 'index.mjs'), ...args], {
    env: {
      ...environment,
      ACTIVATION_CONFIG: join(folder, 'config.json'),
      ACTIVATION_WIZARD_LICENSE_DIR: join(folder, licenses),
      XDG_STATE_HOME: join(folder, 'state'),
      ...more.environment,
    },
    cwd: '/',
    ...(uid !== undefined && { uid, gid: uid }),
  })
  child.stdin.end(input)
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { child, ended: ended.then(([stdout, stderr, [code, signal]]) => ({ stdout, stderr, code, signal })) }
}
const run = (args: readonly string[], options?: StartOptions) => start(args, options).ended

describe('the built command line', () => {
  it('activates, tells one JSON object on stdout, and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['activate', '--key-stdin', '--json'], { input: key })
    expect([code, stderr, stdout.endsWith('}\n')]).toEqual([0, '', true])
    expect(commandResultSchema.parse(JSON.parse(stdout))).toMatchObject({ outcome: 'activated', exitCode: 0 })
    expect(files()).toEqual(['DEMO-SUITE.lic'])
    expect((await run(['status'])).code).toBe(0)
    expect((await run(['deactivate'])).code).toBe(0)
    expect((await run(['status'])).code).toBe(10)
    expect(readFileSync(join(folder, 'state', 'example', 'suite', 'wizard.log'), 'utf8')).not.toContain(key)
  })

  it('checks certificates, with those of NODE_EXTRA_CA_CERTS, and says that nothing else switches that off', async () => {
    const front = await startTlsFront('localhost', Number(new URL(sandbox.baseUrl).port))
    const { product, apiKey, sharedKey, publicKeyPem } = sandbox
    const vendor = { vendor: { name: 'Example' }, product: { name: 'Suite', code: product, version: '1' } }
    const api = { baseUrl: front.url, apiKey, sharedKey }
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...vendor, api, responsePublicKey: publicKeyPem }))
    const unchecked = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const refused = await run(['activate', '--key-stdin'], { input: key, environment: unchecked })
    expect([refused.code, sandbox.requests.length]).toEqual([22, 0])
    expect(refused.stderr).toMatch(/^NODE_TLS_REJECT_UNAUTHORIZED is ignored/)
    expect(refused.stderr).not.toMatch(/\(node:\d+\)|insecure/)
    const environment = { NODE_EXTRA_CA_CERTS: certificatePath('company') }
    const activated = await run(['activate', '--key-stdin'], { input: key, environment })
    expect([activated.code, activated.stderr]).toEqual([0, ''])
    await front.close()
  })

  it('starts no program to say how this computer stands, and answers where all of them are slow', async () => {
    const programs = join(folder, 'programs')
    const noted = join(folder, 'noted')
    mkdirSync(programs)
    for (const name of ['cat', 'grep', 'ls', 'date', 'hostname', 'ip', 'which', 'dmidecode', 'dmesg', 'uname']) {
      const script = `#!/bin/sh\necho "$0" >> '${noted}'\nexec /bin/sleep "$SECONDS_EACH"\n`
      writeFileSync(join(programs, name), script, { mode: 0o755 })
    }
    const among = (seconds: string) => ({ environment: { PATH: programs, SECONDS_EACH: seconds } })
    expect(await run(['activate', '--key', key, '--json'])).toMatchObject({ code: 0 })
    expect(await run(['status', '--json'], among('60'))).toMatchObject({ code: 0 })
    expect(await run(['check', '--json'], among('60'))).toMatchObject({ code: 0 })
    expect(existsSync(noted)).toBe(false)
    expect(await run(['device', '--json'], among('0'))).toMatchObject({ code: 0 })
    expect(readFileSync(noted, 'utf8')).toContain(programs)
  })

  it('speaks on stderr where it fails, and only there', async () => {
    const { code, stdout, stderr } = await run(['activate', '--key-stdin'], { input: 'DEMO-KEYN-OTFO-UNDA' })
    expect([code, stdout]).toEqual([10, ''])
    expect(stderr).toMatch(/^The license server does not know this license key/)
  })

  it('ends quietly for a reader that has gone', () => {
    const command = `"${process.execPath}" "${join(bundle, 'index.mjs')}" --help | head -n 1; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' })
    expect([stdout.split('\n')[1], stderr]).toEqual(['0', ''])
  })

  it.skipIf(!existsSync('/dev/full'))('ends with 30 where its output finds no room', async () => {
    await run(['activate', '--key-stdin'], { input: key })
    const environment = { ...process.env, ACTIVATION_CONFIG: join(folder, 'config.json') }
    const command = `"${process.execPath}" "${join(bundle, 'index.mjs')}" config --json > /dev/full`
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env: environment })
    expect([status, stderr]).toEqual([30, ''])
  })

  it.skipIf(process.platform === 'win32')('works in a folder that was deleted, and names what is missing there', () => {
    const environment = { ...process.env, ACTIVATION_CONFIG: join(folder, 'config.json') }
    const inDeleted = (args: string) => {
      const command = `mkdir gone; cd gone; rmdir ../gone; exec "${process.execPath}" "${join(bundle, 'index.mjs')}" ${args}`
      return spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: folder, env: environment })
    }
    expect(JSON.parse(inDeleted('config --json').stdout)).toMatchObject({ outcome: 'settings', exitCode: 0 })
    expect(JSON.parse(inDeleted('verify a.lic --json').stdout)).toMatchObject({
      failure: { code: 'malformed-command', happened: expect.stringMatching(/gone\/a\.lic does not exist\.$/) },
    })
  })

  const homeless: [string, { env: object; uid?: number; gid?: number }][] = [
    ['a relative HOME', { env: { HOME: 'home' } }],
  ]
  if (isRoot) homeless.push(['no HOME and no entry', { env: { HOME: undefined }, uid: 54_321, gid: 54_321 }])
  it.skipIf(process.platform === 'win32').each(homeless)(
    'tells a user with %s that there is no home',
    (_what, user) => {
      const options = { encoding: 'utf8', cwd: '/', ...user } as const
      const run = (args: string[], more: object = {}): unknown => {
        const env = { ...process.env, ACTIVATION_CONFIG: join(folder, 'config.json'), ...options.env, ...more }
        const ran = spawnSync(process.execPath, [join(bundle, 'index.mjs'), ...args, '--json'], { ...options, env })
        return JSON.parse(ran.stdout)
      }
      const noHome = { exitCode: 30, failure: { details: { cause: 'no-home' } } }
      expect(run(['status'])).toMatchObject({ ...noHome, state: 'unreadable' })
      expect(run(['activate', '--key', key])).toMatchObject({ ...noHome, failure: { code: 'cannot-write' } })
      // Where the folder for data is named, nobody needs a home.
      expect(run(['status'], { XDG_DATA_HOME: '/nowhere' })).toMatchObject({ exitCode: 10, state: 'none' })
    },
  )

  it.skipIf(process.platform === 'win32')('can be ended while it waits for whoever writes to a pipe', async () => {
    spawnSync('mkfifo', [join(folder, 'pipe')])
    const { child, ended } = start(['activate', '--key-file', join(folder, 'pipe'), '--json'])
    const log = join(folder, 'state', 'example', 'suite', 'wizard.log')
    // The log is begun just before the key is read.
    await expect.poll(() => existsSync(log)).toBe(true)
    child.kill('SIGINT')
    const { code, stdout } = await ended
    expect([code, JSON.parse(stdout).failure.code]).toEqual([3, 'cancelled'])
  })

  it.skipIf(process.platform === 'win32')('reads a key from what a shell puts in the place of a file', async () => {
    const environment = { ...process.env, ACTIVATION_CONFIG: join(folder, 'config.json'), XDG_DATA_HOME: folder }
    const command = `"${process.execPath}" "${join(bundle, 'index.mjs')}" request --key-file <(echo ${key}) --json`
    const { stdout } = spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: folder, env: environment })
    expect(JSON.parse(stdout).outcome).toBe('request-written')
  })

  it('tells a path that no system has room for as JSON', async () => {
    const long = `/${'x'.repeat(5000)}`
    for (const option of ['--result-file', '--answer-file', '--out']) {
      const { code, stdout } = await run(['request', '--key-stdin', '--json', option, long], { input: key })
      expect([option, code, JSON.parse(stdout).outcome]).toEqual([option, 2, 'failed'])
    }
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with 3 at %s, and leaves the earlier license',
    async (signal) => {
      await run(['activate', '--key-stdin'], { input: key })
      const before = readFileSync(join(folder, 'licenses', 'DEMO-SUITE.lic'), 'utf8')
      sandbox.setFault('slow')
      const asked = new Promise<void>((done) => {
        seen = done
      })
      const { child, ended } = start(['activate', '--key-stdin', '--force', '--json'], { input: key })
      await asked
      child.kill(signal)
      const { code, stdout } = await ended
      expect([code, JSON.parse(stdout).failure.code]).toEqual([3, 'cancelled'])
      expect(readFileSync(join(folder, 'licenses', 'DEMO-SUITE.lic'), 'utf8')).toBe(before)
      expect(readdirSync(join(folder, 'licenses'))).not.toContain(lockFileName)
    },
  )

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'gives back the seat of a test at %s',
    async (signal) => {
      let child: ReturnType<typeof start>['child'] | null = null
      seen = () => {
        if (sandbox.activeDevices().some((id) => id.startsWith('conformance-'))) child?.kill(signal)
      }
      const started = start(['conformance', '--key-stdin', '--yes-use-a-test-key', '--json'], { input: key })
      child = started.child
      const { code, stdout } = await started.ended
      const { conformance, failure } = commandResultSchema.parse(JSON.parse(stdout))
      expect([code, failure?.code, conformance?.device.seat]).toEqual([3, 'cancelled', 'free'])
      expect(sandbox.activeDevices().filter((id) => id.startsWith('conformance-'))).toEqual([])
    },
    60_000,
  )

  it('waits for another run, ends with 24 after --timeout, and goes on after one that was killed', async () => {
    sandbox.setFault('slow')
    const asked = new Promise<void>((done) => {
      seen = done
    })
    const first = start(['activate', '--key-stdin'], { input: key })
    await asked
    const busy = await run(['activate', '--key-stdin', '--timeout', '1', '--json'], { input: key })
    expect([busy.code, JSON.parse(busy.stdout).failure.code]).toEqual([24, 'another-run'])
    expect(busy.stderr).toBe('Another run is using the license folder. Waiting for it.\n')
    first.child.kill('SIGKILL')
    expect((await first.ended).signal).toBe('SIGKILL')
    expect(existsSync(join(folder, 'licenses', lockFileName))).toBe(true)
    sandbox.setFault(null)
    expect((await run(['activate', '--key-stdin'], { input: key })).code).toBe(0)
    expect(readdirSync(join(folder, 'licenses')).filter((name) => name.includes('lock'))).toEqual([])
  })

  it('activates once for two that run at the same time', async () => {
    const both = await Promise.all([1, 2].map(() => run(['activate', '--key-stdin', '--json'], { input: key })))
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.map(({ stdout }) => JSON.parse(stdout).outcome).sort()).toEqual(['activated', 'already-active'])
    expect(sandbox.requests).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32').each([
    ['--scope=machine', 31, 'needs-admin'],
    ['--scope=user', 30, 'cannot-write'],
  ])('asks nobody where it may not write: %s', async (scope, exitCode, reason) => {
    // Whoever runs the tests as root has to give up that right for the run.
    mkdirSync(join(folder, 'theirs'), { mode: isRoot ? 0o755 : 0o555 })
    const options = { input: key, licenses: 'theirs/licenses', ...(isRoot && { uid: 65_534 }) }
    const { code, stdout } = await run(['activate', '--key-stdin', '--json', scope], options)
    expect([code, JSON.parse(stdout).failure.code]).toEqual([exitCode, reason])
    expect(sandbox.requests).toHaveLength(0)
  })

  it('goes by policy, command line, environment and answer file, in this order', async () => {
    const write = (name: string, members: object): string => {
      const path = join(folder, name)
      writeFileSync(path, JSON.stringify(members), { mode: 0o644 })
      return path
    }
    const policy = write('policy.json', { locale: 'de' })
    const answers = write('answers.json', { locale: 'en', scope: 'machine', timeoutSeconds: 7, bundleCode: 'FILE' })
    const environment = {
      ACTIVATION_POLICY: policy,
      EXAMPLE_SUITE_SCOPE: 'user',
      ACTIVATION_WIZARD_TIMEOUT_SECONDS: '8',
    }
    const args = ['config', '--explain', '--json', '--answer-file', answers, '--timeout', '9', '--locale', 'en']
    const { code, stdout } = await run(args, { environment })
    const settings = commandResultSchema.parse(JSON.parse(stdout)).settings ?? []
    const stand = (name: string) => {
      const found = settings.find((setting) => setting.name === name)
      return [found?.value, found?.place, found?.overridden.map(({ layer }) => layer)]
    }
    expect([code, stand('locale'), stand('timeoutSeconds'), stand('scope'), stand('bundleCode')]).toEqual([
      0,
      ['de', policy, ['command-line', 'answer-file']],
      [9, '--timeout', ['environment', 'answer-file']],
      ['user', 'EXAMPLE_SUITE_SCOPE', ['answer-file']],
      ['FILE', answers, []],
    ])
    write('policy.json', { local: 'de' })
    const refused = await run(['status'], { environment })
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(`${policy}: local must be left out`)])
  })
})
