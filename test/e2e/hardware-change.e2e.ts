import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { toDeviceFacts } from '../../src/core/device-facts.ts'
import { probeDevice } from '../../src/engine/device-probe.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { openComputer } from '../fakes/wizard-computer.ts'
import { activate, type Computer, expect, test } from './wizard-run.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'

/** Activates a computer that differs from this one by `facts`, and copies its folder here as a disk image does. */
async function copyFrom(computer: Computer, sandbox: Sandbox, facts: object): Promise<string> {
  const other = await openComputer({ folder: computer.folder, name: 'other', sandbox, facts: () => facts })
  await other.click.chooseMethod({ method: 'license-key', road: 'online' })
  await other.click.submitKey({ typed: goodKey })
  await other.click.activate({})
  await other.until('result')
  cpSync(other.licenseFolder, computer.licenseFolder, { recursive: true })
  rmSync(join(computer.folder, 'other'), { recursive: true })
  return readFileSync(computer.licensePath, 'utf8')
}

test('explains a license that came with a disk image, and activates again beside it', async ({ computer, sandbox }) => {
  const copied = await copyFrom(computer, sandbox, { macAddress: '3C:7C:3F:1B:9A:77', isVm: false })
  const { page, consoleErrors } = await computer.openWizard()
  await expect(page.getByText('This looks like a different computer')).toBeVisible()
  await expect(page.getByText(/key of the license here ends in CCCC/)).toBeVisible()
  await page.getByRole('button', { name: 'What is different' }).click()
  await expect(page.locator('.fact', { hasText: 'Operating system' })).toHaveText(/different/)
  await expect(page.locator('.fact', { hasText: 'Computer name' })).toHaveText(/different/)
  expect(readFileSync(computer.licensePath, 'utf8')).toBe(copied)

  await page.getByRole('button', { name: 'Enter a license key' }).click()
  await page.getByRole('textbox', { name: 'License key' }).fill(goodKey)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
  expect(readFileSync(computer.licensePath, 'utf8')).not.toBe(copied)
  expect(consoleErrors).toEqual([])
})

test('sees that the system of this computer was set up anew', async ({ computer, sandbox }) => {
  const here = toDeviceFacts((await probeDevice({ limitMs: 120_000 })).readings)
  test.skip(here.macAddress === null && here.firmwareUuid === null, 'this computer shows no part that lasts')
  await copyFrom(computer, sandbox, { ...here, machineId: 'the-installation-before' })
  const { page } = await computer.openWizard()
  await expect(page.getByText('This computer has changed')).toBeVisible()
  await expect(page.getByText(/the installation of the operating system has changed/)).toBeVisible()
})

test('keeps nothing of this computer that can be read, and removes it with the license', async ({ computer }) => {
  const kept = join(computer.licenseFolder, 'state', 'DEMO-SUITE.components.json')
  const { page } = await computer.openWizard()
  await activate(page, goodKey)
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible()
  const here = toDeviceFacts((await probeDevice({ limitMs: 120_000 })).readings)
  const text = readFileSync(kept, 'utf8').toLowerCase()
  for (const part of [here.machineId, here.macAddress, here.hostname, here.processor]) {
    if (part !== null) expect(text).not.toContain(part.toLowerCase())
  }
  await page.getByRole('button', { name: 'Move to another computer' }).click()
  await page.getByRole('button', { name: 'Give the license back' }).click()
  await expect(page.getByRole('heading', { name: 'The seat is free again' })).toBeVisible()
  expect(() => readFileSync(kept)).toThrow()
})
