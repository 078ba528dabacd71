import { enterKey, expect, test } from './wizard-run.ts'

const layer = (name: string, outcome: string) => new RegExp(`^${name}${outcome}$`)

test('names the first layer that fails, copies a note, and finds the way free again', async ({ computer, sandbox }) => {
  const run = await computer.openWizard()
  const { page } = run
  await enterKey(page, 'DEMO-AAAA-BBBB-CCCC')
  sandbox.setFault('login-page')
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: layer('License server', 'here it stops') })).toBeVisible()
  await page.getByRole('button', { name: 'Copy note for IT' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  const note = await run.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(note).toContain(`License server: ${sandbox.baseUrl}`)
  expect(note).not.toContain('DEMO-AAAA')

  sandbox.setFault(null)
  await page.getByRole('button', { name: 'Test again' }).click()
  await expect(page.getByText(/is free\.$/).last()).toBeVisible()
  await sandbox.close()
  await page.getByRole('button', { name: 'Test again' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: layer('Connection', 'here it stops') })).toBeVisible()
  expect(run.consoleErrors).toEqual([])
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
})
