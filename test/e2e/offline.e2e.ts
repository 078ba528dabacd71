import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerForms } from '../../src/sandbox/answer-form.ts'
import { type Computer, expect, launch, test, type WizardRun } from './wizard-run.ts'

const offlineKey = 'DEMO-OFFL-INEA-AAAA'

/** Takes the network from a wizard: whatever it sends fails as on a computer without internet. */
async function unplug({ app }: WizardRun): Promise<void> {
  await app.evaluate(({ session }) => session.defaultSession.enableNetworkEmulation({ offline: true }))
}

/** The system's dialog cannot be driven: it answers with this path, or is closed. */
async function chooseInDialog({ app }: WizardRun, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: filePath === null, filePath: filePath ?? '' })
  }, path)
}

async function bringFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose file' }).click(),
  ])
  await chooser.setFiles(path)
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 })

/** On a computer without internet: writes a request file and closes the wizard. */
async function writeRequest(computer: Computer, key = offlineKey): Promise<string> {
  const run = await computer.openWizard()
  const path = join(computer.folder, 'DEMO-SUITE-LAB-A-2026-11-22.req')
  await unplug(run)
  await chooseInDialog(run, path)
  await run.page.getByRole('button', { name: 'This computer has no internet' }).click()
  await run.page.getByRole('textbox', { name: 'License key' }).fill(key)
  await run.page.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(run.page, 'What the request file holds')).toBeVisible()
  await run.page.getByRole('button', { name: 'Make the request file' }).click()
  await run.page.getByRole('button', { name: 'Save', exact: false }).first().click()
  await expect(heading(run.page, 'The request file is saved')).toBeVisible()
  await run.close()
  return path
}

/** On a computer with internet: sends a request and writes the answer. */
async function fetchAnswer(computer: Computer, request: string): Promise<string> {
  const run = await computer.openWizard()
  const path = join(computer.folder, 'DEMO-SUITE-LAB-A-2026-11-22.lic')
  await chooseInDialog(run, path)
  await run.page.getByRole('button', { name: 'Open a file' }).click()
  await bringFile(run.page, request)
  await expect(heading(run.page, /^Activate /)).toBeVisible()
  await run.page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(heading(run.page, 'The answer has come')).toBeVisible()
  await run.page.getByRole('button', { name: 'Save', exact: false }).first().click()
  await expect(heading(run.page, 'The answer file is saved')).toBeVisible()
  await run.close()
  return path
}

for (const answers of answerForms) {
  test.describe(`answers ${answers}`, () => {
    test.use({ sandboxOptions: { answers } })

    test('activates a computer without internet by two files, over restarts', async ({
      computer,
      otherComputer,
      sandbox,
    }) => {
      const request = await writeRequest(computer)
      expect(sandbox.requests).toHaveLength(0)
      const answer = await fetchAnswer(otherComputer, request)
      expect(sandbox.requests).toHaveLength(1)
      expect(existsSync(otherComputer.licensePath)).toBe(false)

      const later = await computer.openWizard()
      await unplug(later)
      await expect(later.page.getByText('Waiting for an answer')).toBeVisible()
      await later.page.getByRole('button', { name: 'I have the answer file' }).click()
      await bringFile(later.page, answer)
      await expect(heading(later.page, 'What this file activates')).toBeVisible()
      expect(existsSync(computer.licensePath)).toBe(false)
      await later.page.getByRole('button', { name: 'Activate', exact: true }).click()
      await expect(heading(later.page, 'Example Suite is activated')).toBeVisible()
      expect(later.consoleErrors).toEqual([])
      await later.close()

      const last = await computer.openWizard()
      await expect(heading(last.page, /Example Suite (is activated|needs attention)/)).toBeVisible()
      expect(sandbox.requests).toHaveLength(1)
    })
  })
}

