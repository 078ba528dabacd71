import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { withDisplay } from '../../scripts/system/virtual-display.mjs'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { KeyPairs, makePrivateKeys } from '../fakes/key-pairs.ts'
import { makeOpeners } from './opened-addresses.ts'
import { endOfProcesses } from './process-end.ts'

const root = join(__dirname, '../..')

/** The built wizard in real Electron, with a home of its own. */
export interface WizardRun {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page wrote to its console as an error. */
  readonly consoleErrors: readonly string[]
  readonly close: () => Promise<void>
}

/** A computer of a test: a folder for everything that the wizard keeps, and the server that it talks to. */
export interface Computer {
  readonly folder: string
  readonly licenseFolder: string
  readonly licensePath: string
  readonly logPath: string
  /** Starts the wizard; `configuration` changes members of the vendor configuration, `environment` adds variables. */
  readonly openWizard: (configuration?: object, environment?: Readonly<Record<string, string>>) => Promise<WizardRun>
  /** Links with which the system starts the wizard: for the next start. */
  readonly links: string[]
  /** Writes this text as the vendor configuration of the next start. */
  readonly writeConfiguration: (text: string) => void
}

/** A wizard that has been started already, on its first page, and what it talks to. */
export interface OpenedWizard extends WizardRun {
  readonly computer: Computer
  readonly sandbox: Sandbox
}

interface Fixtures {
  /**
   * One wizard for all tests of a worker, one after the other: to start one takes longer than many tests do. It has no
   * license: for tests that activate nothing, change nothing in its main process, count no requests from zero, and end on
   * the first page or with a failure.
   */
  readonly opened: OpenedWizard
  readonly sandboxOptions: SandboxOptions
  readonly sandbox: Sandbox
  readonly computer: Computer
  /** A second computer, with a folder of its own. */
  readonly otherComputer: Computer
}

/** What all tests of a worker share, one after the other. */
interface WorkerFixtures {
  readonly keyPairs: KeyPairs
  readonly display: undefined
  readonly sharedWizard: OpenedWizard
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern.
  keyPairs: [async ({}, use) => use(new KeyPairs(await makePrivateKeys(2))), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: see above.
  display: [({}, use) => useOwnDisplay(use), { scope: 'worker', auto: true }],
  sharedWizard: [({ keyPairs }, use) => useSharedWizard(keyPairs, use), { scope: 'worker' }],
  opened: async ({ sharedWizard }, use) => {
    sharedWizard.sandbox.setFault(null)
    await goToStart(sharedWizard.page)
    await use(sharedWizard)
  },
  sandboxOptions: [{}, { option: true }],
  sandbox: async ({ sandboxOptions, keyPairs }, use) => {
    const sandbox = await keyPairs.startSandbox(sandboxOptions)
    await use(sandbox)
    await sandbox.close()
  },
  computer: ({ sandbox }, use) => useComputer(sandbox, use),
  otherComputer: ({ sandbox }, use) => useComputer(sandbox, use),
})

/** Where there is no display, each worker has its own: they share neither the clipboard nor the focus. */
function useOwnDisplay(use: (display: undefined) => Promise<void>): Promise<void> {
  return withDisplay(async ({ DISPLAY }) => {
    if (DISPLAY !== undefined) process.env['DISPLAY'] = DISPLAY
    await use(undefined)
  })
}

async function useSharedWizard(keyPairs: KeyPairs, use: (wizard: OpenedWizard) => Promise<void>): Promise<void> {
  const sandbox = await keyPairs.startSandbox({})
  await useComputer(sandbox, async (computer) => use({ ...(await computer.openWizard()), computer, sandbox }))
  await sandbox.close()
}

async function useComputer(sandbox: Sandbox, use: (computer: Computer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-e2e-'))
  const runs: WizardRun[] = []
  await use(makeComputer(folder, sandbox, runs))
  for (const run of runs) await run.close()
  await endOfProcesses(folder)
  // Elsewhere than on Linux a process may still be writing.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}

function makeComputer(folder: string, sandbox: Sandbox, runs: WizardRun[]): Computer {
  const licenseFolder = join(folder, 'licenses')
  const configurationPath = join(folder, 'activation.config.json')
  const links: string[] = []
  const writeConfiguration = (text: string): void => writeFileSync(configurationPath, text)
  const openWizard: Computer['openWizard'] = async (configuration = {}, environment = {}) => {
    writeConfiguration(JSON.stringify(toConfiguration(sandbox, licenseFolder, configuration)))
    const run = await launch(folder, configurationPath, links, environment)
    runs.push(run)
    return run
  }
  return {
    folder,
    licenseFolder,
    licensePath: join(licenseFolder, `${sandbox.product}.lic`),
    logPath: join(folder, 'profile', 'logs', 'wizard.log'),
    openWizard,
    links,
    writeConfiguration,
  }
}

export function toConfiguration(sandbox: Sandbox, licenseFolder: string, changes: object): object {
  return {
    vendor: {
      name: 'Example Software',
      supportUrl: 'https://example.com/support',
      supportEmail: 'support@example.com',
      privacyUrl: 'https://example.com/privacy',
    },
    product: { name: 'Example Suite', code: sandbox.product, version: '1.0.0' },
    api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
    responsePublicKey: sandbox.publicKeyPem,
    licenseFolder,
    ...changes,
  }
}

/** Starts the built wizard on a folder that stands for a computer. */
export async function launch(
  folder: string,
  configurationPath: string,
  files: string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<WizardRun> {
  const executablePath = process.env['WIZARD_ELECTRON']
  if (executablePath === undefined) throw new Error('Run the e2e tests with: npm run test:e2e')
  const switches = JSON.parse(process.env['WIZARD_ELECTRON_ARGS'] ?? '[]') as string[]
  const app = await _electron.launch({
    executablePath,
    args: [...switches, `--user-data-dir=${join(folder, 'profile')}`, '--lang=en-US', root, ...files],
    env: {
      ...definedEnvironment(),
      ACTIVATION_CONFIG: configurationPath,
      TZ: 'UTC',
      PATH: pathWith(makeOpeners(folder)),
      ...environment,
    },
  })
  const page = await app.firstWindow()
  const consoleErrors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text())
  })
  page.on('pageerror', (error) => consoleErrors.push(String(error)))
  let closed = false
  app.on('close', () => {
    closed = true
  })
  const close = async (): Promise<void> => {
    if (!closed) await app.close()
  }
  return { app, page, consoleErrors, close }
}

function pathWith(folder: string): string {
  return [folder, process.env['PATH'] ?? ''].join(delimiter)
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** From any page back to the first one. A person would close the wizard and open it again. */
export async function goToStart(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (globalThis as unknown as { wizard: { goToStart: (input: object) => Promise<unknown> } }).wizard.goToStart({})
  })
}

/** From the start page to the review page, as a person goes. */
export async function enterKey(page: Page, licenseKey: string): Promise<void> {
  await page.getByRole('button', { name: /Enter a license key|Use another license key/ }).click()
  await page.getByRole('textbox', { name: 'License key' }).fill(licenseKey)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'What leaves this computer' })).toBeVisible()
}

/** The whole way with this key; what comes is the test's business. */
export async function activate(page: Page, licenseKey: string): Promise<void> {
  await enterKey(page, licenseKey)
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
}

/** Variables for a wizard that gives up on the server soon. */
export const impatient = { EXAMPLE_SOFTWARE_EXAMPLE_SUITE_TIMEOUT_SECONDS: '2' }

export { expect }
