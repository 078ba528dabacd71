import { expect } from '@playwright/test'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { activate, test } from './wizard-run.ts'

test.use({ sandboxOptions: { licenses: 10_000 } })

test('activates 10,000 licenses, shows them in parts and after a restart, and finds any of them', async ({
  computer,
}) => {
  const first = await computer.openWizard()
  await activate(first.page, goodKey)
  const rows = first.page.locator('.license-row')
  await expect(first.page.getByText(/^10,?000 licenses are active/).first()).toBeVisible()
  await expect(rows).toHaveCount(100)
  await first.page.getByLabel('Find a license by name or code').fill('M09999')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('Example Module 9999')
  await first.close()

  const second = await computer.openWizard()
  await expect(second.page.locator('.license-standings-row')).toHaveCount(100)
  await second.page.getByRole('button', { name: /^Show more/ }).click()
  await expect(second.page.locator('.license-standings-row')).toHaveCount(200)
  expect([...first.consoleErrors, ...second.consoleErrors]).toEqual([])
})
