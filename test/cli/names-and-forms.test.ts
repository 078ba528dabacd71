/** The ways of the command line against a server that answers in the page's own form, and with what was seen. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerForms } from '../../src/sandbox/answer-form.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer, hardwareIdOf } from './command-computer.ts'

const offlineKey = 'DEMO-OFFL-INEA-AAAA'
const team = 'DEMO-TEAM'
const ana = ['--user', 'ana.m', '--password-stdin']
const password = { input: 'demo-password' }

describe.each(answerForms)('answers %s', (answers) => {
  let sandbox: Sandbox
  let inside: CommandComputer
  let outside: CommandComputer
  let minutes = 0
  /** Files of one second would be alike: each request here is made a minute after the one before. */
  const later = () => ({ now: () => new Date(Date.now() + ++minutes * 60_000) })

  async function start(product?: string): Promise<void> {
    const folder = makeTemporaryFolder()
    const changes = product === undefined ? {} : { product: { name: 'Suite', code: product, version: '1' } }
    inside = new CommandComputer(folder, 'INSIDE', sandbox, changes)
    outside = new CommandComputer(folder, 'OUTSIDE', sandbox, changes)
  }
  beforeEach(async () => {
    minutes = 0
    sandbox = await startSandbox({ answers, seedUsers: true })
    await start()
  })
  afterEach(() => sandbox.close())

  const request = async (args: readonly string[], options: object): Promise<string> =>
    (await inside.json(['request', ...args, '--out', `${minutes}.req`], { ...options, ...later() })).file ?? ''
  const answerTo = async (path: string): Promise<string> =>
    (await outside.json(['send', path, '--out', `${path}.lic`])).file ?? ''
  const byKey = () => request(['--key-stdin'], { input: offlineKey })

  it('are taken, taken again without a change, and refused once the license was given back', async () => {
    const answer = await answerTo(await byKey())
    expect(await inside.json(['import', answer])).toMatchObject({ outcome: 'imported', exitCode: 0, state: 'valid' })
    const file = join(inside.licenseFolder, 'DEMO-SUITE.lic')
    const before = readFileSync(file)
    expect(await inside.json(['import', answer])).toMatchObject({ outcome: 'already-imported', exitCode: 0 })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    await inside.json(['deactivate', '--offline-request', 'return.req'])
    const used = { exitCode: 15, failure: { code: 'not-ours-used-answer' } }
    expect(await inside.json(['import', answer])).toMatchObject(used)
    // A request that waits makes no difference: the answer is one that was given back.
    await byKey()
    expect(await inside.json(['import', answer])).toMatchObject(used)
    const pretty = JSON.stringify(JSON.parse(Buffer.from(readFileSync(answer, 'utf8'), 'base64').toString()))
    expect(await inside.json(['import', inside.write('plain.lic', `\uFEFF${pretty}\r\n`)])).toMatchObject(used)
    await outside.json(['send', join(inside.home, 'return.req')])
    const fresh = await answerTo(await byKey())
    expect(await inside.json(['import', fresh])).toMatchObject({ outcome: 'imported', exitCode: 0 })
  })

  it('tell of the release at once, wherever the members of the installation file stand', async () => {
    const activated = await inside.json(['activate', '--key-stdin'], { input: offlineKey })
    expect(activated).toMatchObject({ outcome: 'activated', license: { newerVersion: '4.2.0' } })
    expect(activated.license?.licenses[0]).toMatchObject({
      release: { version: '4.2.0', requires: null, text: null },
      links: { eula: 'https://www.example.com/demo-suite/eula', 'release-notes': null },
      unread: [],
    })
  })

  it('belong to this computer alone', async () => {
    const answer = await answerTo(await byKey())
    await outside.json(['request', '--key-stdin'], { input: offlineKey })
    expect(await outside.json(['import', answer])).toMatchObject({
      exitCode: 14,
      failure: { code: 'not-ours-computer' },
    })
  })

  it('are judged for the computer that asked, before they are carried there', async () => {
    const path = await byKey()
    expect(await outside.json(['send', path])).toMatchObject({ outcome: 'answer-written', exitCode: 0 })
  })

  it('activate, check and free the seat of a user whose name is no e-mail address', async () => {
    await start(team)
    expect(await inside.json(['activate', ...ana], password)).toMatchObject({ outcome: 'activated', state: 'valid' })
    expect(JSON.parse(readFileSync(join(inside.licenseFolder, `${team}.lic`), 'utf8'))).toMatchObject({
      username: 'ana.m',
    })
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await inside.json(['check'])).toMatchObject({ outcome: 'checked', exitCode: 0, state: 'valid' })
    expect(sandbox.requests.at(-1)?.query.get('username')).toBe('ana.m')
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await inside.json(['deactivate'])).toMatchObject({ outcome: 'deactivated', exitCode: 0 })
    expect(sandbox.requests.at(-1)?.body).toContain('"username":"ana.m"')
  })

  it('do the same for that user by files', async () => {
    await start(team)
    const answer = await answerTo(await request(ana, password))
    expect(await inside.json(['verify', answer])).toMatchObject({ exitCode: 0, verification: { kind: 'answer' } })
    expect(await inside.json(['import', answer])).toMatchObject({ outcome: 'imported', exitCode: 0, state: 'valid' })
    expect(await inside.json(['import', answer])).toMatchObject({ outcome: 'already-imported', exitCode: 0 })
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await inside.json(['verify', join(inside.licenseFolder, `${team}.lic`)])).toMatchObject({ exitCode: 0 })
    const given = await inside.json(['deactivate', '--offline-request', 'return.req'])
    expect(JSON.parse(Buffer.from(inside.read('return.req'), 'base64').toString())).toMatchObject({ username: 'ana.m' })
    expect(await outside.json(['send', given.file ?? ''])).toMatchObject({ outcome: 'seat-freed' })
    expect(await inside.json(['import', answer])).toMatchObject({ failure: { code: 'not-ours-used-answer' } })
  })

  it('keep no license key in the record of a request', async () => {
    await byKey()
    const records = readFileSync(join(inside.licenseFolder, 'requests', 'DEMO-SUITE.json'), 'utf8')
    expect(records).toContain('"digest"')
    expect(records.toUpperCase()).not.toContain('INEA')
  })

  it('over the network are compared with a refresh by the time of the server', async () => {
    await inside.json(['activate', '--key-stdin'], { input: offlineKey })
    const wanted = { holder: offlineKey, hardwareId: hardwareIdOf('INSIDE'), product: 'DEMO-STUDIO' }
    const refreshOf = (hours: number): string => {
      sandbox.setClock(() => new Date(Date.now() + hours * 3_600_000))
      return inside.write(`refresh${hours}.lic`, sandbox.makeRefreshFile(wanted) ?? '')
    }
    const older = await inside.run(['import', refreshOf(-72)])
    expect(older.exitCode).toBe(15)
    expect(older.stderr).toMatch(/This file is from .* The license on this computer is from .*, which is 3 days newer/)
    const newer = refreshOf(2)
    expect(await inside.json(['import', newer])).toMatchObject({ outcome: 'imported', exitCode: 0, state: 'valid' })
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await inside.json(['import', newer])).toMatchObject({ outcome: 'already-imported', exitCode: 0 })
    expect(await inside.json(['import', refreshOf(1)])).toMatchObject({
      failure: {
        code: 'not-ours-older-refresh',
        details: { fileAt: expect.any(String), licenseAt: expect.any(String) },
      },
    })
  })
})
