import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type CommandResult, commandResultSchema } from '../../src/engine/result/command-result.ts'
import {
  activate,
  type Computer,
  enterKey,
  expect,
  launch,
  test,
  toConfiguration,
  type WizardRun,
} from './wizard-run.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'
const unknownKey = 'DEMO-KEYN-OTFO-UNDA'

interface Told {
  readonly code: number | null
  readonly result: CommandResult
}

const resultFileOf = (computer: Computer): string => join(computer.folder, 'result.json')
const configurationOf = (computer: Computer): string => join(computer.folder, 'activation.config.json')

function read(computer: Computer): CommandResult {
  return commandResultSchema.parse(JSON.parse(readFileSync(resultFileOf(computer), 'utf8')))
}

/** Starts the window as an installer does, lets `work` be done in it, and tells how it ended once that has closed it. */
async function inWindow(computer: Computer, work: (run: WizardRun) => Promise<void>): Promise<Told> {
  const args = ['--from-installer', '--result-file', resultFileOf(computer)]
  const run = await launch(computer.folder, configurationOf(computer), args)
  const ended = once(run.app.process(), 'exit')
  await work(run)
  const [code] = await ended
  return { code, result: read(computer) }
}

/** The same on the command line, with the same kind of file. */
async function inCommandLine(computer: Computer, args: readonly string[], until?: () => Promise<void>): Promise<Told> {
  const script = join(__dirname, '../../scripts/cli.mjs')
  const own = ['--config', configurationOf(computer), '--result-file', resultFileOf(computer)]
  const child = spawn(process.execPath, [script, ...args, ...own], {
    env: { ...process.env, HOME: computer.folder, LC_ALL: 'en_US.UTF-8' },
    stdio: 'ignore',
  })
  const ended = once(child, 'close')
  if (until !== undefined) {
    await until()
    child.kill('SIGINT')
  }
  const [code] = await ended
  return { code, result: read(computer) }
}

function withKey(computer: Computer, key: string): string[] {
  const path = join(computer.folder, 'key.txt')
  writeFileSync(path, key)
  return ['activate', '--key-file', path]
}

/** What must be the same: all but the moment, the reference in the log, and the folder of either computer. */
function comparable({ code, result }: Told): object {
  const { failure, license, requests } = result
  const details = failure?.details && { ...failure.details, ...(failure.details.path && { path: '' }) }
  return {
    code,
    ...result,
    at: '',
    failure: failure && { ...failure, reference: '', details },
    license: license && { ...license, path: basename(license.path) },
    requests: requests?.map((request) => ({ ...request, id: '', createdAt: '' })) ?? null,
  }
}

/** Closes the window as a person does, by its frame. The call may lose its answer: the window goes with it. */
async function close({ app }: WizardRun): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
}

async function press({ page }: WizardRun, name: string): Promise<void> {
  await page
    .getByRole('button', { name })
    .click()
    .catch(() => undefined)
}

/** The window is on one computer and the command line on another, with the same configuration but for its folder. */
test.beforeEach(({ computer, otherComputer, sandbox }) => {
  for (const each of [computer, otherComputer]) {
    each.writeConfiguration(JSON.stringify(toConfiguration(sandbox, each.licenseFolder, {})))
  }
})

test('tells of an activation what the command line tells', async ({ computer, otherComputer }) => {
  const window = await inWindow(computer, async (run) => {
    await activate(run.page, goodKey)
    await expect(run.page.getByRole('heading', { name: 'Activated' })).toBeVisible()
    await press(run, 'Finish')
  })
  const command = await inCommandLine(otherComputer, withKey(otherComputer, goodKey))
  expect(window).toMatchObject({ code: 0, result: { outcome: 'activated', exitCode: 0, state: 'valid' } })
  expect(comparable(window)).toEqual(comparable(command))
  expect(JSON.stringify(window.result)).not.toContain(goodKey)
})

