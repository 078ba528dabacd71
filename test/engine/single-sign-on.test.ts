import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import type { ViewOf } from '../../src/shared/wizard-view.ts'
import { byForm } from '../fakes/answer-form-tested.ts'
import { handOver } from '../fakes/hand-over.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ComputerOptions, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

let sandbox: Sandbox
let folder = ''
const startOn = async (options: SandboxOptions = {}): Promise<void> => {
  sandbox = await startSandbox(options)
}
beforeEach(async () => {
  await startOn()
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

type Way = 'loopback' | 'deep-link'
interface Terms {
  readonly grant?: 'code' | 'token'
  readonly returnBy?: Way
  readonly oauth?: boolean
  readonly accountCode?: string
  readonly options?: Partial<ComputerOptions>
}
const scheme = 'example-suite'

function open({ grant = 'code', returnBy = 'loopback', oauth = false, accountCode, options }: Terms = {}) {
  const { tokenUrl, clientId, clientSecret } = sandbox.oauth
  const api = { baseUrl: sandbox.baseUrl, oauth: { tokenUrl, clientId, clientSecret } }
  return openComputer({
    folder,
    name: 'DESK-1',
    sandbox,
    product: 'DEMO-TEAM',
    configuration: {
      methods: ['license-key', 'sso'],
      sso: { accountCode: accountCode ?? sandbox.sso.accountCode, grant, returnBy, scheme },
      ...(oauth && { api }),
    },
    ...options,
  })
}

const begin = async (computer: WizardComputer): Promise<void> => {
  await computer.click.chooseMethod({ method: 'sso', road: 'online' })
}
async function untilWaiting(computer: WizardComputer): Promise<string> {
  await expect.poll(() => computer.opened.length).toBeGreaterThan(0)
  return computer.opened.at(-1) ?? ''
}
/** Where the page of the company sends the browser. */
async function answerOf(page: string, more = '&auto=1'): Promise<URL> {
  const reply = await fetch(`${page}${more}`, { redirect: 'manual' })
  return new URL(reply.headers.get('Location') ?? '')
}
/** What a browser does with that address. */
async function follow(computer: WizardComputer, address: URL): Promise<number> {
  if (address.protocol === `${scheme}:`) {
    computer.takeLink(address.href)
    return 0
  }
  return (await handOver(address)).status
}
async function signIn(computer: WizardComputer): Promise<URL> {
  await begin(computer)
  const back = await answerOf(await untilWaiting(computer))
  await follow(computer, back)
  await computer.until('review')
  return back
}
const failureOf = async (computer: WizardComputer) => (await computer.until('failure')) as ViewOf<'failure'>
const activations = () => sandbox.requests.filter(({ path }) => path.endsWith('/activate_bundle'))

describe.each<[NonNullable<Terms['grant']>, Way]>([
  ['code', 'loopback'],
  ['code', 'deep-link'],
  ['token', 'loopback'],
  ['token', 'deep-link'],
])('single sign-on with a %s over a %s', (grant, returnBy) => {
  it('shows what leaves this computer, and activates when the person says so', async () => {
    const computer = await open({ grant, returnBy })
    await signIn(computer)
    expect(computer.view()).toMatchObject({ step: 'review', credentials: { kind: 'sso', accountCode: 'LAKA' } })
    expect(activations()).toHaveLength(0)
    expect(computer.fronts()).toBe(1)
    await computer.click.activate({})
    await computer.until('result')
    const body = JSON.parse(activations()[0]?.body.toString() ?? '{}')
    expect(Object.keys(body)).toEqual(expect.arrayContaining([grant === 'code' ? 'code' : 'id_token']))
    expect([body.customer_account_code, 'redirect_uri' in body]).toEqual(['LAKA', grant === 'code'])
  })

  it('leaves nothing of the sign-in in any view or file', async () => {
    const views: string[] = []
    const computer = await open({ grant, returnBy })
    const back = await signIn(computer)
    const members = new URLSearchParams(`${back.search.slice(1)}&${back.hash.slice(1)}`)
    const secrets = [members.get('code') ?? members.get('id_token') ?? '', members.get('state') ?? '']
    expect(secrets.every((secret) => secret.length > 20)).toBe(true)
    views.push(JSON.stringify(computer.view()))
    await computer.click.activate({})
    views.push(JSON.stringify(await computer.until('result')))
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name)
      if (/\.\w+$/.test(name) && existsSync(path)) views.push(readFileSync(path, 'utf8'))
    }
    for (const secret of secrets) expect(views.join('\n')).not.toContain(secret)
  })

  it('finds the license again, checks it and frees its seat without signing in', async () => {
    const first = await open({ grant, returnBy })
    await signIn(first)
    await first.click.activate({})
    await first.until('result')
    const second = await open({ grant, returnBy })
    expect(second.view()).toMatchObject({ step: 'start', current: { bundleCode: 'DEMO-TEAM' }, notice: null })
    await second.click.showLicense({})
    await second.click.checkLicense({})
    await second.until('result')
    const name = byForm({ page: 'colleague@example.com', observed: 'colleague@example.com|LAKA' })
    await expect.poll(() => sandbox.requests.at(-1)?.query.get('username')).toBe(name)
    await expect.poll(() => second.view()).toMatchObject({ step: 'result', checkedAt: expect.any(String) })
    await second.click.askToReturn({ road: 'online' })
    await second.click.returnLicense({})
    expect(await second.until('seat-freed')).toMatchObject({ here: true })
  })

  it('says that the person was not signed in', async () => {
    const computer = await open({ grant, returnBy })
    await begin(computer)
    await follow(computer, await answerOf(await untilWaiting(computer), '&answer=cancel'))
    expect(await failureOf(computer)).toMatchObject({
      task: 'sign-in',
      failure: { code: 'refused-sign-in', details: { serverCode: 'access_denied' } },
    })
  })
})

