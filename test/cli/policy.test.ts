import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const input = 'DEMO-AAAA-BBBB-CCCC'
let sandbox: Sandbox
let computer: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})
afterEach(() => sandbox.close())

describe('the policy of the computer', () => {
  it('comes before the command line', async () => {
    const args = ['activate', '--key-stdin', '--scope', 'user']
    const result = await computer.json(args, { input, policy: { scope: 'machine' } })
    expect(result).toMatchObject({ outcome: 'activated', scope: 'machine' })
    expect(result.license?.path).toBe(join(computer.machineFolder, 'DEMO-SUITE.lic'))
  })

  it('says what is sent', async () => {
    await computer.run(['activate', '--key-stdin', '--license-id', '5'], { input, policy: { licenseId: 77 } })
    expect(JSON.parse(sandbox.requests[0]?.body ?? '{}')).toMatchObject({ license_id: 77 })
  })

  it('takes ways of activation away', async () => {
    const policy = { methods: ['user-login'], offlineOffered: false }
    const refused = await computer.run(['activate', '--key-stdin'], { input, policy })
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/^This product is not activated with a license key/),
    ])
    expect(sandbox.requests).toHaveLength(0)
  })

  it('sets the proxy, whatever the command line says', async () => {
    const policy = { proxy: 'http://127.0.0.1:9' }
    const result = await computer.json(['activate', '--key-stdin', '--proxy', 'none'], { input, policy })
    expect(result).toMatchObject({ exitCode: 21, failure: { code: 'unreachable-proxy' } })
  })

  it('names the key file where nobody else does', async () => {
    const policy = { licenseKeyFile: computer.write('key.txt', input) }
    expect(await computer.json(['activate'], { policy })).toMatchObject({ outcome: 'activated' })
  })

  it('stops the run where it cannot be used', async () => {
    const { exitCode, stderr } = await computer.run(['status'], { policy: { scope: 'everybody' } })
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^the policy: scope must be /)])
  })

  it('leaves room for the variables of the product', async () => {
    const environment = { EXAMPLE_SUITE_SCOPE: 'machine' }
    expect(await computer.json(['activate', '--key-stdin'], { input, environment })).toMatchObject({ scope: 'machine' })
  })
})
