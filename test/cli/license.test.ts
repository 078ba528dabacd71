import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

let sandbox: Sandbox
let computer: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})
afterEach(() => sandbox.close())

const activated = (key: string, ...args: string[]) =>
  computer.json(['activate', '--key-stdin', ...args], { input: key })
const inAMonth = { now: () => new Date(Date.now() + 30 * 86_400_000) }

describe('status', () => {
  it.each([
    ['DEMO-STAT-VALI-DAAA', 0, 'valid'],
    ['DEMO-STAT-GRAC-EAAA', 12, 'expired'],
    ['DEMO-STAT-TRIA-LAAA', 12, 'expired'],
    ['DEMO-STAT-WORS-EAAA', 40, 'partial'],
  ])('tells a month after %s: %i', async (key, exitCode, state) => {
    await activated(key)
    const told = await computer.json(['status'], inAMonth)
    expect([told.exitCode, told.state, told.failure]).toEqual([exitCode, state, null])
  })

  it('asks nobody and changes nothing', async () => {
    const { license } = await activated('DEMO-AAAA-BBBB-CCCC')
    const before = statSync(license?.path ?? '').mtimeMs
    await computer.json(['status'])
    expect([sandbox.requests.length, statSync(license?.path ?? '').mtimeMs]).toEqual([1, before])
  })

  it('lists each license with its standing, in aligned lines', async () => {
    await activated('DEMO-STAT-MIXE-DAAA')
    const { stdout } = await computer.run(['status', '--locale', 'en-GB'])
    expect(stdout).toMatch(/^Suite: active\n\n {2}Licensed to /)
    const rows = stdout.split('\n\n')[2]?.split('\n') ?? []
    const starts = rows.map((row) => /^ {2}\S.*? {2,}(?=\S)/.exec(row)?.[0].length)
    expect([rows.length, new Set(starts).size]).toEqual([5, 1])
    expect(rows.join('\n')).toMatch(/\(Bundle\)[\s\S]*Still usable until[\s\S]*\(Trial\)/)
  })

  it('tells a license file that is there and cannot be read from none', async () => {
    await activated('DEMO-AAAA-BBBB-CCCC')
    const [name = ''] = computer.files()
    renameSync(join(computer.licenseFolder, name), join(computer.licenseFolder, 'kept'))
    mkdirSync(join(computer.licenseFolder, name))
    const path = join(computer.licenseFolder, name)
    const told = await computer.json(['status'])
    expect(told).toMatchObject({
      exitCode: 30,
      state: 'unreadable',
      failure: { code: 'cannot-read', happened: expect.stringContaining(path), details: { cause: 'not-a-file' } },
    })
  })

  it('is that of a license of another computer where the folder was copied', async () => {
    await activated('DEMO-AAAA-BBBB-CCCC')
    const told = await computer.json(['status'], { machineId: 'another-machine' })
    expect(told).toMatchObject({ exitCode: 14, state: 'other-computer', failure: { code: 'not-ours-computer' } })
  })
})

describe('check', () => {
  it('asks the server, and tells what has become of the license', async () => {
    await activated('DEMO-STAT-DISA-BLED')
    expect(await computer.json(['check'])).toMatchObject({ outcome: 'checked', exitCode: 13, state: 'disabled' })
    expect(await computer.json(['status'])).toMatchObject({ exitCode: 13, state: 'disabled' })
  })

  it('keeps the license where the server refuses, and ends with the refusal', async () => {
    await activated('DEMO-CHEC-DISA-BLED')
    const refused = await computer.json(['check'])
    expect(refused).toMatchObject({ exitCode: 13, failure: { code: 'refused-license-not-enabled' } })
    expect(refused.license).not.toBeNull()
    expect((await computer.run(['check'])).stderr).toContain('Your earlier license is unchanged.')
  })

  it('ends with 10 where there is nothing to ask about', async () => {
    expect(await computer.json(['check'])).toMatchObject({ exitCode: 10, failure: { code: 'missing-license' } })
  })
})

describe('deactivate', () => {
  it('frees the seat for another computer', async () => {
    await activated('DEMO-ONES-EATO-NLYA')
    const other = new CommandComputer(makeTemporaryFolder(), 'DESK-2', sandbox)
    const there = () => other.json(['activate', '--key-stdin'], { input: 'DEMO-ONES-EATO-NLYA' })
    expect(await there()).toMatchObject({ exitCode: 11, failure: { code: 'refused-activations-used-up' } })
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'deactivated', exitCode: 0 })
    expect(await there()).toMatchObject({ outcome: 'activated' })
    expect(await computer.json(['deactivate'])).toMatchObject({ outcome: 'nothing-to-return', exitCode: 0 })
  })

  it('leaves the license where the server cannot be reached', async () => {
    await activated('DEMO-AAAA-BBBB-CCCC')
    sandbox.setFault('500')
    expect(await computer.json(['deactivate'])).toMatchObject({ exitCode: 24 })
    expect((await computer.json(['status'])).exitCode).toBe(0)
  })
})

describe('a license for all users', () => {
  it.skipIf(process.platform === 'win32')('can be read by all, and one for a person by nobody else', async () => {
    const before = process.umask(0o077)
    try {
      const all = await activated('DEMO-AAAA-BBBB-CCCC', '--scope', 'machine')
      const own = await activated('DEMO-AAAA-BBBB-CCCC', '--scope', 'user')
      const modes = [all, own].map(({ license }) => statSync(license?.path ?? '').mode & 0o777)
      expect(modes).toEqual([0o644, 0o600])
      expect(statSync(computer.machineFolder).mode & 0o777).toBe(0o755)
      await computer.json(['check', '--scope', 'machine'])
      const previous = join(computer.machineFolder, 'DEMO-SUITE.previous.lic')
      expect([statSync(previous).mode & 0o777, readFileSync(previous, 'utf8').length > 0]).toEqual([0o644, true])
    } finally {
      process.umask(before)
    }
  })
})
