import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../src/engine/memory-store.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { licenseFilesOf, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

const open = (changes = {}) => openComputer({ folder, name: 'DESK-1', sandbox, ...changes })

async function activated(key = 'DEMO-AAAA-BBBB-CCCC'): Promise<WizardComputer> {
  const computer = await open()
  computer.click.chooseMethod({ method: 'license-key', road: 'online' })
  computer.click.submitKey({ typed: key })
  await computer.click.activate({})
  await computer.until('result')
  return computer
}
const pathsOf = (): string[] => sandbox.requests.map(({ path }) => path.replace(/\?.*/, ''))

describe('a license that is here', () => {
  it('is checked when the person asks, and saved as the server tells it', async () => {
    const computer = await activated()
    const before = readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')
    computer.click.checkLicense({})
    await computer.until('working')
    expect(await computer.until('result')).toMatchObject({ justActivated: false, checkedAt: expect.any(String) })
    expect(pathsOf().at(-1)).toBe('/api/v4/check_bundle')
    expect(readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')).not.toBe(before)
    expect((await open()).view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-SUITE' } })
  })

  it('stays as it is when the check fails', async () => {
    const computer = await activated()
    const before = readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')
    sandbox.setFault('wrong-signature')
    computer.click.checkLicense({})
    await computer.until('failure')
    expect(computer.view()).toMatchObject({ failure: { code: 'not-genuine-response' }, licenseKept: true })
    expect(readFileSync(join(computer.licenseFolder, 'DEMO-SUITE.lic'), 'utf8')).toBe(before)
    computer.click.goBack({})
    expect(computer.view().step).toBe('result')
  })

  it('ends when its seat is freed, and not before the server has agreed', async () => {
    const computer = await activated('DEMO-ONES-EATO-NLYA')
    await computer.click.askToReturn({ road: 'online' })
    expect(computer.view()).toMatchObject({ step: 'return-confirm', road: 'online' })
    sandbox.setFault('500')
    await computer.click.returnLicense({})
    await computer.until('failure')
    expect(licenseFilesOf(computer)).toEqual(['DEMO-SUITE.lic'])
    sandbox.setFault(null)
    await computer.click.activate({})
    expect(await computer.until('seat-freed')).toMatchObject({ here: true })
    expect(licenseFilesOf(computer)).toEqual([])

    // The seat is really free: another computer takes it.
    const other = await openComputer({ folder, name: 'DESK-2', sandbox })
    other.click.chooseMethod({ method: 'license-key', road: 'online' })
    other.click.submitKey({ typed: 'DEMO-ONES-EATO-NLYA' })
    await other.click.activate({})
    expect(await other.until('result')).toMatchObject({ justActivated: true })
  })

  it('is fetched by a check where the server knows this computer already', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ knownDevice: 'refused' })
    await activated()
    const again = await open()
    again.click.chooseMethod({ method: 'license-key', road: 'online' })
    again.click.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })
    await again.click.activate({})
    expect(await again.until('result')).toMatchObject({ justActivated: true })
    expect(pathsOf().slice(-2)).toEqual(['/api/v4/activate_bundle', '/api/v4/check_bundle'])
  })
})

describe('freeing a seat', () => {
  const page = { body: '<html>Blocked by company policy</html>', headers: { 'Content-Type': 'text/html' } }

  it('believes no page of a firewall', async () => {
    const computer = await activated()
    const blocked = await open({ fetch: async () => new Response(page.body, { headers: page.headers }) })
    await blocked.click.showLicense({})
    await blocked.click.askToReturn({ road: 'online' })
    await blocked.click.returnLicense({})
    expect(await blocked.until('failure')).toMatchObject({ failure: { code: 'unreachable-intercepted' } })
    expect(licenseFilesOf(computer)).toEqual(['DEMO-SUITE.lic'])
  })

  it('cannot be cancelled, and is finished by the next try where its answer was lost', async () => {
    await activated('DEMO-ONES-EATO-NLYA')
    let drops = true
    const lossy = await open({
      fetch: async (url: string, init: RequestInit) => {
        const response = await fetch(url, init)
        if (drops && url.includes('deactivate_bundle')) throw new Error('net::ERR_CONNECTION_RESET')
        return response
      },
    })
    await lossy.click.showLicense({})
    await lossy.click.askToReturn({ road: 'online' })
    await lossy.click.returnLicense({})
    lossy.click.cancel({})
    expect(await lossy.until('failure')).toMatchObject({ failure: { code: 'unreachable-dropped' } })
    expect(licenseFilesOf(lossy)).toEqual(['DEMO-SUITE.lic'])
    drops = false
    await lossy.click.activate({})
    expect(await lossy.until('seat-freed')).toMatchObject({ here: true })
    expect(licenseFilesOf(lossy)).toEqual([])
  })
})

