import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { activate, type Computer, expect, test } from './wizard-run.ts'

/** Keys that activate and are refused from then on, with what the person is told. */
const refusals = [
  ['DEMO-CHEC-DISA-BLED', 'license_not_enabled', 'Example Software has disabled this license.'],
  ['DEMO-CHEC-ACTI-REQU', 'active_license_required', 'The license server finds no active license for this.'],
  ['DEMO-CHEC-PASS-WORD', 'change_password_not_allowed', 'The password of this account may not be changed.'],
  ['DEMO-CHEC-SERV-ERRO', 'internal_server_error', 'The license server could not finish its work.'],
] as const

async function showLicense(page: Page, key: string): Promise<void> {
  await activate(page, key)
  await page.getByRole('button', { name: 'Finish' }).waitFor()
}

/** The page of a refusal: what happened, the server's own code, and that the license stays. */
async function expectRefusal(page: Page, heading: string, code: string, words: string): Promise<void> {
  await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  await expect(page.locator('.page-lead')).toHaveText(words)
  await expect(page.getByText('The license on this computer is unchanged.')).toBeVisible()
  await page.getByRole('button', { name: 'Details for your IT department' }).click()
  await expect(page.getByText(code, { exact: true })).toBeVisible()
}

/** The wizard on a computer that has the license of `key`, on the page of that license. */
async function openLicense(computer: Computer, key: string): Promise<{ page: Page; before: Buffer }> {
  const first = await computer.openWizard()
  await showLicense(first.page, key)
  await first.close()
  const before = readFileSync(computer.licensePath)
  const { page } = await computer.openWizard()
  await page.getByRole('button', { name: 'Show license' }).click()
  return { page, before }
}

for (const [key, code, words] of refusals) {
  test(`keeps the license where a check and a freed seat are refused with ${code}`, async ({ computer }) => {
    const { page, before } = await openLicense(computer, key)
    await page.getByRole('button', { name: 'Check license' }).click()
    await expectRefusal(page, 'Not checked', code, words)
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Move to another computer' }).click()
    await page.getByRole('button', { name: 'Give the license back' }).click()
    await expectRefusal(page, 'Not given back', code, words)
    expect(readFileSync(computer.licensePath).equals(before)).toBe(true)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByRole('heading', { name: 'Your license' })).toBeVisible()
  })
}

test('ends the license where the server has freed its seat already, and keeps it until then', async ({ computer }) => {
  const { page, before } = await openLicense(computer, 'DEMO-CHEC-NODE-VICE')
  await page.getByRole('button', { name: 'Check license' }).click()
  await expectRefusal(
    page,
    'Not checked',
    'device_not_found',
    'The license server does not list this computer on the license.',
  )
  expect(readFileSync(computer.licensePath).equals(before)).toBe(true)
  await page.getByRole('button', { name: 'Go to start' }).click()
  await expect(page.getByRole('button', { name: 'Use another license key' })).toBeVisible()
  await page.getByRole('button', { name: 'Show license' }).click()
  await page.getByRole('button', { name: 'Move to another computer' }).click()
  await page.getByRole('button', { name: 'Give the license back' }).click()
  await expect(page.getByRole('heading', { name: 'The seat is free again' })).toBeVisible()
})
