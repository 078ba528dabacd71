import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceFacts } from '../../src/core/device-facts.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { wizardViewSchema } from '../../src/shared/wizard-view.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ComputerOptions, licenseFilesOf, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const key = 'DEMO-AAAA-BBBB-CCCC'
const usual: Partial<DeviceFacts> = {
  firmwareUuid: '4c4c4544-0051-3610-8052-b4c04f4e3233',
  macAddress: '3C:7C:3F:1B:9A:77',
  processor: 'Intel(R) Core(TM) i7-1185G7',
}
const installedAnew: Partial<DeviceFacts> = { ...usual, machineId: 'another-installation' }

let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

const open = (facts = usual, changes: Partial<ComputerOptions> = {}): Promise<WizardComputer> =>
  openComputer({ folder, name: 'DESK-1', sandbox, facts: () => facts, ...changes })

async function activate(computer: WizardComputer): Promise<void> {
  await computer.click.chooseMethod({ method: 'license-key', road: 'online' })
  await computer.click.submitKey({ typed: key })
  await computer.click.activate({})
  await computer.until('result')
}
async function activated(facts = usual): Promise<WizardComputer> {
  const computer = await open(facts)
  await activate(computer)
  return computer
}
const pathOf = (computer: WizardComputer): string =>
  join(computer.licenseFolder, 'state', `${sandbox.product}.components.json`)
const licenseOf = (computer: WizardComputer): string =>
  readFileSync(join(computer.licenseFolder, `${sandbox.product}.lic`), 'utf8')

describe('a computer whose parts change after its activation', () => {
  it('is explained part by part, and its license stays refused and in place', async () => {
    const before = await activated()
    const license = licenseOf(before)
    const view = (await open(installedAnew)).view()
    expect(view).toMatchObject({
      step: 'start',
      current: null,
      canReadAgain: false,
      notice: { code: 'not-ours-computer' },
      hardwareChange: { judgement: 'same-computer-repaired', keyLastFour: 'CCCC' },
    })
    const changed = view.step === 'start' ? view.hardwareChange?.components : []
    expect(changed?.filter(({ comparison }) => comparison === 'changed')).toEqual([
      { name: 'operating-system', comparison: 'changed' },
    ])
    expect(licenseOf(before)).toBe(license)
  })

  it('tells the window no part, no hash and no key', async () => {
    const before = await activated()
    const kept = JSON.parse(readFileSync(pathOf(before), 'utf8'))
    const view = wizardViewSchema.parse((await open(installedAnew)).view())
    const text = JSON.stringify(view)
    const parts = [...Object.values(installedAnew), key, kept.salt, ...Object.values(kept.hashes)]
    for (const part of parts) if (typeof part === 'string') expect(text).not.toContain(part)
  })

  it('is activated again beside the old license, and known by its new parts from then on', async () => {
    await activated()
    const again = await open(installedAnew)
    await activate(again)
    expect(licenseFilesOf(again).filter((name) => name.includes('set-aside'))).toHaveLength(1)
    expect((await open(installedAnew)).view()).toMatchObject({ notice: null, hardwareChange: null })
    expect((await open(usual)).view()).toMatchObject({ hardwareChange: { judgement: 'same-computer-repaired' } })
  })

  it('is taken for another one where nothing but the copied files is the same', async () => {
    await activated()
    const facts = { machineId: 'm', firmwareUuid: '11112222-0051-3610-8052-b4c04f4e3233', hostname: 'LAB-2' }
    const view = (await open({ ...usual, ...facts, macAddress: '3C:7C:3F:00:00:01' })).view()
    expect(view).toMatchObject({ hardwareChange: { judgement: 'different-computer' }, current: null })
  })

  it('is not judged where what was kept is damaged or gone', async () => {
    const before = await activated()
    for (const damage of [() => writeFileSync(pathOf(before), '{"half":'), () => rmSync(pathOf(before))]) {
      damage()
      expect((await open(installedAnew)).view()).toMatchObject({
        notice: { code: 'not-ours-computer' },
        hardwareChange: { judgement: 'cannot-tell', components: [], keyLastFour: 'CCCC' },
      })
    }
  })

  it('gets no license by parts that were made up to be its own', async () => {
    const before = await activated()
    const other = await openComputer({ folder, name: 'OTHER', sandbox, facts: () => installedAnew })
    await activate(other)
    // The license is that of one computer, and what is kept beside it says that this one is the same.
    writeFileSync(pathOf(before), readFileSync(pathOf(other), 'utf8'))
    const view = (await open({ ...installedAnew, hostname: 'OTHER' })).view()
    expect(view).toMatchObject({ current: null, hardwareChange: { judgement: 'cannot-tell' } })
  })
})

