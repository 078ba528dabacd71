import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFileName, lockFolder } from '../../src/engine/folder-lock.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { fail } from '../../src/shared/result.ts'
import { CommandComputer } from '../cli/command-computer.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ComputerOptions, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'
const offlineKey = 'DEMO-OFFL-INEA-AAAA'
let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

const open = (changes: Partial<ComputerOptions> = {}) =>
  openComputer({ folder, name: 'DESK-1', sandbox, lockWaitMs: 150, ...changes })

/** Another run that changes the license folder, until it is let go. */
async function busy(computer: WizardComputer): Promise<() => void> {
  const { signal } = new AbortController()
  const lock = await lockFolder(computer.licenseFolder, { waitMs: 0, signal, readers: 'owner' })
  if (!lock.ok) throw new Error(lock.failure.code)
  return lock.value.release
}

function enterKey({ click }: WizardComputer, road: 'online' | 'offline', typed: string): void {
  click.chooseMethod({ method: 'license-key', road })
  click.submitKey({ typed })
}

async function activated(): Promise<WizardComputer> {
  const computer = await open()
  enterKey(computer, 'online', goodKey)
  await computer.click.activate({})
  await computer.until('result')
  return computer
}

const fileOf = ({ licenseFolder }: WizardComputer): string =>
  readFileSync(join(licenseFolder, 'DEMO-SUITE.lic'), 'utf8')
const anotherRun = { failure: { code: 'another-run', reference: expect.stringMatching(/./) } }

describe('the window while another run is busy', () => {
  it('sends nothing, says so, and goes on when it is asked again', async () => {
    const computer = await open()
    const letGo = await busy(computer)
    enterKey(computer, 'online', goodKey)
    await computer.click.activate({})
    expect(await computer.until('failure')).toMatchObject({ ...anotherRun, action: 'try-again' })
    expect(sandbox.requests).toHaveLength(0)
    letGo()
    await computer.click.activate({})
    await computer.until('result')
  })

  it('waits for a run that ends soon', async () => {
    const computer = await open({ lockWaitMs: 60_000 })
    const letGo = await busy(computer)
    enterKey(computer, 'online', goodKey)
    await computer.click.activate({})
    expect(computer.view().step).toBe('working')
    letGo()
    await computer.until('result')
    expect(readdirSync(computer.licenseFolder)).not.toContain(lockFileName)
  })

  it('can be told to stop waiting', async () => {
    const computer = await open({ lockWaitMs: 60_000 })
    const letGo = await busy(computer)
    enterKey(computer, 'online', goodKey)
    await computer.click.activate({})
    await computer.click.cancel({})
    expect(computer.view().step).toBe('review')
    letGo()
    await computer.click.activate({})
    await computer.until('result')
    expect(sandbox.requests).toHaveLength(1)
  })

  it('neither checks a license nor gives it back', async () => {
    const computer = await activated()
    const before = fileOf(computer)
    const letGo = await busy(computer)
    const sent = sandbox.requests.length
    await computer.click.checkLicense({})
    expect(await computer.until('failure')).toMatchObject(anotherRun)
    computer.click.goBack({})
    await computer.click.askToReturn({ road: 'online' })
    await computer.click.returnLicense({})
    expect(await computer.until('failure')).toMatchObject(anotherRun)
    expect([sandbox.requests.length, fileOf(computer)]).toEqual([sent, before])
    letGo()
  })

  it('keeps nothing that the check in the background has learned', async () => {
    const before = fileOf(await activated())
    const later = () => new Date(Date.now() + 25 * 3_600_000)
    sandbox.setClock(later)
    const computer = await open({ now: later })
    const letGo = await busy(computer)
    await computer.checkAside()
    expect([sandbox.requests.length, fileOf(computer), computer.view()]).toMatchObject([2, before, { notice: null }])
    letGo()
  })

  it('writes no request, and shows none as a code', async () => {
    const computer = await open()
    const letGo = await busy(computer)
    enterKey(computer, 'offline', offlineKey)
    await computer.click.activate({})
    await computer.click.saveFile({})
    expect(computer.view()).toMatchObject({ step: 'request-ready', savedTo: null })
    await computer.click.showRequestCode({})
    expect(computer.view().step).toBe('request-ready')
    letGo()
    await computer.click.saveFile({})
    expect(computer.view()).toMatchObject({ savedTo: expect.stringMatching(/\.req$/) })
  })

  it('saves no answer before the other run has ended', async () => {
    const computer = await open({ isConnected: false })
    enterKey(computer, 'offline', offlineKey)
    await computer.click.activate({})
    await computer.click.saveFile({})
    const office = await openComputer({ folder, name: 'OFFICE', sandbox })
    await office.click.takeFile(computer.lastFile())
    await office.click.activate({})
    await office.until('answer-ready')
    await office.click.saveFile({})
    computer.click.goToStart({})
    await computer.click.takeFile(office.lastFile())
    const letGo = await busy(computer)
    await computer.click.acceptAnswer({})
    expect(computer.view()).toMatchObject({ step: 'failure', ...anotherRun })
    expect(existsSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'))).toBe(false)
    letGo()
    await computer.click.takeFile(office.lastFile())
    await computer.click.acceptAnswer({})
    expect(computer.view().step).toBe('result')
  })
})

describe('the window in a folder that only administrators may write to', () => {
  it('says so before anything is sent', async () => {
    const computer = await open({ lock: async () => fail(makeFailure('needs-admin', { path: '/var/lib/example' })) })
    enterKey(computer, 'online', goodKey)
    await computer.click.activate({})
    expect(await computer.until('failure')).toMatchObject({ failure: { code: 'needs-admin' } })
    expect(sandbox.requests).toHaveLength(0)
  })
})

describe('the command line while the window is busy', () => {
  it('ends with 24, and goes on after it', async () => {
    let answer = (): void => undefined
    let asked = (): void => undefined
    const isAsked = new Promise<void>((done) => {
      asked = done
    })
    const mayAnswer = new Promise<void>((done) => {
      answer = done
    })
    const window = await open({
      fetch: async (url, init) => {
        asked()
        await mayAnswer
        return fetch(url, init)
      },
    })
    enterKey(window, 'online', goodKey)
    await window.click.activate({})
    await isAsked
    const console = new CommandComputer(folder, 'DESK-1', sandbox)
    const args = ['activate', '--key-stdin', '--license-dir', window.licenseFolder]
    const busy = await console.json([...args, '--timeout', '1'], { input: goodKey })
    expect(busy).toMatchObject({ exitCode: 24, failure: { code: 'another-run' } })
    answer()
    await window.until('result')
    expect(await console.json(args, { input: goodKey })).toMatchObject({ exitCode: 0, outcome: 'already-active' })
  })
})
