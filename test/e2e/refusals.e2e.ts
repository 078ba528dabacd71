import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { serverErrorCodes } from '../../src/core/server-error.ts'
import { documentedErrorCodes } from '../../src/sandbox/documented-errors.ts'
import { type FaultName, faultNames } from '../../src/sandbox/faults.ts'
import { activate, enterKey, expect, impatient, type OpenedWizard, test } from './wizard-run.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'

type Opened = Pick<OpenedWizard, 'page' | 'computer' | 'sandbox'>

/** What each fault of the server is called by the wizard. */
const codesByFault: Readonly<
  Record<Exclude<FaultName, 'clock-ahead' | 'duplicate-product' | 'item-signature'>, string>
> = {
  slow: 'unreachable-timeout',
  drop: 'unreachable-dropped',
  '500': 'unreachable-server-error',
  'rate-limit': 'refused-rate-limit',
  redirect: 'unreachable-redirect',
  'login-page': 'unreachable-intercepted',
  truncated: 'unreachable-dropped',
  half: 'not-genuine-response',
  'not-json': 'malformed-response',
  huge: 'unreachable-too-large-activated',
  unsigned: 'not-genuine-unsigned',
  'wrong-signature': 'not-genuine-response',
  'every-item-signature': 'not-genuine-license',
  'other-hardware-id': 'not-ours-computer',
  'other-product': 'not-ours-product',
}

/** What the page says of a fault, from the start to the failure. */
async function expectRefused({ page, computer, sandbox }: Opened, fault: keyof typeof codesByFault): Promise<void> {
  sandbox.setFault(fault)
  await activate(page, goodKey)
  await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
  await page.getByRole('button', { name: 'Details for your IT department' }).click()
  await expect(page.getByText(codesByFault[fault], { exact: true })).toBeVisible()
  expect(existsSync(computer.licensePath)).toBe(false)
  const nextStep = page.getByRole('button', { name: /Try again|Change the key|Contact/ })
  await expect(nextStep.first()).toBeVisible()
}

// One needs a wizard that gives up soon, the other one a server that does not know this computer yet.
const withOwnStart: readonly FaultName[] = ['slow', 'other-hardware-id']

for (const fault of faultNames) {
  // A wrong clock is made up for, a product may come twice, a license may be for another computer: see below.
  if (fault === 'clock-ahead' || fault === 'duplicate-product' || fault === 'item-signature') continue
  const name = `saves nothing under the fault ${fault}, and says what happened`
  if (!withOwnStart.includes(fault)) test(name, ({ opened }) => expectRefused(opened, fault))
  else
    test(name, async ({ computer, sandbox }) => {
      const { page } = await computer.openWizard({}, fault === 'slow' ? impatient : {})
      await expectRefused({ page, computer, sandbox }, fault)
    })
}

test('shows two licenses of one product code', async ({ computer, sandbox }) => {
  sandbox.setFault('duplicate-product')
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Licenses' }).getByRole('heading')).toHaveCount(5)
})

test('shows a license that is not for this computer beside those that are', async ({ computer, sandbox }) => {
  sandbox.setFault('item-signature')
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Licenses' }).getByRole('heading')).toHaveCount(5)
  await expect(page.getByText('Not for this computer', { exact: true })).toHaveCount(1)
  await expect(page.getByText(/signature on this license is not for this computer/).first()).toBeVisible()
})

test('keeps an earlier license through every fault', async ({ computer, sandbox }) => {
  const { page, close } = await computer.openWizard()
  await activate(page, goodKey)
  await page.getByRole('button', { name: 'Finish' }).waitFor()
  const before = readFileSync(computer.licensePath)
  await close()
  const again = await computer.openWizard()
  for (const fault of ['wrong-signature', 'every-item-signature', 'other-product', 'truncated', '500'] as const) {
    sandbox.setFault(fault)
    await activate(again.page, goodKey)
    await expect(again.page.getByText('Your earlier license is unchanged.')).toBeVisible()
    expect(readFileSync(computer.licensePath).equals(before)).toBe(true)
    await again.page.getByRole('button', { name: /^(Change the key|Back)$/ }).click()
    await again.page.getByRole('button', { name: 'Back' }).click()
  }
})

test('gives each documented error its own words', async ({ computer, sandbox }) => {
  const { page } = await computer.openWizard()
  const said = new Map<string, string>()
  await page.getByRole('button', { name: 'Enter a license key' }).click()
  for (const { key, expect: expected } of sandbox.keys.filter((entry) => entry.expect !== 'activated')) {
    await page.getByRole('textbox', { name: 'License key' }).fill(key)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
    await page.getByRole('button', { name: 'Details for your IT department' }).click()
    await expect(page.getByText(expected, { exact: true }), expected).toBeVisible()
    said.set(expected, await page.getByRole('main').innerText())
    await page.getByRole('button', { name: /^(Change the key|Back)$/ }).click()
  }
  expect([...said.keys()]).toEqual(expect.arrayContaining([...documentedErrorCodes]))
  expect(new Set(said.values()).size).toBe(said.size)
  expect(existsSync(computer.licensePath)).toBe(false)
  for (const code of documentedErrorCodes)
    expect(Object.keys(serverErrorCodes).concat('rate_limit_exceeded')).toContain(code)
})

test('comes back to the key that was typed after a refusal', async ({ computer }) => {
  const { page } = await computer.openWizard()
  await activate(page, 'DEMO-NOBO-DYHA-SITX')
  await page.getByRole('button', { name: 'Change the key' }).click()
  await expect(page.getByRole('textbox', { name: 'License key' })).toHaveValue('DEMO-NOBO-DYHA-SITX')
})

test('cancels a request that takes long, and can go on', async ({ computer, sandbox }) => {
  sandbox.setFault('slow')
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeVisible()
  expect(existsSync(computer.licensePath)).toBe(false)
  sandbox.setFault(null)
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
})

test('says that nobody answers when the server is gone', async ({ computer, sandbox }) => {
  const { page } = await computer.openWizard()
  await enterKey(page, goodKey)
  await sandbox.close()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByText(/did not accept the connection/).last()).toBeVisible()
})

test('says where it could not save', async ({ computer }) => {
  const { page } = await computer.openWizard({ licenseFolder: '/dev/null/licenses' })
  await activate(page, goodKey)
  await expect(page.getByText('/dev/null/licenses').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
  expect(readdirSync(computer.folder)).not.toContain('licenses')
})

test('makes up for a wrong clock, and says so', async ({ computer, sandbox }) => {
  sandbox.setFault('clock-ahead')
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
  await expect(page.getByText(/clock/i).first()).toBeVisible()
  expect(sandbox.requests).toHaveLength(2)
})
