import { afterEach, describe, expect, it } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const offlineKey = 'DEMO-OFFL-INEA-AAAA'
let sandbox: Sandbox | null = null
afterEach(() => sandbox?.close())

async function openComputer(options: Partial<SandboxOptions>): Promise<CommandComputer> {
  sandbox = await startSandbox(options)
  return new CommandComputer(makeTemporaryFolder(), 'OFFICE', sandbox)
}

// The core is tested with 10,000, and so is the window; four times what was taken once is enough to find a limit here.
describe('a bundle of 2,000 licenses', () => {
  it('is activated over the network, told whole and checked', async () => {
    const computer = await openComputer({ licenses: 2000 })
    const activated = await computer.json(['activate', '--key-stdin'], { input: goodKey })
    expect([activated.outcome, activated.license?.licenses.length]).toEqual(['activated', 2000])
    expect((await computer.json(['status'])).license?.licenses).toHaveLength(2000)
    expect(await computer.json(['check'])).toMatchObject({ outcome: 'checked' })
  })

  it('comes by files', async () => {
    const computer = await openComputer({ licenses: 2000 })
    const request = await computer.json(['request', '--key-stdin'], { input: offlineKey })
    const answer = await computer.json(['send', request.file ?? ''])
    const imported = await computer.json(['import', answer.file ?? ''])
    expect([imported.outcome, imported.license?.licenses.length]).toEqual(['imported', 2000])
  })
})

describe('an answer that is larger than is taken', () => {
  it('says after an activation that the computer was counted, and how to go on', async () => {
    const computer = await openComputer({ fault: 'huge' })
    const { failure, exitCode } = await computer.json(['activate', '--key-stdin'], { input: goodKey })
    expect([failure?.code, exitCode]).toEqual(['unreachable-too-large-activated', 20])
    const { stdout, stderr } = await computer.run(['activate', '--key-stdin'], { input: goodKey })
    expect(stdout + stderr).toMatch(/has counted this computer, but its answer is larger than 64 MiB/)
    expect(stdout + stderr).toMatch(/the same computer is not counted twice/)
  })

  it('says so for the computer whose request was sent', async () => {
    const computer = await openComputer({ fault: 'huge' })
    const request = await computer.json(['request', '--key-stdin'], { input: offlineKey })
    const { failure } = await computer.json(['send', request.file ?? ''])
    expect(failure?.code).toBe('unreachable-too-large-activated')
  })
})
