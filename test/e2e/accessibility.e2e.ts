import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { enterKey, expect, test } from './wizard-run.ts'

/** Everything that a tool can find, contrast of the real colours included. */
async function expectNoFault(page: Page, name: string): Promise<void> {
  // Through the debugger, so that the page's policy against foreign scripts stays as it is.
  await page.evaluate(`${axe.source}; undefined`)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    // A button's second line describes it and is linked as such; the rule takes every word for the label.
    const { violations } = await axe.run({ rules: { 'label-content-name-mismatch': { enabled: false } } })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
  expect(violations, name).toEqual([])
}

for (const scheme of ['light', 'dark'] as const) {
  test(`has no fault that a tool can find on its pages, ${scheme}`, async ({ computer }) => {
    const { page } = await computer.openWizard({ methods: ['license-key', 'user-login'] })
    // Playwright chooses the scheme for the page, whatever the system says.
    await page.emulateMedia({ colorScheme: scheme })
    await expect(page.getByRole('button', { name: 'Open a file' })).toBeVisible()
    await expectNoFault(page, 'start')
    await page.getByRole('button', { name: 'Open a file' }).click()
    await expect(page.getByRole('heading', { name: 'Open a file' })).toBeVisible()
    await expectNoFault(page, 'open-file')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('link', { name: 'Proxy settings' }).click()
    await page.getByText('Use this proxy').click()
    await expectNoFault(page, 'proxy-settings')
    await page.getByRole('button', { name: 'Back' }).click()
    await enterKey(page, 'DEMO-NOBO-DYHA-SITX')
    await expectNoFault(page, 'review')
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
    await page.getByRole('button', { name: 'Details for your IT department' }).click()
    await expectNoFault(page, 'failure')
    await page.getByRole('button', { name: 'Change the key' }).click()
    await expectNoFault(page, 'enter-key')
    await page.getByRole('textbox', { name: 'License key' }).fill('DEMO-STAT-MIXE-DAAA')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
    await expectNoFault(page, 'result')
    await page.getByRole('button', { name: 'Move to another computer' }).click()
    await expectNoFault(page, 'return-confirm')
  })
}
