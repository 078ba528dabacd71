import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { byForm } from '../fakes/answer-form-tested.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { licenseFilesOf, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const offlineKey = 'DEMO-OFFL-INEA-AAAA'

let sandbox: Sandbox
let folder = ''
/** How far the clock of the server is ahead, in milliseconds. */
let aheadMs = 0
beforeEach(async () => {
  aheadMs = 0
  sandbox = await startSandbox({ now: () => new Date(Date.now() + aheadMs) })
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

const computerA = (changes = {}) => openComputer({ folder, name: 'LAB-A', sandbox, isConnected: false, ...changes })
const computerB = (changes = {}) => openComputer({ folder, name: 'OFFICE-B', sandbox, ...changes })

/** On a computer without internet: from the start page to a written request. */
async function makeRequest(computer: WizardComputer, key = offlineKey): Promise<{ name: string; text: string }> {
  computer.click.chooseMethod({ method: 'license-key', road: 'offline' })
  computer.click.submitKey({ typed: key })
  await computer.click.activate({})
  await computer.click.saveFile({})
  return computer.lastFile()
}

/** On a computer with internet: from a request to a written answer. */
async function fetchAnswer(computer: WizardComputer, request: { name: string; text: string }) {
  await computer.click.takeFile(request)
  await computer.click.activate({})
  await computer.until('answer-ready')
  await computer.click.saveFile({})
  const answer = computer.lastFile()
  computer.click.goToStart({})
  return answer
}

describe('offline round trip', () => {
  it('activates a computer without internet by two files', async () => {
    const a = await computerA()
    const request = await makeRequest(a)
    expect(request.name).toMatch(/^DEMO-SUITE-LAB-A-\d{4}-\d{2}-\d{2}\.req$/)
    expect(a.view()).toMatchObject({ step: 'request-ready', kind: 'activation', problem: null })

    const b = await computerB()
    await b.click.takeFile(request)
    expect(b.view()).toMatchObject({ step: 'send-review', computer: 'LAB-A', credentials: { lastFour: 'AAAA' } })
    b.click.goBack({})
    const answer = await fetchAnswer(b, request)
    expect(answer.name).toMatch(/^DEMO-SUITE-LAB-A-\d{4}-\d{2}-\d{2}\.lic$/)
    expect(existsSync(join(b.licenseFolder, 'DEMO-SUITE.lic'))).toBe(false)

    // Days later, after a restart.
    const again = await computerA()
    expect(again.view()).toMatchObject({ step: 'start', requests: [{ kind: 'activation', fileName: request.name }] })
    await again.click.askForFile({ requestId: null })
    await again.click.takeFile(answer)
    expect(again.view()).toMatchObject({ step: 'answer-preview', kind: 'answer', replacesLicense: false })
    expect(licenseFilesOf(again)).toEqual([])
    await again.click.acceptAnswer({})
    expect(again.view()).toMatchObject({ step: 'result', overview: { licenses: expect.any(Array) } })
    expect(licenseFilesOf(again)).toEqual(['DEMO-SUITE.lic'])

    const third = await computerA()
    expect(third.view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-SUITE' }, requests: [] })
  })

  it.each([
    ['schema 2', { offline: { requestSchema: 2 } }],
    ['a form', { offline: { transport: 'multipart' } }],
  ])('goes with %s as well', async (_name, configuration) => {
    const a = await computerA({ configuration })
    const answer = await fetchAnswer(await computerB({ configuration }), await makeRequest(a))
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(answer)
    await a.click.acceptAnswer({})
    expect(a.view()).toMatchObject({ step: 'result' })
  })

  it('takes an answer once, knows it again, and takes none that is older', async () => {
    const a = await computerA()
    const b = await computerB()
    const older = await fetchAnswer(b, await makeRequest(a))
    const again = await computerA({ now: () => new Date(Date.now() + 60_000) })
    aheadMs = 60_000
    const newer = await fetchAnswer(b, await makeRequest(again))
    await again.click.askForFile({ requestId: null })
    await again.click.takeFile(newer)
    await again.click.acceptAnswer({})
    const before = readFileSync(join(again.licenseFolder, 'DEMO-SUITE.lic'))
    await again.click.takeFile(newer)
    expect(again.view()).toMatchObject({ step: 'answer-preview', kind: 'known', replacesLicense: false })
    await again.click.acceptAnswer({})
    expect(again.view()).toMatchObject({ step: 'answer-preview' })
    again.click.goBack({})
    await again.click.takeFile(older)
    // An answer in the form of the page names no request, and none is open any more.
    const code = byForm({ page: 'not-ours-used-answer', observed: 'not-ours-older-request' })
    expect(again.view()).toMatchObject({ step: 'failure', failure: { code } })
    expect(readFileSync(join(again.licenseFolder, 'DEMO-SUITE.lic')).equals(before)).toBe(true)
  })

  it('refuses the answer of another computer and names both', async () => {
    const answer = await fetchAnswer(await computerB(), await makeRequest(await computerA()))
    const c = await openComputer({ folder, name: 'LAB-C', sandbox, isConnected: false })
    await makeRequest(c)
    await c.click.askForFile({ requestId: null })
    await c.click.takeFile(answer)
    expect(c.view()).toMatchObject({
      step: 'failure',
      failure: { code: 'not-ours-computer', details: { computer: 'LAB-A', ourComputer: 'LAB-C' } },
    })
  })

  it('refuses its own request where it waits for the answer', async () => {
    const a = await computerA()
    const request = await makeRequest(a)
    const again = await computerA()
    const [open] = (again.view() as never as { requests: { id: string }[] }).requests
    await again.click.askForFile({ requestId: open?.id ?? '' })
    await again.click.takeFile(request)
    expect(again.view()).toMatchObject({ step: 'failure', failure: { code: 'malformed-answer-is-request' } })
  })

  it('refuses the answer to a request that was discarded', async () => {
    const a = await computerA()
    const answer = await fetchAnswer(await computerB(), await makeRequest(a))
    const again = await computerA()
    const { requests } = again.view() as never as { requests: { id: string }[] }
    await again.click.discardRequest({ requestId: requests[0]?.id ?? '' })
    expect(again.view()).toMatchObject({ step: 'start', requests: [] })
    await again.click.takeFile(answer)
    expect(again.view()).toMatchObject({ failure: { code: 'not-ours-older-request' } })
  })

  it('remembers no request whose dialog was closed', async () => {
    const a = await computerA()
    a.chooses = null
    a.click.chooseMethod({ method: 'license-key', road: 'offline' })
    a.click.submitKey({ typed: offlineKey })
    await a.click.activate({})
    await a.click.saveFile({})
    expect(a.view()).toMatchObject({ step: 'request-ready', savedTo: null, problem: null })
    expect((await computerA()).view()).toMatchObject({ step: 'start', requests: [] })
  })

  it('shows a request as text and codes, and remembers it then', async () => {
    const a = await computerA()
    a.click.chooseMethod({ method: 'license-key', road: 'offline' })
    a.click.submitKey({ typed: offlineKey })
    await a.click.activate({})
    await a.click.showRequestCode({})
    const { text } = a.view() as never as { text: string }
    expect(JSON.parse(Buffer.from(text, 'base64').toString())).toMatchObject({ request: 'activation' })
    expect((await computerA()).view()).toMatchObject({ requests: [{ fileName: null }] })
  })

  it('says where the request could not be written, and goes on', async () => {
    const a = await computerA()
    a.chooses = join(folder, 'missing', 'a.req')
    a.click.chooseMethod({ method: 'license-key', road: 'offline' })
    a.click.submitKey({ typed: offlineKey })
    await a.click.activate({})
    await a.click.saveFile({})
    expect(a.view()).toMatchObject({ step: 'request-ready', savedTo: null, problem: { code: 'cannot-write' } })
    a.chooses = undefined
    await a.click.saveFile({})
    expect(a.view()).toMatchObject({ step: 'request-ready', problem: null, savedTo: expect.any(String) })
  })

  it('tells on the connected side why the server refuses, and lets it be tried again', async () => {
    const b = await computerB()
    await b.click.takeFile(await makeRequest(await computerA(), 'DEMO-NOBO-DYHA-SITX'))
    await b.click.activate({})
    await b.until('failure')
    expect(b.view()).toMatchObject({ failure: { code: 'refused-license-not-found' } })
    b.click.goBack({})
    expect(b.view().step).toBe('send-review')
  })
})

describe('a computer that was activated by files', () => {
  it('sends nothing by itself, even where it could', async () => {
    const a = await computerA()
    const answer = await fetchAnswer(await computerB(), await makeRequest(a))
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(answer)
    await a.click.acceptAnswer({})
    const sent = sandbox.requests.length
    const connected = await computerA({ isConnected: true, now: () => new Date(Date.now() + 86_400_000 * 9) })
    await connected.checkAside()
    expect(sandbox.requests).toHaveLength(sent)
  })
})

describe('a refresh file', () => {
  it('takes the place of one license, once, and needs no request', async () => {
    const a = await computerA()
    const answer = await fetchAnswer(await computerB(), await makeRequest(a))
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(answer)
    await a.click.acceptAnswer({})
    const { hardware_id } = JSON.parse(Buffer.from(sandbox.requests[0]?.body ?? '', 'base64').toString())
    // The server writes whole seconds: the refresh has to come in a later one than the answer.
    const answered = Date.now()
    while (Math.floor(Date.now() / 1000) === Math.floor(answered / 1000))
      await new Promise((done) => setTimeout(done, 50))
    const validUntil = new Date(Date.now() + 400 * 86_400_000)
    const text = sandbox.makeRefreshFile({
      holder: offlineKey,
      hardwareId: hardware_id,
      product: 'DEMO-WRITER',
      validUntil,
    })
    await a.click.takeFile({ name: 'license_refresh.lic', text: text ?? '' })
    expect(a.view()).toMatchObject({ step: 'answer-preview', kind: 'refresh', replacesLicense: true })
    await a.click.acceptAnswer({})
    const { overview } = a.view() as never as {
      overview: { licenses: { productCode: string; standing: { until: string } }[] }
    }
    expect(overview.licenses).toHaveLength(5)
    const writer = overview.licenses.find(({ productCode }) => productCode === 'DEMO-WRITER')
    expect(writer?.standing.until).toBe(validUntil.toISOString())
    expect((await computerA()).view()).toMatchObject({ current: { licenses: overview.licenses } })
    await a.click.takeFile({ name: 'license_refresh.lic', text: text ?? '' })
    expect(a.view()).toMatchObject({ step: 'answer-preview', kind: 'known' })
  })
})

describe('giving a license back', () => {
  async function activated(): Promise<{ a: WizardComputer; answer: { name: string; text: string } }> {
    const a = await computerA()
    const answer = await fetchAnswer(await computerB(), await makeRequest(a))
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(answer)
    await a.click.acceptAnswer({})
    return { a, answer }
  }

  it('ends the license here when the request is written, and frees the seat when it is sent', async () => {
    const { a } = await activated()
    await a.click.askToReturn({ road: 'offline' })
    expect(a.view()).toMatchObject({ step: 'return-confirm' })
    await a.click.returnLicense({})
    expect(licenseFilesOf(a)).toEqual(['DEMO-SUITE.lic'])
    await a.click.saveFile({})
    const request = a.lastFile()
    expect(licenseFilesOf(a)).toEqual([])
    expect((await computerA()).view()).toMatchObject({ step: 'start', current: null, returnedAt: expect.any(String) })

    const b = await computerB()
    await b.click.takeFile(request)
    expect(b.view()).toMatchObject({ step: 'send-review', kind: 'deactivation' })
    await b.click.activate({})
    expect(await b.until('seat-freed')).toMatchObject({ computer: 'LAB-A' })
    expect(sandbox.requests.at(-1)?.path).toContain('deactivate_bundle_offline')
  })

  it('changes nothing when the dialog is closed, or the file cannot be written', async () => {
    const { a } = await activated()
    await a.click.askToReturn({ road: 'offline' })
    await a.click.returnLicense({})
    a.chooses = null
    await a.click.saveFile({})
    a.chooses = join(folder, 'missing', 'a.req')
    await a.click.saveFile({})
    expect(a.view()).toMatchObject({ step: 'request-ready', problem: { code: 'cannot-write' } })
    expect(licenseFilesOf(a)).toEqual(['DEMO-SUITE.lic'])
    expect((await computerA()).view()).toMatchObject({ current: { bundleCode: 'DEMO-SUITE' } })
  })

  it('takes no answer to another request either, after the license was given back', async () => {
    const first = await computerA()
    const b = await computerB()
    const one = await fetchAnswer(b, await makeRequest(first))
    const a = await computerA({ now: () => new Date(Date.now() + 60_000) })
    const two = await fetchAnswer(b, await makeRequest(a))
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(one)
    await a.click.acceptAnswer({})
    await a.click.askToReturn({ road: 'offline' })
    await a.click.returnLicense({})
    await a.click.saveFile({})
    const again = await computerA()
    await again.click.takeFile(two)
    const code = byForm({ page: 'not-ours-used-answer', observed: 'not-ours-older-request' })
    expect(again.view()).toMatchObject({ failure: { code } })
    expect(licenseFilesOf(again)).toEqual([])
  })

  it('believes no page of a firewall on the connected side', async () => {
    const { a } = await activated()
    await a.click.askToReturn({ road: 'offline' })
    await a.click.returnLicense({})
    await a.click.saveFile({})
    const b = await computerB({ fetch: async () => new Response('<html>') })
    await b.click.takeFile(a.lastFile())
    await b.click.activate({})
    expect(await b.until('failure')).toMatchObject({ failure: { code: 'unreachable-intercepted' } })
  })

  it('takes no old answer after the license was given back', async () => {
    const { a, answer } = await activated()
    await a.click.askToReturn({ road: 'offline' })
    await a.click.returnLicense({})
    await a.click.saveFile({})
    const again = await computerA()
    await again.click.takeFile(answer)
    expect(again.view()).toMatchObject({ failure: { code: 'not-ours-used-answer' } })
  })
})

describe('a user login', () => {
  const team = { product: 'DEMO-TEAM' }
  const login = { username: ' person@example.com ', password: 'demo-password' }

  it('goes the whole way without internet, with the password in the request and nowhere else', async () => {
    const a = await computerA(team)
    a.click.chooseMethod({ method: 'user-login', road: 'offline' })
    a.click.submitLogin(login)
    expect(a.view()).toMatchObject({
      step: 'review',
      credentials: { kind: 'user-login', username: 'person@example.com' },
    })
    await a.click.activate({})
    expect(a.view()).toMatchObject({ step: 'request-ready', holdsPassword: true })
    await a.click.saveFile({})
    const answer = await fetchAnswer(await computerB(team), a.lastFile())
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(answer)
    await a.click.acceptAnswer({})
    expect(a.view()).toMatchObject({ step: 'result', overview: { bundleCode: 'DEMO-TEAM', keyLastFour: null } })
    for (const kept of ['DEMO-TEAM.lic', 'requests/DEMO-TEAM.json']) {
      expect(readFileSync(join(a.licenseFolder, kept), 'utf8')).not.toContain(login.password)
    }
    expect((await computerA(team)).view()).toMatchObject({ current: { bundleCode: 'DEMO-TEAM' } })
  })

  it('activates over the network as well', async () => {
    const b = await computerB(team)
    b.click.chooseMethod({ method: 'user-login', road: 'online' })
    b.click.submitLogin({ ...login, password: '' })
    expect(b.view()).toMatchObject({ step: 'enter-login', problem: 'no-password' })
    b.click.submitLogin(login)
    await b.click.activate({})
    expect(await b.until('result')).toMatchObject({ overview: { bundleCode: 'DEMO-TEAM' } })
  })
})
