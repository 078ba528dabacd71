import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, launch, test, toConfiguration } from './wizard-run.ts'

const cases: [string, (good: object) => string, string, string][] = [
  ['is no JSON', () => '{', 'must be JSON text', ''],
  ['misses the API', (good) => JSON.stringify({ ...good, api: undefined }), 'must be an object', 'api'],
  [
    'has an address without https',
    (good) => JSON.stringify({ ...good, vendor: { name: 'V', supportUrl: 'http://example.com' } }),
    'must be an address that begins with https://',
    'vendor.supportUrl',
  ],
  [
    'has a misspelt member',
    (good) => JSON.stringify({ ...good, licenceFolder: '/x' }),
    'must be left out',
    'licenceFolder',
  ],
]

for (const [name, toText, must, member] of cases) {
  test(`shows a page and ends with code 2 when the configuration ${name}`, async ({ computer, sandbox }) => {
    computer.writeConfiguration(toText(toConfiguration(sandbox, computer.licenseFolder, {})))
    const run = await launch(computer.folder, join(computer.folder, 'activation.config.json'))
    await expect(run.page.getByRole('heading', { name: 'This wizard is not set up yet' })).toBeVisible()
    if (member !== '') await expect(run.page.getByText(member, { exact: true })).toBeVisible()
    const ended = once(run.app.process(), 'exit')
    // The window may be gone before the call is answered; the code with which it goes is what counts.
    await run.page
      .evaluate(() => (globalThis as unknown as { wizard: { finish: (i: object) => void } }).wizard.finish({}))
      .catch(() => undefined)
    expect((await ended)[0]).toBe(2)
    // Started once more without a debugger in between, which misses what is written in the first moment.
    const path = join(computer.folder, 'activation.config.json')
    await expect(firstErrorOf(computer.folder, path)).resolves.toContain(
      member === '' ? `${path}: ${must}` : `${path}: ${member} ${must}`,
    )
  })
}

/** The first line about the configuration that the wizard writes to stderr. */
async function firstErrorOf(folder: string, configurationPath: string): Promise<string> {
  const switches = JSON.parse(process.env['WIZARD_ELECTRON_ARGS'] ?? '[]') as string[]
  const args = [...switches, `--user-data-dir=${join(folder, 'profile')}`, join(__dirname, '../..')]
  const child = spawn(process.env['WIZARD_ELECTRON'] ?? '', args, {
    env: { ...process.env, ACTIVATION_CONFIG: configurationPath },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.startsWith(configurationPath)) return line
    }
    return ''
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}