describe('giving back where the disk refuses', () => {
  const refused = (code: string) => () => {
    throw Object.assign(new Error('refused'), { code })
  }
  const blockState = (computer: WizardComputer): void => {
    rmSync(join(computer.licenseFolder, 'state'), { recursive: true })
    writeFileSync(join(computer.licenseFolder, 'state'), 'in the way')
  }
  const confirm = async (computer: WizardComputer, road: 'online' | 'offline'): Promise<void> => {
    await computer.click.showLicense({})
    await computer.click.askToReturn({ road })
    await computer.click.returnLicense({})
  }

  it('is done where the state says so, and tells why the file stays', async () => {
    await activated('DEMO-ONES-EATO-NLYA')
    const computer = await open({ removeFile: refused('EBUSY') })
    await confirm(computer, 'online')
    expect(await computer.until('seat-freed')).toMatchObject({
      here: true,
      leftover: { code: 'returned-file-left', reference: expect.any(String), details: { systemCode: 'EBUSY' } },
    })
    // The file is there, and is no license: this is a computer without one.
    expect(licenseFilesOf(computer)).toEqual(['DEMO-SUITE.lic'])
    const next = await open()
    expect(next.view()).toMatchObject({ step: 'start', current: null, notice: null, returnedAt: expect.any(String) })
    // A new activation takes its place.
    const again = await activated('DEMO-ONES-EATO-NLYA')
    expect((await open()).view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-SUITE' } })
    expect(licenseFilesOf(again)).toEqual(['DEMO-SUITE.lic'])
  })

  it('says that the seat is free all the same where nothing can be changed here', async () => {
    blockState(await activated('DEMO-ONES-EATO-NLYA'))
    const computer = await open({ removeFile: refused('EPERM') })
    await confirm(computer, 'online')
    expect(await computer.until('failure')).toMatchObject({
      failure: { code: 'cannot-remove-returned', details: { systemCode: 'EPERM' } },
      licenseKept: false,
    })
    // To try again is enough once the file can be removed: the server has no seat of this computer any more.
    const mended = await open()
    await confirm(mended, 'online')
    await mended.until('seat-freed')
    expect(licenseFilesOf(mended)).toEqual([])
  })

  it('by a file gives nothing back, writes no file and waits for none', async () => {
    blockState(await activated())
    const computer = await open({ removeFile: refused('EACCES') })
    await confirm(computer, 'offline')
    await computer.until('request-ready')
    await computer.click.saveFile({})
    expect(computer.view()).toMatchObject({
      step: 'request-ready',
      savedTo: null,
      isOut: false,
      problem: { code: 'cannot-remove-license', details: { systemCode: 'EACCES' } },
    })
    expect(() => computer.lastFile()).toThrow('ENOENT')
    expect((await open()).view()).toMatchObject({ current: { bundleCode: 'DEMO-SUITE' }, requests: [] })
  })

  it('by a file is done where the state says so', async () => {
    await activated()
    const computer = await open({ removeFile: refused('EROFS') })
    await confirm(computer, 'offline')
    await computer.until('request-ready')
    await computer.click.saveFile({})
    expect(computer.view()).toMatchObject({
      savedTo: expect.any(String),
      leftover: { code: 'returned-file-left', details: { systemCode: 'EROFS' } },
    })
    expect((await open()).view()).toMatchObject({ step: 'start', current: null, requests: [{ kind: 'deactivation' }] })
  })
})

it('names others whose license ends before it is given back', async () => {
  const others = { machine: true, users: ['ana'], mayBeMore: false }
  await activated()
  const computer = await open({ findOthers: () => others })
  await computer.click.showLicense({})
  await computer.click.askToReturn({ road: 'offline' })
  expect(computer.view()).toMatchObject({ step: 'return-confirm', others })
})

describe('the check in the background', () => {
  it('brings no license back that was given back meanwhile', async () => {
    await activated()
    const held: (() => void)[] = []
    const computer = await open({
      now: () => new Date(Date.now() + 25 * 3_600_000),
      fetch: async (url: string, init: RequestInit) => {
        if (url.includes('check_bundle')) await new Promise<void>((release) => held.push(release))
        return fetch(url, { ...init, signal: null })
      },
    })
    sandbox.setClock(() => new Date(Date.now() + 25 * 3_600_000))
    const aside = computer.checkAside()
    await computer.click.showLicense({})
    await computer.click.askToReturn({ road: 'online' })
    await computer.click.returnLicense({})
    await computer.until('seat-freed')
    for (const release of held) release()
    await aside
    expect(licenseFilesOf(computer)).toEqual([])
    expect(computer.view().step).toBe('seat-freed')
  })

  const later = (hours: number) => ({ now: () => new Date(Date.now() + hours * 3_600_000) })

  it('comes once a day and no sooner', async () => {
    await activated()
    await (await open(later(1))).checkAside()
    expect(pathsOf()).toEqual(['/api/v4/activate_bundle'])
    const next = await open(later(25))
    sandbox.setFault('500')
    await next.checkAside()
    expect(pathsOf().at(-1)).toBe('/api/v4/check_bundle')
    expect(next.view()).toMatchObject({ step: 'start', notice: null, current: { bundleCode: 'DEMO-SUITE' } })
    await (await open(later(26))).checkAside()
    expect(pathsOf()).toHaveLength(2)
  })

  it.each([
    ['DEMO-CHEC-BLAC-KLIS', 'refused-blacklisted'],
    ['DEMO-CHEC-NOTA-CTIV', 'refused-license-not-active'],
    ['DEMO-CHEC-DISA-BLED', 'refused-license-not-enabled'],
  ])('remembers the refusal of %s, shows it on the start page and keeps the license', async (key, code) => {
    await activated(key)
    const next = await open(later(25))
    sandbox.setClock(() => new Date(Date.now() + 25 * 3_600_000))
    await next.checkAside()
    const current = { unconfirmed: { code, since: expect.any(String), endsAt: null } }
    expect(next.view()).toMatchObject({ step: 'start', notice: null, current })
    expect(licenseFilesOf(next)).toEqual(['DEMO-SUITE.lic'])
    expect((await open(later(26))).view()).toMatchObject({ step: 'start', current })
  })

  it('says nothing of a refusal that is about its own call', async () => {
    await activated('DEMO-CHEC-NOEM-AILA')
    const next = await open(later(25))
    sandbox.setClock(() => new Date(Date.now() + 25 * 3_600_000))
    await next.checkAside()
    expect(next.view()).toMatchObject({ step: 'start', notice: null })
    expect(pathsOf().at(-1)).toBe('/api/v4/check_bundle')
  })

  it('does not come where the vendor does not want it', async () => {
    await activated()
    const computer = await open({ ...later(25), configuration: { activation: { dailyCheck: false } } })
    await computer.checkAside()
    expect(pathsOf()).toHaveLength(1)
  })
})

describe('a wrong clock', () => {
  it('is made up for, and shown', async () => {
    sandbox.setFault('clock-ahead')
    const computer = await activated()
    expect(computer.view()).toMatchObject({ step: 'result', clock: { against: 'server', minutes: -120 } })
    expect(sandbox.requests).toHaveLength(2)
  })

  it('is noticed at the start where it stands before the last answer, and forgiven by the next', async () => {
    await activated()
    const back = await open({ now: () => new Date(Date.now() - 3 * 86_400_000) })
    expect(back.view()).toMatchObject({ step: 'start', clock: { against: 'last-answer' } })
    const right = await open()
    expect(right.view()).toMatchObject({ step: 'start', clock: null })
  })
})

describe('memory', () => {
  const empty = { serverTimeAt: null, askedAt: null, refusal: null, returned: null }

  it('forgets what it cannot read', () => {
    const memory = openMemoryStore(folder, 'X')
    expect(memory.read()).toEqual(empty)
    memory.remember({ askedAt: '2026-11-22T10:00:00.000Z' })
    memory.remember({ serverTimeAt: '2026-11-22T11:00:00.000Z' })
    expect(openMemoryStore(folder, 'X').read()).toEqual({
      ...empty,
      askedAt: '2026-11-22T10:00:00.000Z',
      serverTimeAt: '2026-11-22T11:00:00.000Z',
    })
  })

  it('takes what an earlier version has written, and leaves out a part that has no form', () => {
    mkdirSync(join(folder, 'state'), { recursive: true })
    const [serverTimeAt, askedAt] = ['2026-11-22T11:00:00.000Z', '2026-11-22T10:00:00.000Z']
    const earlier = { format: 'activation-wizard/state', version: 1, serverTimeAt, askedAt }
    for (const more of [{}, { refusal: { at: 'yesterday' }, returned: 7 }]) {
      writeFileSync(join(folder, 'state', 'X.json'), JSON.stringify({ ...earlier, ...more }))
      expect(openMemoryStore(folder, 'X').read()).toEqual({ ...empty, serverTimeAt, askedAt })
    }
  })

  it.skipIf(process.platform === 'win32')('waits for no pipe, and takes its place', () => {
    mkdirSync(join(folder, 'state'), { recursive: true })
    execFileSync('mkfifo', [join(folder, 'state', 'X.json')])
    const memory = openMemoryStore(folder, 'X')
    expect(memory.read()).toEqual(empty)
    expect(memory.remember({ askedAt: '2026-11-22T10:00:00.000Z' })).toBe(true)
    expect(memory.read()).toEqual({ ...empty, askedAt: '2026-11-22T10:00:00.000Z' })
  })
})
