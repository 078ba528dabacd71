/** A device ID that the administrator's policy gives: containers and pools have no machine ID of their own. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readGivenHardwareId, readLicense } from '../../packages/license-reader/src/license-reader.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const deviceId = 'render-farm-01'
const policy = { deviceId }
const key = 'DEMO-AAAA-BBBB-CCCC'
const allowed = { hardwareId: { source: 'machine-id', deviceId: { variable: 'pool' } } }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

const containerWith = (configuration: object) =>
  new CommandComputer(makeTemporaryFolder(), 'BOX', sandbox, configuration)

it('has one license in each container that gets the ID, says so to the server, and is read by the product', async () => {
  const first = containerWith(allowed)
  expect(await first.json(['activate', '--key', key], { policy })).toMatchObject({ exitCode: 0, state: 'valid' })
  const sent = JSON.parse(sandbox.requests.find(({ path }) => path === '/api/v4/activate_bundle')?.body ?? '{}')
  expect(sent.variables).toEqual({ pool: 'device ID given by the administrator' })

  const etc = join(makeTemporaryFolder(), 'vendor', 'product')
  mkdirSync(etc, { recursive: true, mode: 0o755 })
  const path = join(etc, 'activation.json')
  writeFileSync(path, JSON.stringify(policy), { mode: 0o644 })
  const id = readGivenHardwareId(path, process.getuid?.())
  expect(id).toBe(sent.hardware_id)
  const reading = readLicense(join(first.licenseFolder, 'DEMO-SUITE.lic'), sandbox.publicKeyPem, id ?? '')
  expect(reading).toMatchObject({ ok: true })

  const second = containerWith({ ...allowed, licenseFolder: first.licenseFolder })
  expect(await second.json(['status'], { policy })).toMatchObject({ exitCode: 0, state: 'valid' })
  expect(await second.json(['status'])).toMatchObject({ exitCode: 14, state: 'other-computer' })
})

it('is told in what is sent of the virtual machine where the vendor names no variable', async () => {
  const container = containerWith({ hardwareId: { source: 'machine-id', deviceId: {} } })
  await container.json(['activate', '--key', key], { policy })
  const sent = JSON.parse(sandbox.requests.find(({ path }) => path === '/api/v4/activate_bundle')?.body ?? '{}')
  expect(sent.vm_info).toMatch(/(?:^|; )device ID given by the administrator$/)
  expect(sent.variables).toBeUndefined()
})

it('is refused where the vendor does not allow it, and nothing is sent', async () => {
  const container = containerWith({})
  const { exitCode, stderr } = await container.run(['activate', '--key', key], { policy })
  expect(exitCode).toBe(2)
  expect(stderr).toContain('deviceId must be no more than what the vendor of the product offers')
  expect(sandbox.requests).toEqual([])
})

it('is nothing that a person can say', async () => {
  const container = containerWith(allowed)
  const answers = container.write('answers.json', JSON.stringify(policy))
  const { exitCode, stderr } = await container.run(['status', '--answer-file', answers])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('deviceId must be left out: only a policy of the administrator can set it')
  const own = (await container.json(['device'])).device
  const environment = { ACTIVATION_WIZARD_DEVICE_ID: deviceId, ACTIVATION_WIZARD_null: deviceId }
  expect((await container.json(['device'], { environment })).device).toEqual(own)
})
