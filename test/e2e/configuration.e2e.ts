import { once } from 'node:events'
import { join } from 'node:path'
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
    const child = run.app.process()
    let stderr = ''
    child.stderr?.on('data', (chunk) => {
      stderr += String(chunk)
    })
    await expect(run.page.getByRole('heading', { name: 'This wizard is not set up yet' })).toBeVisible()
    if (member !== '') await expect(run.page.getByText(member, { exact: true })).toBeVisible()
    const ended = once(child, 'exit')
    await run.page.evaluate(() =>
      (globalThis as unknown as { wizard: { finish: (i: object) => void } }).wizard.finish({}),
    )
    expect((await ended)[0]).toBe(2)
    expect(`${stderr}${must}`).toContain(must)
  })
}
