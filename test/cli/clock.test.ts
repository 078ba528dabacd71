import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const programMadeAt = '2026-11-20T10:00:00.000Z'
const at1970 = { now: () => new Date(0), programMadeAt }
let sandbox: Sandbox
let computer: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})
afterEach(() => sandbox.close())
const activate = (options = {}) => computer.run(['activate', '--key', 'DEMO-AAAA-BBBB-CCCC'], options)

it('names a clock that stands before this program was made, where nothing was ever answered', async () => {
  const { stdout, stderr } = await computer.run(['status'], at1970)
  expect(`${stdout}${stderr}`).toMatch(
    /This computer’s clock says Jan 1, 1970, 12:00\sAM UTC\. That is before this program was made \(November 20, 2026\)\./,
  )
  expect((await computer.json(['status'], at1970)).clock).toEqual({
    against: 'program',
    localTimeAt: '1970-01-01T00:00:00.000Z',
    knownTimeAt: programMadeAt,
    minutes: -Date.parse(programMadeAt) / 60_000,
  })
})

it('names a clock that stands before the last verified answer, and counts no days by it', async () => {
  await activate()
  const { stdout } = await computer.run(['status'], at1970)
  expect(stdout).toMatch(/This computer’s clock says Jan 1, 1970.* The last answer of the license server is from /)
  expect(stdout).not.toMatch(/\d,\d{3} days/)
  expect((await computer.json(['status'], at1970)).clock).toMatchObject({ against: 'last-answer' })
})

it('says both clocks after an activation that made up for their difference', async () => {
  const { exitCode, stdout } = await activate({ now: () => new Date(Date.now() - 2 * 3_600_000) })
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    /This computer’s clock says .* UTC\. The license server’s clock says .* UTC\. They differ by 2 hours\./,
  )
})

it('says both clocks where their difference is the failure', async () => {
  const fetchNoDate = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const reply = await fetch(url, init)
    const body = JSON.stringify({ status: 400, code: 'date_header_diff', message: 'date' })
    return reply.status === 200 ? new Response(body, { status: 400, headers: reply.headers }) : reply
  }
  const { exitCode, stderr } = await activate({
    now: () => new Date(Date.now() - 2 * 3_600_000),
    fetch: fetchNoDate as never,
  })
  expect(exitCode).toBe(23)
  expect(stderr).toMatch(
    /This computer’s clock says .* UTC\. The license server’s clock says .* UTC\. They differ by 2 hours\./,
  )
})

it('says nothing of a clock that is right', async () => {
  await activate()
  expect((await computer.json(['status'], { programMadeAt })).clock).toBeNull()
})
