import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { certificatePath, startTlsFront, type TlsFront } from '../fakes/tls-front.ts'
import { startProxy } from './local-proxy.ts'
import { activate, expect, test as wizardTest } from './wizard-run.ts'

const caFile = certificatePath('company')
const refused = 'A secure connection to the license server could not be made.'

/** Each test has a server that presents the certificate which it names, and ends it. */
const test = wizardTest.extend<{ frontOf: (certificate: string) => Promise<TlsFront> }>({
  frontOf: async ({ sandbox }, use) => {
    const fronts: TlsFront[] = []
    await use(async (certificate) => {
      const front = await startTlsFront(certificate, Number(new URL(sandbox.baseUrl).port))
      fronts.push(front)
      return front
    })
    for (const front of fronts) await front.close()
  },
})

const apiAt = ({ url }: TlsFront, { apiKey, sharedKey }: Sandbox) => ({ api: { baseUrl: url, apiKey, sharedKey } })

test('activates in a company with a proxy, a sign-in and certificates of its own', async ({
  computer,
  sandbox,
  frontOf,
}) => {
  const front = await frontOf('localhost')
  const office = await startProxy({ signIn: 'anna:ge#h@im', tunnelPort: front.port })
  const proxySignInFile = join(computer.folder, 'proxy.txt')
  writeFileSync(proxySignInFile, 'anna\nge#h@im\n')
  const policyPath = join(computer.folder, 'policy.json')
  writeFileSync(policyPath, JSON.stringify({ proxy: `http://${office.address}`, proxySignInFile, caFile }))
  chmodSync(policyPath, 0o644)
  const environment = { ACTIVATION_POLICY: policyPath }
  const { page, consoleErrors } = await computer.openWizard(apiAt(front, sandbox), environment)

  await page.getByRole('link', { name: 'Proxy settings' }).click()
  await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('anna')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByText(/is free\.$/).last()).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await activate(page, 'DEMO-AAAA-BBBB-CCCC')
  await expect(page.getByRole('heading', { name: 'Example Suite is activated' })).toBeVisible()
  expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  expect(new Set(office.seen.filter((line) => line.includes('anna')))).toEqual(
    new Set([`CONNECT localhost:${front.port} anna:ge#h@im`]),
  )
  // Nothing else leaves the computer, no dictionary of Chromium's either.
  expect(office.seen.filter((line) => !line.startsWith(`CONNECT localhost:${front.port}`))).toEqual([])
  expect(consoleErrors).toEqual([])
  office.close()
})

test('refuses a wrong certificate, whoever issued it, and one whose issuer nobody named', async ({
  computer,
  otherComputer,
  sandbox,
  frontOf,
}) => {
  const named = { EXAMPLE_SOFTWARE_EXAMPLE_SUITE_CA_FILE: caFile }
  for (const [on, certificate, environment] of [
    [computer, 'localhost-wrong-host', named],
    [otherComputer, 'localhost', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
  ] as const) {
    const front = await frontOf(certificate)
    const { page } = await on.openWizard(apiAt(front, sandbox), environment)
    await activate(page, 'DEMO-AAAA-BBBB-CCCC')
    await expect(page.getByText(refused).last()).toBeVisible()
    expect(front.calls()).toBe(0)
  }
  expect(sandbox.requests).toHaveLength(0)
})
