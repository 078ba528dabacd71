import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { parseLicenseFile } from '../../src/core/license-file.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import type { Fetch } from '../../src/engine/license-server.ts'
import type { AnyFaultName } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { failureCatalog } from '../../src/shared/failure-catalog.ts'
import type { FailureCode } from '../../src/shared/failure-code.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'
import { CommandComputer, hardwareIdOf } from './command-computer.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'
const hourMs = 3_600_000

interface Scenario {
  readonly name: string
  readonly key?: string
  readonly fault?: AnyFaultName
  readonly fetch?: Fetch
  readonly now?: () => Date
  /** Does something to the license folder before the run. */
  readonly prepare?: (licenseFolder: string) => void
  /** What both faces end with; null: a license. */
  readonly code: FailureCode | null
}

const broken =
  (word: string): Fetch =>
  async () => {
    throw new Error(word)
  }

const scenarios: readonly Scenario[] = [
  { name: 'a good key', code: null },
  { name: 'a key with deviations on the wire', key: 'DEMO-SCHE-MASL-IPSA', code: null },
  { name: 'a key that nobody knows', key: 'DEMO-KEYN-OTFO-UNDA', code: 'refused-license-not-found' },
  { name: 'a text that is no key', key: 'Schlüssel', code: 'malformed-key' },
  { name: 'no seat left', key: 'DEMO-SEAT-SUSE-DUPA', code: 'refused-activations-used-up' },
  { name: 'moved too often', key: 'DEMO-TRAN-SFER-USED', code: 'refused-transfers-used-up' },
  { name: 'an expired license', key: 'DEMO-EXPI-REDA-AAAA', code: 'refused-license-expired' },
  { name: 'a trial that is over', key: 'DEMO-TRIA-LEXP-IRED', code: 'refused-trial-expired' },
  { name: 'a license that starts later', key: 'DEMO-STAR-TSLA-TERA', code: 'refused-start-date' },
  { name: 'a disabled license', key: 'DEMO-NOTE-NABL-EDAA', code: 'refused-license-not-enabled' },
  { name: 'a virtual machine', key: 'DEMO-VMNO-TALL-OWED', code: 'refused-vm-not-allowed' },
  { name: 'a computer on the black list', key: 'DEMO-BLAC-KLIS-TEDA', code: 'refused-blacklisted' },
  { name: 'a refusal that nobody documents', key: 'DEMO-UNDO-CUME-NTED', code: 'refused-unknown-code' },
  { name: 'no network', fetch: broken('net::ERR_INTERNET_DISCONNECTED'), code: 'unreachable-no-network' },
  { name: 'a name that is not found', fetch: broken('ENOTFOUND'), code: 'unreachable-name' },
  { name: 'a proxy in the way', fetch: broken('ERR_PROXY_CONNECTION_FAILED'), code: 'unreachable-proxy' },
  { name: 'a replaced certificate', fetch: broken('SELF_SIGNED_CERT_IN_CHAIN'), code: 'unreachable-tls' },
  { name: 'a dropped connection', fault: 'drop', code: 'unreachable-dropped' },
  { name: 'a server in trouble', fault: '500', code: 'unreachable-server-error' },
  { name: 'a busy server', fault: 'rate-limit', code: 'refused-rate-limit' },
  { name: 'a redirect', fault: 'redirect', code: 'unreachable-redirect' },
  { name: 'the page of a guest network', fault: 'login-page', code: 'unreachable-intercepted' },
  { name: 'another signature', fault: 'wrong-signature', code: 'not-genuine-response' },
  { name: 'no signature', fault: 'unsigned', code: 'not-genuine-unsigned' },
  { name: 'licenses of another computer', fault: 'other-hardware-id', code: 'not-ours-computer' },
  { name: 'licenses of another product', fault: 'other-product', code: 'not-ours-product' },
  { name: 'a clock that is two hours behind', now: () => new Date(Date.now() - 2 * hourMs), code: null },
  {
    name: 'a folder that cannot be written to',
    prepare: (folder) => writeFileSync(folder, 'a file in the place of the folder'),
    code: 'cannot-write',
  },
]

