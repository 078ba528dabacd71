import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, toConfiguration } from './wizard-run.ts'

const root = join(__dirname, '../..')
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="#8a2d5c"/></svg>'
const brand = {
  logo: 'brand/logo.svg',
  colors: { light: { accent: '#8a2d5c' }, dark: { accent: '#f2a6cb' } },
  words: { en: { 'start.heading': 'Welcome to {{product}}' } },
}

function writeLogo(folder: string): void {
  mkdirSync(join(folder, 'brand'))
  writeFileSync(join(folder, 'brand/logo.svg'), logo)
}

test("wears the vendor's logo, colours and words, and the security policy has nothing against them", async ({
  computer,
}) => {
  writeLogo(computer.folder)
  const { page, consoleErrors } = await computer.openWizard({ brand })
  await expect(page.getByRole('heading', { name: 'Welcome to Example Suite' })).toBeVisible()
  const button = page.getByRole('button', { name: 'Enter a license key' })
  await expect(button).toHaveCSS('background-color', 'rgb(138, 45, 92)')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(button).toHaveCSS('background-color', 'rgb(242, 166, 203)')
  const image = page.locator('.brand-logo img')
  await expect.poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  expect(consoleErrors).toEqual([])
})

test('is checked and drawn by the tool for vendors', async ({ computer, sandbox }) => {
  writeLogo(computer.folder)
  const configuration = join(computer.folder, 'activation.config.json')
  const output = join(computer.folder, 'pictures')
  const run = (change: object, ...args: string[]) => {
    computer.writeConfiguration(JSON.stringify(toConfiguration(sandbox, computer.licenseFolder, change)))
    const script = join(root, 'scripts/brand.mjs')
    return spawnSync(process.execPath, [script, '--config', configuration, ...args], { encoding: 'utf8' })
  }
  const bad = run({ brand: { ...brand, colors: { light: { accent: '#ffd000' } } } })
  expect(bad.stderr).toContain('brand.colors.light.accent must be a colour that can be read')
  expect(bad.status).toBe(2)
  const absent = run({ brand: { ...brand, logo: 'brand/other.svg' } })
  expect(absent.stderr).toContain('brand/other.svg is not there')
  expect(absent.status).toBe(2)
  const good = run({ brand }, '--preview', '--page', 'start', '--out', output)
  expect(good.stdout).toContain('light  accent on page')
  expect(good.status, good.stderr).toBe(0)
  expect(readdirSync(output).sort()).toEqual(['index.html', 'start-dark.png', 'start-light.png'])
})
