import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { activate, expect, test } from './wizard-run.ts'

// A token and an activation are two calls to one server, one right after the other: Chromium would take one connection
// for both, and send the second call again, without a word, where the server has read it and resets the connection.
test('sends an activation once where the server resets connections that are used again', async ({
  computer,
  sandbox,
}) => {
  sandbox.setFault('reset-when-reused')
  const { tokenUrl, clientId, clientSecret } = sandbox.oauth
  const api = { baseUrl: sandbox.baseUrl, oauth: { tokenUrl, clientId, clientSecret } }
  const { page } = await computer.openWizard({ api })
  await activate(page, goodKey)
  await page.getByRole('button', { name: 'Finish' }).waitFor()
  const { pathname } = new URL(tokenUrl)
  const posts = () => sandbox.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)
  expect(posts()).toEqual([pathname, '/api/v4/activate_bundle'])
  await page.getByRole('button', { name: 'Finish' }).click()
  const again = await computer.openWizard({ api })
  await again.page.getByRole('button', { name: 'Show license' }).click()
  await again.page.getByRole('button', { name: 'Check license' }).click()
  await expect(again.page.getByText('Checked', { exact: false }).first()).toBeVisible()
  await again.page.getByRole('button', { name: 'Move to another computer' }).click()
  await again.page.getByRole('button', { name: 'Give the license back' }).click()
  await expect(again.page.getByRole('heading', { name: /given back|free/i })).toBeVisible()
  expect(posts().filter((path) => path.endsWith('/deactivate_bundle'))).toHaveLength(1)
})
