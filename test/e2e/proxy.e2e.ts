import { readdirSync, readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type LocalProxy, startProxy } from './local-proxy.ts'
import { activate, type Computer, enterKey, expect, test as wizardTest } from './wizard-run.ts'

const vectors = join(__dirname, '../vectors/tls')
const asks = 'The proxy of your network asks for a user name and password.'
const refuses = 'The proxy of your network did not accept the user name or password.'

/** Each test has the proxy of an office, and ends it. */
const test = wizardTest.extend<{ office: LocalProxy; tlsPort: number }>({
  tlsPort: async ({ browserName: _none }, use) => {
    const key = readFileSync(join(vectors, 'server.key'))
    const server = createTlsServer({ key, cert: readFileSync(join(vectors, 'healthy.pem')) }, (_asked, reply) => {
      reply.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use((server.address() as AddressInfo).port)
    server.close()
  },
  office: async ({ tlsPort }, use) => {
    const office = await startProxy({ signIn: 'anna:geheim', tunnelPort: tlsPort })
    await use(office)
    office.close()
  },
})

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Proxy settings' }).click()
  await expect(page.getByRole('heading', { name: 'Proxy settings' })).toBeVisible()
}

async function useProxy(page: Page, address: string): Promise<void> {
  await openSettings(page)
  await page.getByText('Use this proxy').click()
  await page.getByRole('textbox', { name: /^Address/ }).fill(address)
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Proxy sign-in' }).click()
  await page.getByRole('textbox', { name: 'User name' }).fill('anna')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

/** Everything that the wizard has written on this computer. */
function writtenOn({ folder }: Computer): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

test('activates through a proxy that asks for a sign-in', async ({ computer, sandbox, office }) => {
  const { page, consoleErrors } = await computer.openWizard()
  await useProxy(page, office.address)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await activate(page, 'DEMO-AAAA-BBBB-CCCC')
  await expect(page.getByText(asks).last()).toBeVisible()
  expect(sandbox.requests).toHaveLength(0)

  await signIn(page, 'wrong')
  await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(refuses).last()).toBeVisible()
  expect(office.seen.filter((line) => line.endsWith('anna:wrong'))).toHaveLength(1)
  expect(sandbox.requests).toHaveLength(0)

  await page.getByRole('button', { name: 'Proxy sign-in' }).click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('')
  await page.keyboard.type('geheim')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByText(/is free\.$/).last()).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Example Suite is activated' })).toBeVisible()
  expect(sandbox.requests.length).toBeGreaterThan(0)
  expect(consoleErrors).toEqual([])
})

test('keeps the proxy over a restart and forgets the password', async ({ computer, office }) => {
  const first = await computer.openWizard()
  await useProxy(first.page, office.address)
  await first.page.getByRole('textbox', { name: 'User name' }).fill('anna')
  await first.page.getByRole('textbox', { name: 'Password' }).fill('geheim')
  await first.page.getByRole('button', { name: 'Save and test' }).click()
  await expect(first.page.getByText(/is free\.$/).last()).toBeVisible()
  await first.page.getByRole('button', { name: 'Back' }).click()
  await openSettings(first.page)
  const told = await first.page.evaluate(async () => {
    const { wizard } = globalThis as unknown as { wizard: { readView: (input: object) => Promise<object> } }
    return JSON.stringify(await wizard.readView({})) + document.documentElement.innerHTML
  })
  expect(told).toContain('"hasPassword":true')
  expect(told).not.toContain('geheim')
  await first.close()
  const written = writtenOn(computer)
  expect(written).toContain(office.address.split(':').at(-1))
  expect(written).not.toContain('geheim')
  expect(written).not.toContain(Buffer.from('anna:geheim').toString('base64'))

  const { page } = await computer.openWizard()
  await activate(page, 'DEMO-AAAA-BBBB-CCCC')
  await expect(page.getByText(asks).last()).toBeVisible()
  await page.getByRole('button', { name: 'Proxy sign-in' }).click()
  await expect(page.getByRole('textbox', { name: /^Address/ })).toHaveValue(office.address)
  await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('anna')
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('')
})

test('goes around the proxy as soon as it is told to', async ({ computer, office }) => {
  const { page } = await computer.openWizard()
  await useProxy(page, office.address)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await activate(page, 'DEMO-AAAA-BBBB-CCCC')
  await expect(page.getByText(asks).last()).toBeVisible()
  const asked = office.seen.length
  await page.getByRole('button', { name: 'Proxy sign-in' }).click()
  await page.getByText('Use no proxy').click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Example Suite is activated' })).toBeVisible()
  expect(office.seen).toHaveLength(asked)
})

wizardTest.describe('with a proxy that the computer is set up for', () => {
  test.afterEach(() => {
    delete process.env['https_proxy']
  })

  test('signs in for a tunnel, at that proxy alone', async ({ computer, office }) => {
    process.env['https_proxy'] = `http://${office.address}`
    const { page } = await computer.openWizard({
      api: { baseUrl: 'https://license.test', apiKey: 'key', sharedKey: 'shared' },
    })
    await enterKey(page, 'DEMO-AAAA-BBBB-CCCC')
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByText(asks).last()).toBeVisible()
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await page.getByRole('button', { name: 'Proxy sign-in' }).click()
    await expect(page.getByText(`The proxy ${office.address} asks for a user name and password.`)).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Back' }).click()

    await signIn(page, 'wrong')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText(refuses).last()).toBeVisible()
    await signIn(page, 'geheim')
    await page.getByRole('button', { name: 'Try again' }).click()
    // Behind the proxy, the certificate of the test is one that this computer does not trust.
    await expect(page.getByText('A secure connection to the license server could not be made.').last()).toBeVisible()
    expect(office.seen).toContain('CONNECT license.test:443 anna:geheim')
  })
})
