import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { type CompanyProvider, PersonAtProvider, startCompanyProvider } from '../fakes/company-provider.ts'
import { handOver } from '../fakes/hand-over.ts'
import { openedAddresses } from './opened-addresses.ts'
import { type Computer, expect, test, type WizardRun } from './wizard-run.ts'

const scheme = 'example-suite'
const configure = (sso: object, more: object = {}) => ({
  product: { name: 'Example Suite', code: 'DEMO-TEAM', version: '1.0.0' },
  methods: ['license-key', 'sso'],
  sso: { accountCode: 'LAKA', ...sso },
  ...more,
})

/** Where the system's browser is sent for the `count`th time. */
async function openedPage({ folder }: Computer, count = 1): Promise<string> {
  await expect.poll(() => openedAddresses(folder).length).toBe(count)
  return openedAddresses(folder).at(-1) ?? ''
}

async function beginSignIn(computer: Computer, configuration: object): Promise<WizardRun & { address: string }> {
  const run = await computer.openWizard(configuration)
  await run.page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await expect(run.page.getByRole('heading', { name: 'Sign in with your browser' })).toBeVisible()
  return { ...run, address: await openedPage(computer) }
}

/** Where the page of the company sends a person who has signed in. */
async function answerOf(address: string, more = '&auto=1'): Promise<string> {
  const reply = await fetch(`${address}${more}`, { redirect: 'manual' })
  return reply.headers.get('Location') ?? ''
}

async function activateAfterReview(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeVisible()
  await expect(page.getByText('LAKA')).toBeVisible()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Example Suite is activated' })).toBeVisible()
}

/** The text of a page in a real browser window, after its script has run. */
function browse(app: ElectronApplication, url: string): Promise<{ text: string; url: string }> {
  return app.evaluate(async ({ BrowserWindow }, address) => {
    const browser = new BrowserWindow({ show: false, webPreferences: { sandbox: true, partition: 'some-browser' } })
    await browser.loadURL(address)
    const read = () =>
      browser.webContents.executeJavaScript(
        `document.querySelector('section#working:not([hidden])') ? '' : document.body.innerText`,
      )
    let text = ''
    while (text === '') text = await read()
    const seen = { text, url: browser.webContents.getURL() }
    browser.destroy()
    return seen
  }, url)
}

test('signs in with a code over this computer, and activates', async ({ computer, sandbox }) => {
  const { page, app, address, consoleErrors } = await beginSignIn(computer, configure({}))
  await expect(page.getByText(new URL(sandbox.baseUrl).host)).toBeVisible()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied to the clipboard.')).toBeVisible()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(address)
  const reply = await handOver(await answerOf(address))
  expect(await reply.text()).toContain('You can go back to the wizard')
  await activateAfterReview(page)
  expect(consoleErrors).toEqual([])
})

test('signs in with a token that a real browser hands over, and leaves it nowhere', async ({ computer }) => {
  const { page, app, address } = await beginSignIn(computer, configure({ grant: 'token' }))
  const back = await answerOf(address)
  const token = new URLSearchParams(new URL(back).hash.slice(1)).get('id_token') ?? ''
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  const seen = await browse(app, back)
  expect(seen.text).toContain('You can go back to the wizard')
  expect(seen.url).not.toContain(token)
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(token)
  await activateAfterReview(page)
  expect(readFileSync(computer.logPath, 'utf8')).not.toContain(token)
})

const testWithProvider = test.extend<{ provider: CompanyProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern.
  provider: async ({}, use) => {
    const provider = await startCompanyProvider()
    await use(provider)
    await provider.close()
  },
  sandboxOptions: ({ provider }, use) => use({ sso: { provider: provider.settings } }),
})

for (const grant of ['code', 'token']) {
  testWithProvider(
    `signs in at a real OpenID provider with a ${grant}, which a real browser hands over`,
    async ({ computer, provider }) => {
      const { page, app, address } = await beginSignIn(computer, configure({ grant }))
      await expect(page.getByText(new URL(provider.settings.issuer).host)).toBeVisible()
      const back = await new PersonAtProvider().signIn(address, 'colleague@example.com')
      // The preview of a link looks at the answer, and does not use it up.
      expect((await fetch(back)).status).toBe(200)
      const seen = await browse(app, back)
      expect(seen.text).toContain('You can go back to the wizard')
      expect(seen.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in$/)
      await activateAfterReview(page)
    },
  )
}

test('takes the answer from a second start by the system, and activates nothing by itself', async ({
  computer,
  sandbox,
}) => {
  const { page, address } = await beginSignIn(computer, configure({ returnBy: 'deep-link', scheme }))
  await startWith(computer, `${scheme}://sso?code=guessed&state=guessed`)
  await expect(page.getByText('It was not used.', { exact: false }).last()).toBeVisible()
  await startWith(computer, await answerOf(address))
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeVisible()
  expect(sandbox.requests.filter(({ path }) => path.endsWith('/activate_bundle'))).toEqual([])
  await activateAfterReview(page)
})

test('takes the answer as macOS hands links over', async ({ computer }) => {
  const { page, app, address } = await beginSignIn(
    computer,
    configure({ grant: 'token', returnBy: 'deep-link', scheme }),
  )
  const link = await answerOf(address)
  await app.evaluate(({ app: own }, url) => own.emit('open-url', { preventDefault: () => undefined }, url), link)
  await activateAfterReview(page)
})

test('shows the start page where a link starts it that answers nothing', async ({ computer }) => {
  computer.links.push(`${scheme}://sso?code=abc&state=s`)
  const { page, consoleErrors } = await computer.openWizard(configure({ returnBy: 'deep-link', scheme }))
  await expect(page.getByRole('button', { name: 'Sign in with your company account' })).toBeVisible()
  expect(consoleErrors).toEqual([])
})

test('says that a sign-in was refused, begins another, and is cancelled with nobody listening', async ({
  computer,
}) => {
  const { page, address } = await beginSignIn(computer, configure({}))
  await handOver(await answerOf(address, '&answer=cancel'))
  await expect(page.getByRole('heading', { name: 'Not signed in' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  const back = await answerOf(await openedPage(computer, 2))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Sign in with your company account' })).toBeVisible()
  await expect(fetch(back)).rejects.toThrow()
})

/** Starts the wizard once more on this computer, as the system does with a link; it hands the link over and ends. */
async function startWith(computer: Computer, link: string): Promise<void> {
  const switches = JSON.parse(process.env['WIZARD_ELECTRON_ARGS'] ?? '[]') as string[]
  const profile = `--user-data-dir=${join(computer.folder, 'profile')}`
  const program = process.env['WIZARD_ELECTRON'] ?? ''
  const second = spawn(program, [...switches, profile, join(__dirname, '../..'), link], { stdio: 'ignore' })
  await once(second, 'exit')
}
