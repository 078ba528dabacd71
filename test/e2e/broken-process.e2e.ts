import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type Computer, enterKey, expect, test, toConfiguration } from './wizard-run.ts'

const resultFileOf = (computer: Computer): string => join(computer.folder, 'result.json')

/** Names of what is in the log, and the reason where there is one. */
function logged(computer: Computer): string[] {
  if (!existsSync(computer.logPath)) return []
  const lines = readFileSync(computer.logPath, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line)).map(({ event, reason }) => (reason ? `${event} ${reason}` : event))
}

/** Nobody is there to press the button of a message box: what it says is written down. */
const boxToOutput = `
const { app, dialog, BrowserWindow } = require('electron')
dialog.showMessageBox = async (options) => {
  process.stdout.write('BOX ' + JSON.stringify(options) + '\\n')
  return { response: 0 }
}`

/**
 * Starts the wizard with `script` in its main process before it. Playwright cannot be there: it holds a page that comes
 * after a killed one.
 */
function startWith(computer: Computer, sandbox: Sandbox, script: string): ChildProcess {
  const path = join(computer.folder, 'driver.cjs')
  writeFileSync(path, boxToOutput + script)
  computer.writeConfiguration(JSON.stringify(toConfiguration(sandbox, computer.licenseFolder, {})))
  const switches = JSON.parse(process.env['WIZARD_ELECTRON_ARGS'] ?? '[]') as string[]
  const profile = `--user-data-dir=${join(computer.folder, 'profile')}`
  const own = ['-r', path, join(__dirname, '../..'), '--result-file', resultFileOf(computer)]
  return spawn(process.env['WIZARD_ELECTRON'] ?? '', [...switches, profile, '--lang=en-US', ...own], {
    env: { ...process.env, ACTIVATION_CONFIG: join(computer.folder, 'activation.config.json'), TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** How a wizard ended that ends by itself. */
async function endOf(computer: Computer, child: ChildProcess) {
  const output = child.stdout === null ? '' : text(child.stdout)
  const [code] = await once(child, 'close')
  const result = commandResultSchema.parse(JSON.parse(readFileSync(resultFileOf(computer), 'utf8')))
  const [, box = '{}'] = /^BOX (.*)$/m.exec(await output) ?? []
  return { code, result, box: JSON.parse(box) as object }
}

/** Activates by what the page itself calls, kills the page, waits for it to be back, and lets it crash once more. */
const killTwice = `
const onPage = (code) => BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(code)
const heading = async (wanted, meanwhile = () => undefined) => {
  const read = () => onPage("document.querySelector('h1')?.textContent ?? ''").catch(() => '')
  while (!(await read()).includes(wanted)) {
    await meanwhile()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
app.once('browser-window-created', async (_event, { webContents }) => {
  webContents.once('did-finish-load', async () => {
    await heading('Activate Example Suite')
    await onPage("wizard.chooseMethod({ method: 'license-key', road: 'online' })")
    await onPage("wizard.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })")
    await heading('What leaves this computer')
    // Nothing happens before this computer has been read.
    await heading('is activated', () => onPage('wizard.activate({})'))
    webContents.once('did-finish-load', async () => {
      await heading('is activated')
      webContents.forcefullyCrashRenderer()
    })
    process.kill(webContents.getOSProcessId(), 'SIGKILL')
  })
})`

test('shows a killed page again on its step, and ends in words and a result the second time', async ({
  computer,
  sandbox,
}) => {
  const { code, result, box } = await endOf(computer, startWith(computer, sandbox, killTwice))
  expect(code).toBe(1)
  expect(logged(computer).filter((name) => /^(page|recovery)/.test(name))).toEqual([
    'page.gone',
    'recovery.facts killed',
    'recovery.reload',
    'page.gone',
    expect.stringMatching(/^recovery\.facts (killed|crashed)$/),
    'recovery.end',
  ])
  const { failure } = result
  // The license that this run brought is there, and told of.
  const told = { outcome: 'failed', exitCode: 1, state: 'valid', license: { path: computer.licensePath } }
  expect(result).toMatchObject({ ...told, failure: { code: 'internal' } })
  expect(failure?.reference).toMatch(/^\w{4}-\w{4}$/)
  expect(box).toMatchObject({
    type: 'error',
    title: 'Activate Example Suite',
    message: 'Something went wrong inside this wizard, and it has to close.',
    detail: expect.stringContaining(`tell Example Software this reference: ${failure?.reference}`),
  })
})

test('goes on where another process of Chromium is killed, and notes it', async ({ computer }) => {
  const { app, page } = await computer.openWizard()
  await enterKey(page, 'DEMO-AAAA-BBBB-CCCC')
  await app.evaluate(({ app: electron }) => {
    const network = electron.getAppMetrics().find(({ serviceName }) => serviceName?.startsWith('network'))
    if (network === undefined) throw new Error('there is no network process')
    process.kill(network.pid, 'SIGKILL')
  })
  await expect.poll(() => logged(computer)).toContain('process.gone')
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Activated' })).toBeVisible()
  expect(logged(computer)).not.toContain('recovery.reload')
})

/** A call of the system that fails in the middle of the start. */
const failingStart = `
app.getLocale = () => { throw new Error('no locale') }`

test('ends in words and a result where it cannot be started', async ({ computer, sandbox }) => {
  const { code, result, box } = await endOf(computer, startWith(computer, sandbox, failingStart))
  expect([code, result.exitCode, result.failure?.code]).toEqual([1, 1, 'internal'])
  expect(box).toMatchObject({ detail: expect.stringContaining(`this reference: ${result.failure?.reference}`) })
  expect(logged(computer)).toEqual(['start', 'bug', 'recovery.end'])
})
