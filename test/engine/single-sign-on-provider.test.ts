import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type CompanyProvider, PersonAtProvider, startCompanyProvider } from '../fakes/company-provider.ts'
import { handOver } from '../fakes/hand-over.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

let provider: CompanyProvider
let sandbox: Sandbox
beforeAll(async () => {
  provider = await startCompanyProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  sandbox = await startSandbox({ sso: { provider: provider.settings } })
})
afterEach(() => sandbox.close())

async function begin(grant: 'code' | 'token'): Promise<WizardComputer> {
  const computer = await openComputer({
    folder: makeTemporaryFolder(),
    name: 'DESK-1',
    sandbox,
    product: 'DEMO-TEAM',
    configuration: { methods: ['sso'], sso: { accountCode: sandbox.sso.accountCode, grant } },
  })
  await computer.click.chooseMethod({ method: 'sso', road: 'online' })
  await expect.poll(() => computer.opened.length).toBe(1)
  return computer
}
const pageOf = (computer: WizardComputer): string => computer.opened[0] ?? ''
const activate = async (computer: WizardComputer, step: 'result' | 'failure') => {
  await computer.until('review')
  await computer.click.activate({})
  return computer.until(step)
}

describe.each(['code', 'token'] as const)('a %s of a real OpenID provider', (grant) => {
  it('comes to the one address that was registered, on any port, and activates', async () => {
    const computer = await begin(grant)
    expect(new URL(pageOf(computer)).origin).toBe(provider.settings.issuer)
    const back = await new PersonAtProvider().signIn(pageOf(computer), 'colleague@example.com')
    expect(back).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in[?#]/)
    expect((await handOver(back)).status).toBe(200)
    await activate(computer, 'result')
  })

  it('opens no license of somebody else', async () => {
    const computer = await begin(grant)
    await handOver(await new PersonAtProvider().signIn(pageOf(computer), 'stranger@example.com'))
    expect(await activate(computer, 'failure')).toMatchObject({ failure: { code: 'refused-sign-in-license' } })
  })

  it('does not come where the person gives up', async () => {
    const computer = await begin(grant)
    expect((await handOver(await new PersonAtProvider().cancel(pageOf(computer)))).status).toBe(400)
    expect(await computer.until('failure')).toMatchObject({
      failure: { code: 'refused-sign-in', details: { serverCode: 'access_denied' } },
    })
  })
})

describe('a real OpenID provider', () => {
  it.each([
    ['the registered one', '', 303],
    ['a query', '?state=s', 400],
    ['a path below', '/secret', 400],
  ])('takes a redirect address with %s: %s', async (_name, more, status) => {
    const page = new URL(pageOf(await begin('code')))
    page.searchParams.set('redirect_uri', `http://127.0.0.1:40123/sign-in${more}`)
    expect((await fetch(page, { redirect: 'manual' })).status).toBe(status)
  })
})
