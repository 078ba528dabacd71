import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox({ oauth: { apiKeys: 'forbidden' } })
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

function open(name: string, isConnected = true): Promise<WizardComputer> {
  const { tokenUrl, clientId, clientSecret } = sandbox.oauth
  const configuration = { api: { baseUrl: sandbox.baseUrl, oauth: { tokenUrl, clientId, clientSecret } } }
  return openComputer({ folder, name, sandbox, product: 'DEMO-TEAM', isConnected, configuration })
}
async function enter(computer: WizardComputer, road: 'online' | 'offline'): Promise<void> {
  await computer.click.chooseMethod({ method: 'user-login', road })
  await computer.click.submitLogin({ username: 'person@example.com', password: 'demo-password' })
  await computer.click.activate({})
}

describe('a user login of a caller with OAuth', () => {
  it('activates over the network, is checked and given back', async () => {
    const computer = await open('DESK-1')
    await enter(computer, 'online')
    await computer.until('result')
    const activation = sandbox.requests.find(({ path }) => path.endsWith('/activate_bundle'))
    expect(activation?.headers['authorization']).toMatch(/^Bearer /)
    expect(JSON.parse(activation?.body.toString() ?? '{}')).toMatchObject({ username: 'person@example.com' })
    await computer.click.askToReturn({ road: 'online' })
    await computer.click.returnLicense({})
    expect(await computer.until('seat-freed')).toMatchObject({ here: true })
  })

  it('activates by files, which name the client and are signed with its secret', async () => {
    const a = await open('LAB-A', false)
    await enter(a, 'offline')
    await a.click.saveFile({})
    const payload = JSON.parse(Buffer.from(a.lastFile().text, 'base64').toString('utf8'))
    expect(payload).toMatchObject({ client_id: sandbox.oauth.clientId, username: 'person@example.com' })
    expect(payload).not.toHaveProperty('api_key')
    const b = await open('DESK-2')
    await b.click.takeFile(a.lastFile())
    await b.click.activate({})
    await b.until('answer-ready')
    await b.click.saveFile({})
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(b.lastFile())
    await a.click.acceptAnswer({})
    expect(a.view()).toMatchObject({ step: 'result', overview: { bundleCode: 'DEMO-TEAM' } })
  })
})