let sandbox: Sandbox
let folder = ''
beforeEach(async () => {
  sandbox = await startSandbox()
  folder = makeTemporaryFolder()
})
afterEach(() => sandbox.close())

/** The window: a person who chooses, pastes and presses the button. */
async function inWindow(scenario: Scenario): Promise<FailureCode | null> {
  const { fetch, now } = scenario
  const computer: WizardComputer = await openComputer({
    folder,
    name: 'DESK-1',
    sandbox,
    ...(fetch && { fetch }),
    ...(now && { now }),
  })
  computer.click.chooseMethod({ method: 'license-key', road: 'online' })
  computer.click.submitKey({ typed: scenario.key ?? goodKey })
  if (computer.view().step === 'enter-key') return 'malformed-key'
  await computer.click.activate({})
  const end = await Promise.race([computer.until('result'), computer.until('failure')])
  return end.step === 'failure' ? end.failure.code : null
}

/** What a license file says, once its signatures are judged; times and signatures differ from run to run. */
function contentOf(licenseFolder: string): unknown {
  const key = parseResponseKey(sandbox.publicKeyPem)
  if (key === null) throw new Error('the key of the sandbox cannot be read')
  const hardwareId = hardwareIdOf('DESK-1') as HardwareId
  const text = readFileSync(join(licenseFolder, 'DEMO-SUITE.lic'), 'utf8')
  const records = parseLicenseFile(text, { hardwareId, product: sandbox.product, key })
  if (!records.ok) throw new Error(records.failure.code)
  const { about, signed, ...envelope } = JSON.parse(text)
  return {
    envelope,
    about: { ...about, savedAt: null },
    roads: signed.map(({ road }: { road: string }) => road),
    records: records.value.map((record) => ({ ...record, seats: null })),
  }
}

describe('window and command line', () => {
  it.each(scenarios)('end alike with $name', async (scenario) => {
    const places = { window: join(folder, 'DESK-1', 'licenses'), command: join(folder, 'of-command') }
    sandbox.setFault(scenario.fault ?? null)
    const command = new CommandComputer(folder, 'DESK-1', sandbox, { licenseFolder: places.command })
    const path = command.write('key.txt', scenario.key ?? goodKey)
    for (const place of Object.values(places)) scenario.prepare?.(place)
    const { fetch, now } = scenario
    const ran = await command.json(['activate', '--key-file', path], { ...(fetch && { fetch }), ...(now && { now }) })
    const seen = await inWindow(scenario)

    expect([seen, ran.failure?.code ?? null]).toEqual([scenario.code, scenario.code])
    expect(ran.exitCode).toBe(scenario.code === null ? 0 : failureCatalog[scenario.code].exitCode)
    if (scenario.code === null) expect(contentOf(places.command)).toEqual(contentOf(places.window))
  })

  it('say the same of a damaged license file', async () => {
    const licenseFolder = join(folder, 'DESK-1', 'licenses')
    const command = new CommandComputer(folder, 'DESK-1', sandbox, { licenseFolder })
    await command.run(['activate', '--key-file', command.write('key.txt', goodKey)])
    writeFileSync(join(licenseFolder, 'DEMO-SUITE.lic'), '{"format":"activation-wi')
    const told = await command.json(['status'])
    expect(told).toMatchObject({ exitCode: 15, state: 'damaged', failure: { code: 'malformed-license-file' } })
    // Asked again, it says the same: status moves nothing.
    expect((await command.json(['status'])).exitCode).toBe(15)
    const window = await openComputer({ folder, name: 'DESK-1', sandbox })
    expect(window.view()).toMatchObject({ step: 'start', notice: { code: 'malformed-license-file' } })
  })
})
