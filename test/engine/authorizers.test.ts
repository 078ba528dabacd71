import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendUnsigned } from '../../src/core/api-request.ts'
import { createTokenRequest } from '../../src/core/oauth-token.ts'
import { openAuthorizer } from '../../src/engine/authorizers.ts'
import { sendRequest } from '../../src/engine/license-server.ts'
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

const oauthOf = (changes = {}) => {
  const { tokenUrl, clientId, clientSecret } = sandbox.oauth
  return { api: { baseUrl: sandbox.baseUrl, oauth: { tokenUrl, clientId, clientSecret, ...changes } } }
}
const open = (changes = {}) => openComputer({ folder, name: 'DESK-1', sandbox, configuration: oauthOf(changes) })

async function activate(computer: WizardComputer): Promise<void> {
  computer.click.chooseMethod({ method: 'license-key', road: 'online' })
  computer.click.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })
  await computer.click.activate({})
}
const tokensAsked = (): number => sandbox.requests.filter(({ path }) => path.endsWith('/token')).length

describe('OAuth', () => {
  it('activates with a token, and fetches one for several calls', async () => {
    const computer = await open()
    await activate(computer)
    await computer.until('result')
    computer.click.checkLicense({})
    await computer.until('working')
    await computer.until('result')
    expect(tokensAsked()).toBe(1)
    expect(sandbox.requests.at(-1)?.headers['authorization']).toMatch(/^Bearer /)
    expect(sandbox.requests.at(-1)?.headers['date']).toMatch(/GMT$/)
  })

  it.each(['oauth_token_expired', 'oauth_token_malformed'] as const)('fetches one new token on %s', async (code) => {
    const computer = await open()
    await activate(computer)
    await computer.until('result')
    sandbox.endTokens(code)
    computer.click.checkLicense({})
    await computer.until('working')
    await computer.until('result')
    expect(tokensAsked()).toBe(2)
  })

  it('says that the server does not know this wizard', async () => {
    const computer = await open({ clientSecret: 'wrong' })
    await activate(computer)
    expect(await computer.until('failure')).toMatchObject({
      failure: { code: 'refused-oauth-client', details: { serverCode: 'invalid_client' } },
    })
  })

  it('fetches one token for calls that come together, and a new one shortly before its end', async () => {
    const { tokenUrl, clientId: id, clientSecret: secret } = sandbox.oauth
    let elapsedMs = 0
    const never = new AbortController().signal
    const authorizer = openAuthorizer(
      { kind: 'oauth', id, secret, tokenUrl },
      {
        now: () => new Date(),
        send: (request, signal) => sendRequest(fetch, request, signal),
        elapsedMs: () => elapsedMs,
      },
    )
    const request = { method: 'GET', url: sandbox.baseUrl, headers: {}, body: null } as const
    const both = [authorizer.authorize(request, new Date(), never), authorizer.authorize(request, new Date(), never)]
    expect((await Promise.all(both)).every(({ ok }) => ok)).toBe(true)
    expect(tokensAsked()).toBe(1)
    elapsedMs = 449_000
    await authorizer.authorize(request, new Date(), never)
    expect(tokensAsked()).toBe(1)
    elapsedMs = 451_000
    await authorizer.authorize(request, new Date(), never)
    expect(tokensAsked()).toBe(2)
  })

  it('signs request files with the client secret, and sends them', async () => {
    const a = await openComputer({ folder, name: 'LAB-A', sandbox, isConnected: false, configuration: oauthOf() })
    a.click.chooseMethod({ method: 'license-key', road: 'offline' })
    a.click.submitKey({ typed: 'DEMO-OFFL-INEA-AAAA' })
    await a.click.activate({})
    await a.click.saveFile({})
    const b = await open()
    await b.click.takeFile(a.lastFile())
    await b.click.activate({})
    await b.until('answer-ready')
    await b.click.saveFile({})
    await a.click.askForFile({ requestId: null })
    await a.click.takeFile(b.lastFile())
    await a.click.acceptAnswer({})
    expect(a.view()).toMatchObject({ step: 'result', overview: { bundleCode: 'DEMO-SUITE' } })
  })

  it('keeps the secret in the body of the token call alone', () => {
    const { tokenUrl, clientId: id, clientSecret: secret } = sandbox.oauth
    const call = sendUnsigned(createTokenRequest({ kind: 'oauth', id, secret, tokenUrl }))
    expect(call.url).not.toContain(secret)
    expect(JSON.stringify(call.headers)).not.toContain(secret)
  })
})
