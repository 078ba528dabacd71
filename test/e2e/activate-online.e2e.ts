import { existsSync, readFileSync, statSync } from 'node:fs'
import { activate, enterKey, expect, test } from './wizard-run.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'

test('activates a bundle and shows its licenses again without the server', async ({ computer, sandbox }) => {
  const first = await computer.openWizard()
  await activate(first.page, `  ${goodKey.replaceAll('-', '\u2013')}\n`)
  await expect(first.page.getByRole('heading', { name: 'Activated' })).toBeVisible()
  await expect(first.page.getByText('Example Suite').first()).toBeVisible()
  expect(first.consoleErrors).toEqual([])
  // The window may be gone before the click is answered; that it goes is what counts.
  const closed = first.app.waitForEvent('close')
  await first.page
    .getByRole('button', { name: 'Finish' })
    .click()
    .catch(() => undefined)
  await closed
  expect(statSync(computer.licensePath).mode & 0o777).toBe(0o600)
  await sandbox.close()

  const second = await computer.openWizard()
  await expect(second.page.getByRole('heading', { name: /Example Suite (is activated|needs attention)/ })).toBeVisible()
  await second.page.getByRole('button', { name: 'Show license' }).click()
  await expect(second.page.getByRole('heading', { name: 'Your license' })).toBeVisible()
  expect(second.consoleErrors).toEqual([])
})

test('sends exactly what the review page shows', async ({ computer, sandbox }) => {
  const { page } = await computer.openWizard()
  await enterKey(page, goodKey)
  expect(sandbox.requests).toHaveLength(0)
  await expect(page.getByRole('button', { name: 'Activate', exact: true })).toBeEnabled()
  const shown = await page.getByRole('main').innerText()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Activated' })).toBeVisible()
  expect(sandbox.requests).toHaveLength(1)
  const { product, license_key, is_vm, ...facts } = JSON.parse(sandbox.requests[0]?.body.toString() ?? '{}')
  expect([product, license_key]).toEqual([sandbox.product, goodKey])
  expect(facts.hardware_id).toMatch(/^[0-9a-f]{64}$/)
  // Long values may be broken over lines on the page.
  for (const value of Object.values(facts)) expect(shown.replace(/\s/g, '')).toContain(String(value).replace(/\s/g, ''))
  expect(typeof is_vm === 'undefined' || /\b(Yes|No)\b/.test(shown)).toBe(true)
})

test('holds no key and no secret in its log and its window', async ({ computer, sandbox }) => {
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await expect(page.getByRole('heading', { name: 'Activated' })).toBeVisible()
  const log = readFileSync(computer.logPath, 'utf8')
  const snapshot = await page.evaluate(() =>
    JSON.stringify((globalThis as never as { wizard: unknown }).wizard && document.body.innerHTML),
  )
  for (const secret of [goodKey, sandbox.apiKey, sandbox.sharedKey]) {
    expect(log).not.toContain(secret)
    expect(snapshot).not.toContain(secret)
  }
})

test('goes the whole way with the keyboard alone, the key in a mail on the clipboard', async ({ computer }) => {
  const { app, page } = await computer.openWizard()
  await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'License key' })).toBeFocused()
  const mail = `> Dear Ann,\n>\n> your key is “${goodKey}” (order 4711).\n> Regards\n`
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), mail)
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByText('Left out: Dear Ann, your key is “ ” (order 4711). Regards')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'License key' })).toHaveValue(goodKey)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Activate', exact: true })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Activated' })).toBeFocused()
  expect(existsSync(computer.licensePath)).toBe(true)
})
