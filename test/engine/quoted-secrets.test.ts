import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { handOver } from '../fakes/hand-over.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ComputerOptions, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

/** The bodies that were sent, in every form in which a server could repeat them. */
const sent: string[] = []
const paths = /\/(?:activate|deactivate|check)_bundle/

/** A server that quotes the whole call in its refusal; `padding` letters stand before it. */
const echo =
  (padding = 0): NonNullable<ComputerOptions['fetch']> =>
  (url, init) => {
    if (!paths.test(url)) return fetch(url, init)
    const body = String(init.body ?? '')
    sent.push(body)
    const carried = /^[A-Za-z0-9+/=]+$/.test(body) ? Buffer.from(body, 'base64').toString() : ''
    const message = `${'x'.repeat(padding)} ${carried} ${body} ${body.toLowerCase()} ${decodeURIComponent(url)}`
    return Promise.resolve(Response.json({ status: 400, code: `echo ${body}`, message }, { status: 400 }))
  }

const open = (options: Partial<ComputerOptions> = {}): Promise<WizardComputer> =>
  openComputer({
    folder: makeTemporaryFolder(),
    name: 'DESK-1',
    sandbox,
    product: 'DEMO-TEAM',
    configuration: {
      methods: ['license-key', 'user-login', 'sso'],
      sso: { accountCode: sandbox.sso.accountCode, grant: 'code', returnBy: 'loopback' },
    },
    fetch: echo(),
    ...options,
  })

const shown = async (computer: WizardComputer): Promise<string> => JSON.stringify(await computer.until('failure'))

describe('a sentence of the server', () => {
  it.each([0, 400, 470])('does not bring a license key back to the window, after %i letters', async (padding) => {
    const computer = await open({ fetch: echo(padding) })
    await computer.click.chooseMethod({ method: 'license-key', road: 'online' })
    await computer.click.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })
    await computer.click.activate({})
    const view = await shown(computer)
    expect(view).toContain('refused-unknown-code')
    expect(view).not.toMatch(/AAAA|bbbb/i)
  })

  it('does not bring a password back', async () => {
    const computer = await open()
    await computer.click.chooseMethod({ method: 'user-login', road: 'online' })
    await computer.click.submitLogin({ username: 'anna@example.com', password: 'g"eh\\eim$1' })
    await computer.click.activate({})
    expect(await shown(computer)).not.toContain('eim$1')
  })

  it('does not bring the code of a sign-in back', async () => {
    const computer = await open()
    await computer.click.chooseMethod({ method: 'sso', road: 'online' })
    await expect.poll(() => computer.opened.length).toBe(1)
    const page = await fetch(`${computer.opened[0]}&auto=1`, { redirect: 'manual' })
    const back = new URL(page.headers.get('Location') ?? '')
    await handOver(back)
    await computer.until('review')
    await computer.click.activate({})
    const code = back.searchParams.get('code') ?? ''
    expect(code.length).toBeGreaterThan(20)
    expect(await shown(computer)).not.toContain(code.slice(0, 12))
    expect(sent.at(-1)).toContain(code)
  })

  it.each(['raw', 'multipart'] as const)('does not bring a carried request back, sent %s', async (transport) => {
    const folder = makeTemporaryFolder()
    const configuration = { offline: { offered: true, requestSchema: 2, transport } }
    const away = await open({ folder, name: 'AWAY', configuration, product: sandbox.product })
    await away.click.chooseMethod({ method: 'license-key', road: 'offline' })
    await away.click.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })
    await away.click.activate({})
    await away.click.saveFile({})
    const file = away.lastFile()
    const connected = await open({ folder, configuration, product: sandbox.product })
    await connected.click.takeFile(file)
    await connected.click.activate({})
    const view = await shown(connected)
    expect(view).not.toMatch(/AAAA|bbbb/i)
    expect(view).not.toContain(file.text.slice(0, 60))
  })
})