test('gives a license back by one file, and activates again afterwards', async ({
  computer,
  otherComputer,
  sandbox,
}) => {
  const answer = await fetchAnswer(otherComputer, await writeRequest(computer))
  const run = await computer.openWizard()
  await unplug(run)
  await run.page.getByRole('button', { name: 'I have the answer file' }).click()
  await bringFile(run.page, answer)
  await run.page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(heading(run.page, 'Example Suite is activated')).toBeVisible()

  const path = join(computer.folder, 'return.req')
  await chooseInDialog(run, path)
  await run.page.getByRole('button', { name: 'Move to another computer' }).click()
  await expect(heading(run.page, 'Move the license to another computer?')).toBeVisible()
  await run.page.getByRole('button', { name: 'This computer has no internet' }).click()
  await expect(run.page.getByText(/As soon as you save it/)).toBeVisible()
  await run.page.getByRole('button', { name: 'Give the license back' }).click()
  await expect(run.page.getByText(/stops working on this computer as soon as/)).toBeVisible()
  expect(existsSync(computer.licensePath)).toBe(true)
  await run.page.getByRole('button', { name: 'Save', exact: false }).first().click()
  await expect(heading(run.page, 'The license is given back')).toBeVisible()
  expect(existsSync(computer.licensePath)).toBe(false)
  await run.close()

  const again = await computer.openWizard()
  await expect(again.page.getByText(/license of this computer is being returned/).first()).toBeVisible()
  await again.close()

  const sender = await otherComputer.openWizard()
  await sender.page.getByRole('button', { name: 'Open a file' }).click()
  await bringFile(sender.page, path)
  await expect(heading(sender.page, /^Give the license of .* back$/)).toBeVisible()
  await sender.page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(heading(sender.page, 'The seat is free again')).toBeVisible()
  expect(sandbox.requests.at(-1)?.path).toContain('deactivate_bundle_offline')
})

test('opens the file that it was started with, and the one of a second start', async ({ computer, otherComputer }) => {
  const request = await writeRequest(computer)
  await otherComputer.openWizard().then((run) => run.close())
  const started = await launch(otherComputer.folder, join(otherComputer.folder, 'activation.config.json'), [request])
  await expect(heading(started.page, /^Activate /)).toBeVisible()
  await started.app.evaluate(
    ({ app }, path) => {
      app.emit('second-instance', {}, ['electron', path], '/')
    },
    join(computer.folder, 'missing.lic'),
  )
  writeFileSync(join(computer.folder, 'other.lic'), 'AAAA-BBBB-CCCC-DDDD')
  await started.app.evaluate(
    ({ app }, path) => {
      app.emit('second-instance', {}, ['electron', path], '/')
    },
    join(computer.folder, 'other.lic'),
  )
  await expect(heading(started.page, 'This file cannot be used')).toBeVisible()
  await started.close()
})

test('says of a wrong file what it is, and takes the right one after it', async ({ computer, otherComputer }) => {
  const request = await writeRequest(computer)
  const answer = await fetchAnswer(otherComputer, request)
  const good = readFileSync(answer, 'utf8')
  const json = Buffer.from(good, 'base64').toString('utf8')
  const wrong: [string, string, RegExp][] = [
    ['empty.lic', '', /This file is empty/],
    ['page.lic', '<html>', /It seems to be a web page/],
    ['request.lic', readFileSync(request, 'utf8'), /This is a request file/],
    ['changed.lic', json.replaceAll('"perpetual"', '"consumption"'), /changed after the license server signed it/],
    [
      'unsigned.lic',
      '{"licenses":[{"product_details":{"short_code":"DEMO-SUITE"}}]}',
      /does not carry the license server’s signature/,
    ],
    [
      'refusal.lic',
      '{"status":400,"code":"license_expired","message":"License validity period has expired"}',
      /It said: “License validity period has expired”/,
    ],
  ]
  const { page } = await computer.openWizard()
  await page.getByRole('button', { name: 'I have the answer file' }).click()
  for (const [name, text, words] of wrong) {
    const path = join(computer.folder, name)
    writeFileSync(path, text)
    await bringFile(page, path)
    await expect(heading(page, 'This file cannot be used')).toBeVisible()
    await expect(page.getByText(words).last()).toBeVisible()
    await page
      .getByRole('button', { name: /^(Back|Choose another file)$/ })
      .first()
      .click()
  }
  expect(existsSync(computer.licensePath)).toBe(false)
  await bringFile(page, answer)
  await expect(heading(page, 'What this file activates')).toBeVisible()
  expect(readdirSync(computer.folder)).toContain(basename(request))
})

test('shows a request as text and QR code, and takes it by pasting', async ({ computer, otherComputer }) => {
  const { page } = await computer.openWizard()
  await page.getByRole('button', { name: 'This computer has no internet' }).click()
  await page.getByRole('textbox', { name: 'License key' }).fill(offlineKey)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Make the request file' }).click()
  await page.getByRole('button', { name: 'Show as text or QR code' }).click()
  await expect(page.getByRole('img', { name: /QR code/ }).first()).toBeVisible()
  const text = await page.getByRole('textbox', { name: 'Request as text' }).inputValue()

  const sender = await otherComputer.openWizard()
  await sender.page.getByRole('button', { name: 'Open a file' }).click()
  await sender.page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, text)
  await expect(heading(sender.page, /^Activate /)).toBeVisible()
})