describe('the parts of a computer', () => {
  it('are kept with an answer that came by a file', async () => {
    const facts = (): Partial<DeviceFacts> => usual
    const lab = await open(usual, { isConnected: false })
    await lab.click.chooseMethod({ method: 'license-key', road: 'offline' })
    await lab.click.submitKey({ typed: 'DEMO-OFFL-INEA-AAAA' })
    await lab.click.activate({})
    await lab.click.saveFile({})
    const office = await openComputer({ folder, name: 'OFFICE', sandbox, facts })
    await office.click.takeFile(lab.lastFile())
    await office.click.activate({})
    await office.until('answer-ready')
    await office.click.saveFile({})
    expect(existsSync(pathOf(lab))).toBe(false)
    await lab.click.takeFile(office.lastFile())
    await lab.click.acceptAnswer({})
    await lab.until('result')
    expect((await open(installedAnew)).view()).toMatchObject({
      hardwareChange: { judgement: 'same-computer-repaired' },
    })
    // The computer that only carried it keeps nothing.
    expect(existsSync(pathOf(office))).toBe(false)
  })

  it('are kept anew by a check in the run that read them, and where nothing is kept of them', async () => {
    const computer = await activated()
    const first = readFileSync(pathOf(computer), 'utf8')
    const checkIn = async (run: WizardComputer): Promise<void> => {
      await run.click.checkLicense({})
      await run.until('working')
      await run.until('result')
    }
    await checkIn(computer)
    const second = readFileSync(pathOf(computer), 'utf8')
    expect(second).not.toBe(first)
    const later = await open(usual, { readsFacts: false })
    await later.click.showLicense({})
    await checkIn(later)
    expect(readFileSync(pathOf(computer), 'utf8')).toBe(second)
    rmSync(pathOf(computer))
    await checkIn(later)
    expect(existsSync(pathOf(computer))).toBe(true)
  })

  it('are left as they are by a start that finds the license in order', async () => {
    const computer = await activated()
    const first = readFileSync(pathOf(computer), 'utf8')
    await open({ ...usual, macAddress: '3C:7C:3F:00:00:01' })
    expect(readFileSync(pathOf(computer), 'utf8')).toBe(first)
  })

  it('are removed when the license is given back', async () => {
    const computer = await activated()
    await computer.click.askToReturn({ road: 'online' })
    await computer.click.returnLicense({})
    await computer.until('seat-freed')
    expect(existsSync(pathOf(computer))).toBe(false)
  })

  it('are never sent', async () => {
    const computer = await activated()
    const { salt, hashes } = JSON.parse(readFileSync(pathOf(computer), 'utf8'))
    const sent = JSON.stringify(sandbox.requests)
    expect(sent).toContain(createHash('sha256').update('machine-of-DESK-1').digest('hex'))
    for (const value of [salt, ...Object.values(hashes), usual.processor]) expect(sent).not.toContain(value)
  })
})

describe('a computer that could not be read in full', () => {
  it('is offered another try, which finds the license where the reading succeeds', async () => {
    await activated()
    let machineId: string | null = null
    const facts = (): Partial<DeviceFacts> => ({ ...usual, machineId })
    const computer = await open(usual, { facts })
    const notRead = {
      step: 'start',
      current: null,
      canReadAgain: true,
      hardwareChange: { judgement: 'not-read', keyLastFour: 'CCCC' },
    }
    expect(computer.view()).toMatchObject(notRead)
    await computer.click.readDeviceAgain({})
    expect(computer.view()).toMatchObject(notRead)
    machineId = 'machine-of-DESK-1'
    await computer.click.readDeviceAgain({})
    expect(computer.view()).toMatchObject({
      step: 'start',
      current: { bundleCode: sandbox.product },
      notice: null,
      hardwareChange: null,
      canReadAgain: false,
    })
    // Later requests carry the id that was read then.
    await computer.click.showLicense({})
    await computer.click.checkLicense({})
    await computer.until('working')
    expect(await computer.until('result')).toMatchObject({ justActivated: false, checkedAt: expect.any(String) })
  })

  it('is offered another try where nothing at all could be read', async () => {
    await activated()
    let isBlocked = true
    const blocked = { machineId: null, firmwareUuid: null }
    const computer = await open(usual, { facts: () => (isBlocked ? blocked : usual) })
    expect(computer.view()).toMatchObject({ notice: { code: 'missing-hardware-id' }, canReadAgain: true })
    isBlocked = false
    await computer.click.readDeviceAgain({})
    expect(computer.view()).toMatchObject({ notice: null, current: { bundleCode: sandbox.product } })
  })

  it('is not read again where that could change nothing', async () => {
    await activated()
    let readings = 0
    const facts = (): Partial<DeviceFacts> => {
      readings += 1
      return installedAnew
    }
    const computer = await open(usual, { facts })
    await computer.click.readDeviceAgain({})
    await computer.click.chooseMethod({ method: 'license-key', road: 'online' })
    await computer.click.readDeviceAgain({})
    expect(readings).toBe(1)
    expect(computer.view().step).toBe('enter-key')
  })
})
