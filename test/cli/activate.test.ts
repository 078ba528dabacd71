import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/sandbox/demo-users.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'
let sandbox: Sandbox
let computer: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})
afterEach(() => sandbox.close())

const keyFile = (key = goodKey): string => computer.write('key.txt', `${key}\r\n`)
const activations = (): number => sandbox.requests.filter(({ path }) => path === '/api/v4/activate_bundle').length

describe('activate', () => {
  it('saves a verified license file and tells about it', async () => {
    const result = await computer.json(['activate', '--key-file', keyFile()])
    expect(result).toMatchObject({ verb: 'activate', outcome: 'activated', exitCode: 0, failure: null, state: 'valid' })
    expect(result.license).toMatchObject({ keyLastFour: 'CCCC', path: join(computer.licenseFolder, 'DEMO-SUITE.lic') })
    expect([result.scope, result.license?.licenses.length, result.stderr]).toEqual(['user', 5, ''])
    expect(computer.files()).toEqual(['DEMO-SUITE.lic'])
  })

  it('speaks to people in aligned lines and says nothing about the key but its end', async () => {
    const { exitCode, stdout, stderr } = await computer.run(['activate', '--key-stdin'], { input: `${goodKey}\n` })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^Suite is activated\.\n\n {2}Licensed to .+\n {2}License key +ending in CCCC\n {2}Moves to another computer +3 left\n {2}For +this user\n/,
    )
    expect(stdout).not.toContain(goodKey)
    expect(stdout).not.toContain(String.fromCharCode(27))
  })

  it('sends nothing a second time, with or without the key', async () => {
    await computer.run(['activate', '--key-file', keyFile()])
    const again = await computer.json(['activate', '--key-file', keyFile()])
    expect(again).toMatchObject({ outcome: 'already-active', exitCode: 0 })
    expect(await computer.json(['activate'])).toMatchObject({ outcome: 'already-active', exitCode: 0 })
    expect(activations()).toBe(1)
  })

  it('activates anew with another key, and with --force', async () => {
    await computer.run(['activate', '--key-file', keyFile()])
    expect(await computer.json(['activate', '--key-file', keyFile(), '--force'])).toMatchObject({
      outcome: 'activated',
    })
    const other = await computer.json(['activate', '--key-file', keyFile('DEMO-ONES-EATO-NLYA')])
    expect(other).toMatchObject({ outcome: 'activated', license: { keyLastFour: 'NLYA' } })
    expect(activations()).toBe(3)
  })

  it('keeps the earlier license where another key is refused', async () => {
    await computer.run(['activate', '--key-file', keyFile()])
    const before = readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')
    const refused = await computer.json(['activate', '--key-file', keyFile('DEMO-KEYN-OTFO-UNDA')])
    expect(refused).toMatchObject({ outcome: 'failed', exitCode: 10, failure: { code: 'refused-license-not-found' } })
    expect(refused.license?.keyLastFour).toBe('CCCC')
    expect(readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')).toBe(before)
  })

  it('signs in with a user name and a password', async () => {
    const team = new CommandComputer(makeTemporaryFolder(), 'DESK-2', sandbox, {
      product: { name: 'Suite', code: 'DEMO-TEAM', version: '1' },
    })
    const args = ['activate', '--user', 'person@example.com', '--password-file', team.write('pw', `${demoPassword}\n`)]
    expect(await team.json(args)).toMatchObject({ outcome: 'activated', exitCode: 0, state: 'valid' })
    expect(await team.json(args)).toMatchObject({ outcome: 'already-active' })
    const wrong = await team.json(['activate', '--user', 'busy@example.com', '--password-stdin'], { input: 'not-it' })
    expect(wrong).toMatchObject({ exitCode: 10, failure: { code: 'refused-license-not-found' } })
  })

  it.each([
    ['DEMO-STAT-GRAC-EAAA', 0, 'valid'],
    ['DEMO-STAT-TRIA-LAAA', 0, 'valid'],
  ])('ends well with a usable license that %s stands for', async (key, exitCode, state) => {
    expect(await computer.json(['activate', '--key-file', keyFile(key)])).toMatchObject({ exitCode, state })
  })

  it('writes for all users where it is told to, and finds that license first afterwards', async () => {
    const machine = await computer.json(['activate', '--key-file', keyFile(), '--scope', 'machine'])
    expect(machine).toMatchObject({ outcome: 'activated', scope: 'machine' })
    expect(machine.license?.path).toBe(join(computer.machineFolder, 'DEMO-SUITE.lic'))
    expect(existsSync(computer.licenseFolder)).toBe(false)
    expect(await computer.json(['activate', '--key-file', keyFile()])).toMatchObject({
      outcome: 'already-active',
      scope: 'machine',
    })
    expect(await computer.json(['status'])).toMatchObject({ scope: 'machine', exitCode: 0 })
    expect(await computer.json(['status', '--scope', 'user'])).toMatchObject({ scope: 'user', exitCode: 10 })
  })

  it('sends what an answer file adds', async () => {
    const answers = computer.write(
      'activate.json',
      `\uFEFF${JSON.stringify({ licenseKeyFile: 'key.txt', variables: { site: 'north' }, locale: 'en-GB' })}\r\n`,
    )
    keyFile()
    expect(await computer.json(['activate', '--answer-file', answers])).toMatchObject({ outcome: 'activated' })
    expect(JSON.parse(sandbox.requests[0]?.body ?? '{}')).toMatchObject({
      license_key: goodKey,
      variables: { site: 'north' },
    })
  })

  it('takes the key from the environment, and the command line before it', async () => {
    const environment = { ACTIVATION_WIZARD_LICENSE_KEY: 'DEMO-KEYN-OTFO-UNDA' }
    expect(await computer.json(['activate', '--key-file', keyFile()], { environment })).toMatchObject({ exitCode: 0 })
    expect(await computer.json(['activate'], { environment })).toMatchObject({ exitCode: 10 })
  })

  it('warns that others can read a key on a command line, and keeps it out of everything else', async () => {
    const key = 'DEMO-KEYN-OTFO-UNDA'
    const { stdout, stderr } = await computer.run([
      'activate',
      '--key',
      key,
      '--json',
      '--log',
      join(computer.home, 'log'),
    ])
    expect(stderr).toBe('Other programs on this computer can read a key that is given by --key. Prefer --key-file.\n')
    expect(stdout + stderr + computer.read('log')).not.toContain(key)
  })

  it('hides a key that the server repeats', async () => {
    const fetch = async (): Promise<Response> =>
      new Response(JSON.stringify({ code: 'odd', message: `${goodKey} is odd` }), { status: 400 })
    const { stdout } = await computer.run(['activate', '--key-file', keyFile(), '--json'], { fetch })
    expect(stdout).toContain('*** is odd')
    expect(stdout).not.toContain(goodKey)
  })
})

describe('an end before its time', () => {
  it('leaves everything as it was when the person wants it', async () => {
    const stop = new AbortController()
    const fetch = (_url: string, init: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        stop.abort()
      })
    const result = await computer.json(['activate', '--key-file', keyFile()], { fetch, stop: stop.signal })
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 3, failure: { code: 'cancelled' } })
    expect(computer.files()).toEqual([])
  })

  it('comes with --timeout', async () => {
    const fetch = (_url: string, init: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    const result = await computer.json(['activate', '--key-file', keyFile(), '--timeout', '1'], { fetch })
    expect(result).toMatchObject({ exitCode: 20, failure: { code: 'unreachable-timeout' } })
  })
})
