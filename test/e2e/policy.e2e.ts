import { once } from 'node:events'
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../../src/engine/folder-lock.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startProxy } from './local-proxy.ts'
import { activate, type Computer, expect, launch, test, toConfiguration, type WizardRun } from './wizard-run.ts'

const key = 'DEMO-AAAA-BBBB-CCCC'

/** Starts the wizard under this policy, in a file with this mode, and with these variables. */
async function launchUnder(
  { folder, licenseFolder, writeConfiguration }: Computer,
  sandbox: Sandbox,
  policy: object | null,
  { mode = 0o644, environment = {} }: { mode?: number; environment?: Record<string, string> } = {},
): Promise<WizardRun & { policyPath: string }> {
  const methods = ['license-key', 'user-login']
  writeConfiguration(JSON.stringify(toConfiguration(sandbox, licenseFolder, { methods })))
  const policyPath = join(folder, 'policy.json')
  if (policy !== null) {
    writeFileSync(policyPath, JSON.stringify(policy))
    chmodSync(policyPath, mode)
  }
  const variables = { ACTIVATION_POLICY: policyPath, ...environment }
  const run = await launch(folder, join(folder, 'activation.config.json'), [], variables)
  return { ...run, policyPath }
}

/** Closes the wizard as its last button does, and gives its exit code. */
async function finish({ app, page }: WizardRun): Promise<unknown> {
  const ended = once(app.process(), 'exit')
  await page
    .evaluate(() => (globalThis as unknown as { wizard: { finish: (i: object) => void } }).wizard.finish({}))
    .catch(() => undefined)
  return (await ended)[0]
}

test('runs as the policy says, whatever the environment says', async ({ computer, sandbox }) => {
  const ours = join(computer.folder, 'policy-licenses')
  const policy = { methods: ['license-key'], offlineOffered: false, licenseFolder: ours, scope: 'machine' }
  const theirs = join(computer.folder, 'environment-licenses')
  const environment = { EXAMPLE_SOFTWARE_EXAMPLE_SUITE_LICENSE_DIR: theirs }
  const run = await launchUnder(computer, sandbox, policy, { environment })
  await expect(run.page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
  await expect(run.page.getByText(/user name|password|without internet/i)).toHaveCount(0)
  await activate(run.page, key)
  await expect(run.page.getByRole('button', { name: 'Finish' })).toBeVisible()
  await expect(run.page.getByText('all users of this computer', { exact: true })).toBeVisible()
  expect(statSync(join(ours, `${sandbox.product}.lic`)).mode & 0o777).toBe(0o644)
  expect(existsSync(theirs)).toBe(false)
  expect(existsSync(computer.licenseFolder)).toBe(false)
  expect(await finish(run)).toBe(0)
})

test('waits for another run, and says that it is busy', async ({ computer, sandbox }) => {
  const { signal } = new AbortController()
  const lock = await lockFolder(computer.licenseFolder, { waitMs: 0, signal, readers: 'owner' })
  const run = await launchUnder(computer, sandbox, null)
  await activate(run.page, key)
  await expect(
    run.page.getByText('The license on this computer is being changed by another run at the moment.', { exact: true }),
  ).toBeVisible()
  expect(sandbox.requests).toHaveLength(0)
  if (lock.ok) lock.value.release()
  await run.page.getByRole('button', { name: 'Try again' }).click()
  await expect(run.page.getByText('this user', { exact: true })).toBeVisible()
  await run.close()
})

test('goes out by the proxy of the policy, whatever was chosen before', async ({ computer, sandbox }) => {
  const office = await startProxy({ signIn: '', tunnelPort: 9 })
  const before = await launchUnder(computer, sandbox, null)
  await before.page.getByRole('link', { name: 'Proxy settings' }).click()
  await before.page.getByText('Use no proxy').click()
  await before.page.getByRole('button', { name: 'Save', exact: true }).click()
  await before.close()
  const run = await launchUnder(computer, sandbox, { proxy: `http://${office.address}` })
  await run.page.getByRole('link', { name: 'Proxy settings' }).click()
  await expect(run.page.getByText(/Your administrator has set how/).last()).toBeVisible()
  await expect(run.page.getByText('Use no proxy')).toBeHidden()
  await run.page.getByRole('button', { name: 'Back' }).click()
  await activate(run.page, key)
  await expect(run.page.getByRole('button', { name: 'Finish' })).toBeVisible()
  expect(office.seen.filter((line) => line.includes('/activate_bundle'))).toHaveLength(1)
  await run.close()
  office.close()
})

test('runs without a policy where there is none', async ({ computer, sandbox }) => {
  const run = await launchUnder(computer, sandbox, null)
  await expect(run.page.getByRole('heading', { name: 'Activate Example Suite' })).toBeVisible()
  await run.close()
})

test('names what a policy may not say, and ends with code 2', async ({ computer, sandbox }) => {
  const policy = { responsePublicKey: 'another', api: { baseUrl: 'https://example.com' }, proxi: 'none' }
  const run = await launchUnder(computer, sandbox, policy)
  await expect(run.page.getByRole('heading', { name: 'A policy stops this wizard' })).toBeVisible()
  for (const member of ['responsePublicKey', 'api', 'proxi']) {
    await expect(run.page.getByText(member, { exact: true })).toBeVisible()
  }
  await expect(run.page.getByText(run.policyPath)).toBeVisible()
  expect(await finish(run)).toBe(2)
})

test('does not believe a policy that anybody may write', async ({ computer, sandbox }) => {
  const run = await launchUnder(computer, sandbox, { scope: 'user' }, { mode: 0o666 })
  await expect(run.page.getByText(/must be owned by the administrator and writable by nobody else/)).toBeVisible()
  expect(await finish(run)).toBe(2)
})

test('names a variable that cannot be used and not what it holds', async ({ computer, sandbox }) => {
  const name = 'EXAMPLE_SOFTWARE_EXAMPLE_SUITE_PROXY'
  const environment = { [name]: 'http://ada:hunter2@proxy:8080' }
  const run = await launchUnder(computer, sandbox, null, { environment })
  await expect(run.page.getByText(name)).toBeVisible()
  await expect(run.page.getByText(/without a user name and without a password/)).toBeVisible()
  expect(await run.page.content()).not.toContain('hunter2')
  expect(await finish(run)).toBe(2)
})