test('tells of a refused key what the command line tells', async ({ computer, otherComputer }) => {
  const window = await inWindow(computer, async (run) => {
    await activate(run.page, unknownKey)
    await expect(run.page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
    await close(run)
  })
  const command = await inCommandLine(otherComputer, withKey(otherComputer, unknownKey))
  expect(window).toMatchObject({ code: 10, result: { failure: { code: 'refused-license-not-found' } } })
  expect(window.result.failure?.reference).toMatch(/^\w{4}-\w{4}$/)
  expect(comparable(window)).toEqual(comparable(command))
})

test('tells of an activation that was stopped what the command line tells', async ({
  computer,
  otherComputer,
  sandbox,
}) => {
  sandbox.setFault('slow')
  const window = await inWindow(computer, async (run) => {
    await activate(run.page, goodKey)
    await expect.poll(() => sandbox.requests.length).toBe(1)
    await close(run)
  })
  const command = await inCommandLine(otherComputer, withKey(otherComputer, goodKey), () =>
    expect.poll(() => sandbox.requests.length).toBe(2),
  )
  expect(window).toMatchObject({ code: 3, result: { failure: { code: 'cancelled' } } })
  expect(comparable(window)).toEqual(comparable(command))
})

test('tells of an unusable configuration what the command line tells', async ({ computer, otherComputer, sandbox }) => {
  const broken = { api: { baseUrl: 'http://example.com', apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey } }
  for (const each of [computer, otherComputer]) {
    each.writeConfiguration(JSON.stringify(toConfiguration(sandbox, each.licenseFolder, broken)))
  }
  const window = await inWindow(computer, async (run) => {
    await expect(run.page.getByRole('heading', { name: 'This wizard is not set up yet' })).toBeVisible()
    await close(run)
  })
  const command = await inCommandLine(otherComputer, withKey(otherComputer, goodKey))
  expect(window).toMatchObject({ code: 2, result: { failure: { details: { member: 'api.baseUrl' } } } })
  expect(comparable(window)).toEqual(comparable(command))
})

test('tells of a license that is there already what the command line tells', async ({ computer, otherComputer }) => {
  for (const each of [computer, otherComputer]) await inCommandLine(each, withKey(each, goodKey))
  const window = await inWindow(computer, async (run) => {
    await expect(run.page.getByRole('heading', { name: /Example Suite (is activated|needs attention)/ })).toBeVisible()
    await expect(run.page.getByRole('button', { name: 'Set up later' })).toHaveCount(0)
    await close(run)
  })
  const command = await inCommandLine(otherComputer, withKey(otherComputer, goodKey))
  expect(window).toMatchObject({ code: 0, result: { outcome: 'already-active' } })
  expect(comparable(window)).toEqual(comparable(command))
})

test('tells of a request without an answer what the command line tells', async ({ computer }) => {
  const [, ...key] = withKey(computer, goodKey)
  await inCommandLine(computer, ['request', ...key, '--out', computer.folder])
  const window = await inWindow(computer, async (run) => {
    await expect(run.page.getByRole('heading', { name: 'Activate Example Suite' })).toBeVisible()
    await expect(run.page.getByText(/\.req/).first()).toBeVisible()
    await close(run)
  })
  const command = await inCommandLine(computer, ['status'])
  expect(window).toMatchObject({ code: 50, result: { state: 'pending' } })
  expect(comparable(window)).toEqual(comparable(command))
})

test('says that the person wants to activate later', async ({ computer }) => {
  const window = await inWindow(computer, (run) => press(run, 'Set up later'))
  expect(window).toMatchObject({ code: 3, result: { outcome: 'later', failure: null, state: 'none' } })
})

test('forgets a failure once the person has gone back to the start', async ({ computer }) => {
  const window = await inWindow(computer, async (run) => {
    await activate(run.page, unknownKey)
    await expect(run.page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
    await press(run, 'Change the key')
    await press(run, 'Back')
    await expect(run.page.getByRole('heading', { name: 'Activate Example Suite' })).toBeVisible()
    await close(run)
  })
  expect(window).toMatchObject({ code: 3, result: { failure: { code: 'cancelled' } } })
})

test('ends at once where another window is open, and says so', async ({ computer }) => {
  const first = await computer.openWizard()
  await enterKey(first.page, goodKey)
  const { code, stderr } = await startAlone(computer, ['--result-file', resultFileOf(computer)])
  expect([code, stderr]).toEqual([24, expect.not.stringContaining('undefined')])
  expect(read(computer)).toMatchObject({ outcome: 'failed', exitCode: 24, failure: { code: 'another-run' } })
  // Nobody waits for a code: the window that is open is all that was wanted.
  expect((await startAlone(computer, [])).code).toBe(0)
})

test('comes up with a temporary profile, or ends with 30 and says why', async ({ computer }) => {
  // A file in the place of a folder: root cannot write below it either.
  const blocked = join(computer.folder, 'profile')
  writeFileSync(blocked, '')
  const run = await computer.openWizard({}, { TMPDIR: computer.folder })
  await expect(run.page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
  await run.close()
  const args = ['--result-file', resultFileOf(computer)]
  const { code, stderr } = await startAlone(computer, args, { TMPDIR: join(blocked, 'tmp') })
  expect([code, stderr]).toEqual([30, expect.stringContaining(`The folder ${blocked}`)])
  expect(read(computer)).toMatchObject({ exitCode: 30, failure: { code: 'cannot-write-profile' } })
})

test('shows nothing where the result could not be told, and leaves the file of an earlier run alone', async ({
  computer,
}) => {
  writeFileSync(resultFileOf(computer), 'of an earlier run')
  const missing = join(computer.folder, 'nowhere', 'result.json')
  const ended = await startAlone(computer, ['--result-file', missing])
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere does not exist') })
  expect((await startAlone(computer, ['--result-file', '--from-installer'])).code).toBe(2)
  expect(readFileSync(resultFileOf(computer), 'utf8')).toBe('of an earlier run')
  const wrong = ['--from-installer=yes', '--result-file', resultFileOf(computer)]
  expect((await startAlone(computer, wrong)).code).toBe(2)
  expect(read(computer)).toMatchObject({ exitCode: 2, failure: { code: 'malformed-command' } })
  writeFileSync(resultFileOf(computer), 'of an earlier run')

  const run = await launch(computer.folder, configurationOf(computer), ['--result-file', resultFileOf(computer)])
  const killed = once(run.app.process(), 'exit')
  run.app.process().kill('SIGKILL')
  await killed
  expect(readFileSync(resultFileOf(computer), 'utf8')).toBe('of an earlier run')
  expect(existsSync(missing)).toBe(false)
})

/** A start that ends by itself. */
async function startAlone(
  computer: Computer,
  args: string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stderr: string }> {
  const switches = JSON.parse(process.env['WIZARD_ELECTRON_ARGS'] ?? '[]') as string[]
  const profile = `--user-data-dir=${join(computer.folder, 'profile')}`
  const child = spawn(process.env['WIZARD_ELECTRON'] ?? '', [...switches, profile, join(__dirname, '../..'), ...args], {
    env: { ...process.env, ACTIVATION_CONFIG: configurationOf(computer), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  const [code] = await once(child, 'close')
  return { code, stderr }
}