describe('single sign-on', () => {
  it.each([
    ['code', 'loopback'],
    ['token', 'deep-link'],
  ] as const)('works for a caller with OAuth, by %s and %s', async (grant, returnBy) => {
    await sandbox.close()
    await startOn({ oauth: { apiKeys: 'forbidden' } })
    const computer = await open({ grant, returnBy, oauth: true })
    await signIn(computer)
    await computer.click.activate({})
    await computer.until('result')
    expect(sandbox.requests.find(({ path }) => path.endsWith('/sso_url'))?.headers['authorization']).toMatch(/^Bearer /)
  })

  it('shows the host of the page, and copies its address without showing it', async () => {
    const computer = await open()
    await begin(computer)
    const page = await untilWaiting(computer)
    expect(computer.view()).toEqual({
      step: 'sign-in',
      phase: 'waiting',
      host: new URL(sandbox.baseUrl).host,
      strangerCame: false,
    })
    await computer.click.copySignInLink({})
    expect(computer.copied).toEqual([page])
    await computer.click.openSignInPage({})
    expect(computer.opened).toEqual([page, page])
  })

  it('goes on waiting where no browser can be opened', async () => {
    const openBrowser = async (): Promise<void> => {
      throw new Error('blocked by policy')
    }
    const computer = await open({ options: { openBrowser } })
    await begin(computer)
    const page = await untilWaiting(computer)
    await follow(computer, await answerOf(page))
    expect(await computer.until('review')).toMatchObject({ credentials: { kind: 'sso' } })
  })

  it.each(['cancel', 'goBack'] as const)('is over with %s: nobody listens and nothing is copied', async (way) => {
    const computer = await open()
    await begin(computer)
    const back = await answerOf(await untilWaiting(computer))
    await computer.click[way]({})
    expect(computer.view().step).toBe('start')
    await expect(fetch(back)).rejects.toThrow()
    await computer.click.copySignInLink({})
    await computer.click.openSignInPage({})
    expect(computer.runOutOfTime()).toEqual([])
    expect([computer.copied, computer.opened.length, computer.view().step]).toEqual([[], 1, 'start'])
  })

  it('can be cancelled while the license server is asked', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow: NonNullable<ComputerOptions['fetch']> = async (url, init) => {
      await held
      return fetch(url, init)
    }
    const computer = await open({ options: { fetch: slow } })
    await begin(computer)
    expect(computer.view()).toMatchObject({ step: 'sign-in', phase: 'asking', host: null })
    await computer.click.cancel({})
    release()
    expect(computer.view().step).toBe('start')
    await begin(computer)
    await untilWaiting(computer)
    expect(computer.opened).toHaveLength(1)
  })

  it('forgets an earlier sign-in when a second one begins', async () => {
    const computer = await open({ returnBy: 'deep-link' })
    await begin(computer)
    const old = await answerOf(await untilWaiting(computer))
    await computer.click.cancel({})
    await begin(computer)
    await expect.poll(() => computer.opened.length).toBe(2)
    computer.takeLink(old.href)
    expect(computer.view()).toMatchObject({ step: 'sign-in', strangerCame: true })
    computer.takeLink((await answerOf(computer.opened[1] ?? '')).href)
    expect(computer.view()).toMatchObject({ step: 'review' })
  })

  it('uses no answer with another state, and takes no second one', async () => {
    const computer = await open()
    await begin(computer)
    const back = await answerOf(await untilWaiting(computer))
    const wrong = new URL(back)
    wrong.searchParams.set('state', 'guessed')
    expect(await follow(computer, wrong)).toBe(400)
    expect(computer.view()).toMatchObject({ step: 'sign-in', phase: 'waiting', strangerCame: true })
    expect(computer.fronts()).toBe(0)
    expect(await follow(computer, back)).toBe(200)
    await computer.until('review')
    await expect(fetch(back)).rejects.toThrow()
    expect(activations()).toHaveLength(0)
  })

  it('asks for the one address that a provider knows, and puts its state into the page of the provider', async () => {
    const computer = await open()
    await begin(computer)
    const page = new URL(await untilWaiting(computer))
    const asked = sandbox.requests.find(({ path }) => path.endsWith('/sso_url'))?.query
    expect(asked?.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in$/)
    expect([asked?.has('state'), page.searchParams.get('state')]).toEqual([false, expect.stringMatching(/^[\w-]{32}$/)])
  })

  it('makes another state for each attempt', async () => {
    const computer = await open()
    for (const number of [1, 2]) {
      await begin(computer)
      await expect.poll(() => computer.opened.length).toBe(number)
      await computer.click.cancel({})
    }
    const states = computer.opened.map((page) => new URL(page).searchParams.get('state'))
    expect(new Set(states).size).toBe(2)
  })

  it('takes no answer twice', async () => {
    const computer = await open()
    const back = await signIn(computer)
    await expect(fetch(back)).rejects.toThrow()
    expect(computer.view().step).toBe('review')
  })

  it.each(['example-suite://sso?code=abc&state=guessed', 'example-suite://sso?code=abc', 'other://sso', '%', ''])(
    'goes on waiting when the system opens the link "%s"',
    async (link) => {
      const computer = await open({ returnBy: 'deep-link' })
      await begin(computer)
      await untilWaiting(computer)
      computer.takeLink(link)
      expect(computer.view()).toMatchObject({ step: 'sign-in', strangerCame: true })
      expect(computer.fronts()).toBe(0)
    },
  )

  it('does nothing with a link that nobody waits for', async () => {
    for (const returnBy of ['deep-link', 'loopback'] as const) {
      const computer = await open({ returnBy })
      computer.takeLink('example-suite://sso?code=abc&state=s')
      expect(computer.view().step).toBe('start')
    }
    const computer = await open({ returnBy: 'loopback' })
    await begin(computer)
    await untilWaiting(computer)
    computer.takeLink('example-suite://sso?code=abc&state=s')
    expect(computer.view()).toMatchObject({ step: 'sign-in', strangerCame: false })
  })

  it('ends after its time, and can be begun again', async () => {
    const computer = await open()
    await begin(computer)
    const back = await answerOf(await untilWaiting(computer))
    expect(computer.runOutOfTime()).toEqual([5 * 60_000])
    expect(await failureOf(computer)).toMatchObject({ task: 'sign-in', failure: { code: 'missing-sign-in' } })
    await expect(fetch(back)).rejects.toThrow()
    await computer.click.activate({})
    expect(computer.view().step).toBe('sign-in')
  })

  it('tells the connection apart, offers to test it, and can be begun again', async () => {
    const blocked: NonNullable<ComputerOptions['fetch']> = async () => {
      throw new Error('net::ERR_CONNECTION_REFUSED')
    }
    const computer = await open({ options: { fetch: blocked } })
    await begin(computer)
    expect(await failureOf(computer)).toMatchObject({
      task: 'sign-in',
      canDiagnose: true,
      failure: { code: 'unreachable-refused' },
    })
    await computer.click.diagnose({})
    expect(computer.view().step).toBe('doctor')
    await computer.click.goBack({})
    await computer.click.activate({})
    expect(computer.view().step).toBe('sign-in')
  })

  it('tells an account that the license server does not know', async () => {
    const computer = await open({ accountCode: 'NOBODY' })
    await begin(computer)
    expect(await failureOf(computer)).toMatchObject({ task: 'sign-in', failure: { code: 'refused-sign-in-account' } })
  })

  it('opens no page of an answer that was changed on the way', async () => {
    const changed: NonNullable<ComputerOptions['fetch']> = async (url, init) => {
      const reply = await fetch(url, init)
      if (!url.includes('/sso_url')) return reply
      const text = (await reply.text()).replace('/sso/sign-in', '/sso/other')
      return new Response(text, { status: reply.status, headers: reply.headers })
    }
    const computer = await open({ options: { fetch: changed } })
    await begin(computer)
    expect(await failureOf(computer)).toMatchObject({ failure: { code: 'not-genuine-response' } })
    expect(computer.opened).toEqual([])
  })

  it('signs in again after the server refused what came, which is gone by then', async () => {
    const computer = await open()
    await signIn(computer)
    sandbox.setClock(new Date(Date.now() + 6 * 60_000))
    await computer.click.activate({})
    const failure = await failureOf(computer)
    expect(failure).toMatchObject({
      task: 'activate',
      credentials: 'sso',
      failure: { code: 'refused-sign-in-license' },
    })
    sandbox.setClock(null)
    await computer.click.activate({})
    expect(computer.view().step).toBe('sign-in')
    await expect.poll(() => computer.opened.length).toBe(2)
    await follow(computer, await answerOf(computer.opened[1] ?? ''))
    await computer.until('review')
    await computer.click.activate({})
    await computer.until('result')
  })

  it('is not to be had without internet', async () => {
    const computer = await open()
    await computer.click.chooseMethod({ method: 'sso', road: 'offline' })
    expect(computer.view().step).toBe('start')
    expect(sandbox.requests).toEqual([])
  })
})
