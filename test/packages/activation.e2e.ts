import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { parseLicenseFile } from '../../src/core/license-file.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import { activate } from '../e2e/wizard-run.ts'
import { makeDrivenCopy } from './driven-copy.ts'
import { endPackaged, hasSandbox, makeHome, startPackaged, waitForLine } from './packaged-run.ts'
import { test } from './packed.ts'

/** Runs `work` on the page of a packaged wizard that lets itself be driven. */
async function drive(folder: string, home: string, work: (page: Page) => Promise<void>): Promise<void> {
  const args = hasSandbox() ? [] : ['--no-sandbox']
  const child = startPackaged(join(folder, 'activation-wizard'), { home, args })
  try {
    const address = await waitForLine(child, /DevTools listening on (ws:\S+)/)
    // What Playwright sets up for a browser of its own is nothing that Electron knows.
    const browser = await chromium.connectOverCDP(address, { noDefaults: true })
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error('the packaged wizard shows no window')
    await work(context.pages()[0] ?? (await context.waitForEvent('page')))
    await browser.close()
  } finally {
    await endPackaged(child)
  }
}

function licenseFolder(home: string): string {
  return join(home, '.local', 'share', 'example-software', 'example-suite')
}

let home = ''

test.describe
  .serial('the installed wizard', () => {
    test.beforeAll(({ packed }) => {
      home = makeHome(packed.scratch)
    })

    test('activates with the configuration from its asar', async ({ packed }) => {
      const { sandbox, program, scratch } = packed
      await drive(await makeDrivenCopy(program, scratch), home, async (page) => {
        await activate(page, 'DEMO-AAAA-BBBB-CCCC')
        await expect(page.getByRole('heading', { name: 'Activated' })).toBeVisible()
      })
      const path = join(licenseFolder(home), `${sandbox.product}.lic`)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      const key = parseResponseKey(sandbox.publicKeyPem)
      if (key === null) throw new Error('the sandbox has no key')
      const { hardware_id: hardwareId } = JSON.parse(sandbox.requests[0]?.body ?? '{}')
      const read = parseLicenseFile(readFileSync(path, 'utf8'), { key, hardwareId, product: sandbox.product })
      expect(read).toMatchObject({ ok: true })
    })

    test('starts untouched through its link, finds the license genuine and asks how it stands', async ({ packed }) => {
      test.skip(!hasSandbox(), 'This system gives Chromium no sandbox, and a packaged wizard does not start without.')
      const { sandbox, systemRoot } = packed
      // As shipped it cannot be driven. That it asks about the license by itself shows that it has started, read its
      // configuration and believed the file. It asks once a day: without its memory it does not know of today.
      rmSync(join(licenseFolder(home), 'state'), { recursive: true })
      const known = sandbox.requests.length
      const shipped = startPackaged(join(systemRoot, 'usr', 'bin', 'activation-wizard'), { home })
      try {
        const asked = () => sandbox.requests.slice(known).map(({ method, path }) => `${method} ${path}`)
        await expect.poll(asked).toEqual([expect.stringMatching(/^GET .*check/)])
      } finally {
        await endPackaged(shipped)
      }
    })
  })
