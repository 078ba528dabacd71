/** What follows from a refused check, and what is left of a license that was given back, on the command line. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

let sandbox: Sandbox
let computer: CommandComputer
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  folder = makeTemporaryFolder()
  computer = new CommandComputer(folder, 'DESK-1', sandbox)
})
afterEach(() => sandbox.close())

const activate = (key = 'DEMO-CHEC-BLAC-KLIS', who = computer) => who.json(['activate', '--key-stdin'], { input: key })
const withDays = (days: number): CommandComputer =>
  new CommandComputer(folder, 'DESK-1', sandbox, { activation: { afterRefusal: { days } } })
const inDays = (days: number) => ({ now: () => new Date(Date.now() + days * 86_400_000) })

describe('a check that is refused', () => {
  it('is remembered, and told by status until the license is good again', async () => {
    await activate()
    expect(await computer.json(['check'])).toMatchObject({ exitCode: 14, failure: { code: 'refused-blacklisted' } })
    const told = await computer.json(['status'])
    expect(told).toMatchObject({
      exitCode: 0,
      state: 'valid',
      license: {
        unconfirmed: { code: 'refused-blacklisted', at: expect.any(String), since: expect.any(String), endsAt: null },
      },
    })
    const { stdout } = await computer.run(['status', '--locale', 'en-GB'])
    expect(stdout).toMatch(/\nNot confirmed since .*, because: Example has blocked this computer\.\n/)
    // A license that the server no longer confirms is not active already: it is asked once more.
    expect(await activate('DEMO-AAAA-BBBB-CCCC')).toMatchObject({
      outcome: 'activated',
      license: { unconfirmed: null },
    })
    expect(await computer.json(['status'])).toMatchObject({ license: { unconfirmed: null } })
  })

  it.each([['DEMO-CHEC-NOEM-AILA', 'is about the call']])('with %s %s, and is not remembered', async (key) => {
    await activate(key)
    expect((await computer.json(['check'])).failure).not.toBeNull()
    expect(await computer.json(['status'])).toMatchObject({ state: 'valid', license: { unconfirmed: null } })
  })

  it('that reaches nobody, or a broken server, is not remembered', async () => {
    await activate()
    sandbox.setFault('500')
    expect((await computer.json(['check'])).failure).not.toBeNull()
    expect(await computer.json(['status'])).toMatchObject({ license: { unconfirmed: null } })
  })

  it.each(['damaged', 'removed'])('is not undone by the earlier file where the license file is %s', async (how) => {
    const vendor = withDays(0)
    const path = (await activate('DEMO-CHEC-BLAC-KLIS', vendor)).license?.path ?? ''
    await vendor.json(['check'])
    const earlier = readFileSync(path, 'utf8').replace(/"savedAt": *"[^"]+"/, '"savedAt": "2026-01-01T00:00:00.000Z"')
    writeFileSync(path.replace(/\.lic$/, '.previous.lic'), earlier)
    if (how === 'removed') rmSync(path)
    else writeFileSync(path, 'damaged')
    expect(await vendor.json(['status'])).toMatchObject({ exitCode: 14, state: 'unconfirmed' })
    // A run that may write puts the earlier file in place, and the refusal goes on with it.
    expect((await vendor.json(['check'])).failure?.code).toBe('refused-blacklisted')
    expect(readFileSync(path, 'utf8')).toBe(earlier)
    expect(await vendor.json(['status'])).toMatchObject({ exitCode: 14, state: 'unconfirmed' })
  })

  it('ends the license after the days that the vendor names', async () => {
    const vendor = withDays(10)
    await activate('DEMO-CHEC-BLAC-KLIS', vendor)
    await vendor.json(['check'])
    expect(await vendor.json(['status'], inDays(9.9))).toMatchObject({ exitCode: 0, state: 'valid' })
    // The code is that of the refusal: blocked computers end with 14.
    expect(await vendor.json(['status'], inDays(10.1))).toMatchObject({
      exitCode: 14,
      state: 'unconfirmed',
      license: { licenses: Array(5).fill({ standing: { kind: 'unconfirmed' } }) },
    })
    // The same refusal again gives no more time, and a clock that was set back costs nothing.
    await vendor.json(['check'], inDays(0.001))
    expect(await vendor.json(['status'], inDays(10.0005))).toMatchObject({ state: 'unconfirmed' })
    expect(await vendor.json(['status'], inDays(-400))).toMatchObject({
      state: expect.not.stringMatching('unconfirmed'),
    })
  })

  it('ends the license at once with 0 days, and the next good answer brings it back', async () => {
    const vendor = withDays(0)
    await activate('DEMO-CHEC-BLAC-KLIS', vendor)
    expect(await vendor.json(['check'])).toMatchObject({ exitCode: 14, state: 'unconfirmed' })
    const { stdout, exitCode } = await vendor.run(['status'])
    expect(exitCode).toBe(14)
    expect(stdout).toMatch(/^Suite: not confirmed any more\n/)
    expect(await activate('DEMO-AAAA-BBBB-CCCC', vendor)).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await vendor.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid', license: { unconfirmed: null } })
  })
})

describe('giving a license back', () => {
  it('leaves a receipt and says so afterwards', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'deactivated', exitCode: 0, leftover: null })
    const left = readdirSync(computer.licenseFolder).filter((name) => name.startsWith('DEMO-SUITE'))
    expect(left).toEqual([expect.stringMatching(/^DEMO-SUITE\.returned-.*\.json$/)])
    const receipt = readFileSync(join(computer.licenseFolder, left[0] ?? ''), 'utf8')
    expect(JSON.parse(receipt)).toMatchObject({ product: 'DEMO-SUITE', keyLastFour: 'CCCC' })
    expect(receipt).not.toContain('DEMO-AAAA-BBBB-CCCC')
    expect(await computer.json(['status'])).toMatchObject({
      state: 'none',
      exitCode: 10,
      returnedAt: expect.any(String),
    })
    expect((await computer.run(['status'])).stdout).toMatch(/\nThis computer gave its license back on /)
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'nothing-to-return' })
  })

  it('is not undone by putting the file back, and the next run takes it away', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    const path = join(computer.licenseFolder, 'DEMO-SUITE.lic')
    const text = readFileSync(path)
    await computer.json(['deactivate'])
    writeFileSync(path, text)
    expect(await computer.json(['status'])).toMatchObject({ state: 'none', license: null })
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'nothing-to-return' })
    expect(computer.files()).toEqual([])
  })

  it('by a file leaves a receipt as well', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    const out = join(computer.home, 'return.req')
    expect(await computer.json(['deactivate', '--offline-request', out])).toMatchObject({
      outcome: 'return-written',
      file: out,
      leftover: null,
    })
    expect(computer.files()).toEqual([])
    expect(readdirSync(computer.licenseFolder)).toContainEqual(expect.stringMatching(/\.returned-.*\.json$/))
  })

  it('ends a seat that is free already, also where open requests cannot be written', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    rmSync(join(computer.licenseFolder, 'requests'), { recursive: true, force: true })
    writeFileSync(join(computer.licenseFolder, 'requests'), 'in the way')
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'deactivated', exitCode: 0 })
    expect(computer.files()).toEqual([])
  })

  it('does not speak of saving where the folder cannot be taken', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    // A folder below a file cannot be made.
    const told = await computer.json([
      'deactivate',
      '--license-dir',
      join(computer.licenseFolder, 'DEMO-SUITE.lic', 'x'),
    ])
    expect(told).toMatchObject({ exitCode: 30, failure: { code: 'cannot-remove-license' } })
    expect(told.failure?.happened).toMatch(/Nothing was given back\.$/)
    expect(sandbox.requests).toHaveLength(1)
  })

  it('makes receipts of what earlier versions kept', async () => {
    await activate('DEMO-AAAA-BBBB-CCCC')
    const old = join(computer.licenseFolder, 'DEMO-SUITE.returned-2026-11-20T08-09-10.000Z.lic')
    copyFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), old)
    await computer.json(['check'])
    expect(computer.files()).toEqual(['DEMO-SUITE.lic', 'DEMO-SUITE.previous.lic'])
    expect(JSON.parse(readFileSync(old.replace(/lic$/, 'json'), 'utf8'))).toMatchObject({ keyLastFour: 'CCCC' })
  })

  it('names other users first whose license ends with it', async () => {
    const [ana, everybody] = ['ana', 'everybody'].map((name) => join(folder, name))
    await activate('DEMO-AAAA-BBBB-CCCC')
    const license = join(computer.licenseFolder, 'DEMO-SUITE.lic')
    for (const place of [
      join(ana ?? '', 'AppData', 'Local', 'Example', 'Suite', 'License', 'DEMO-SUITE.lic'),
      join(everybody ?? '', 'Example', 'Suite', 'License', 'DEMO-SUITE.lic'),
    ]) {
      mkdirSync(dirname(place), { recursive: true })
      copyFileSync(license, place)
    }
    const environment = { PROGRAMDATA: everybody ?? '' }
    const told = await computer.json(['deactivate', '--scope', 'user'], { environment })
    expect(told).toMatchObject({ outcome: 'deactivated', others: { machine: true, users: ['ana'], mayBeMore: false } })
    expect(told.stderr).toMatch(/also set up for ana and all users of this computer\. .* ends for them as well\./)
  })
})
