/** The window of a user whose name is no e-mail address, against a server that answers in the page's own form. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const login = { username: 'ana.m', password: 'demo-password' }
let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox({ answers: 'as-the-page', seedUsers: true })
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

const computer = (name: string, isConnected = true): Promise<WizardComputer> =>
  openComputer({ folder, name, sandbox, product: 'DEMO-TEAM', isConnected })

it('activates, starts again, checks and frees the seat over the network', async () => {
  const a = await computer('OFFICE')
  a.click.chooseMethod({ method: 'user-login', road: 'online' })
  a.click.submitLogin(login)
  await a.click.activate({})
  await a.until('result')
  const again = await computer('OFFICE')
  expect(again.view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-TEAM' }, notice: null })
  await again.click.showLicense({})
  again.click.checkLicense({})
  await again.until('working')
  expect(await again.until('result')).toMatchObject({ checkedAt: expect.any(String) })
  expect(sandbox.requests.at(-1)?.query.get('username')).toBe('ana.m')
  await again.click.askToReturn({ road: 'online' })
  await again.click.returnLicense({})
  expect(await again.until('seat-freed')).toMatchObject({ here: true })
  expect(sandbox.requests.at(-1)?.body).toContain('"username":"ana.m"')
  expect((await computer('OFFICE')).view()).toMatchObject({ step: 'start', current: null })
})

it('goes the same way by files, and knows its answer again', async () => {
  const a = await computer('LAB', false)
  a.click.chooseMethod({ method: 'user-login', road: 'offline' })
  a.click.submitLogin(login)
  await a.click.activate({})
  await a.click.saveFile({})
  const b = await computer('OFFICE')
  await b.click.takeFile(a.lastFile())
  await b.click.activate({})
  await b.until('answer-ready')
  await b.click.saveFile({})
  const answer = b.lastFile()
  const again = await computer('LAB', false)
  await again.click.takeFile(answer)
  expect(again.view()).toMatchObject({ step: 'answer-preview', kind: 'answer' })
  await again.click.acceptAnswer({})
  expect(again.view()).toMatchObject({ step: 'result' })
  expect(JSON.parse(readFileSync(join(again.licenseFolder, 'DEMO-TEAM.lic'), 'utf8'))).toMatchObject({
    username: 'ana.m',
    signed: [{ road: 'offline', covered: { offline: 'not-checked' } }],
  })
  const third = await computer('LAB', false)
  expect(third.view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-TEAM' }, requests: [] })
  await third.click.takeFile(answer)
  expect(third.view()).toMatchObject({ step: 'answer-preview', kind: 'known', replacesLicense: false })
})
