import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { startTlsFront, type TlsFront } from '../fakes/tls-front.ts'
import { CommandComputer } from './command-computer.ts'

const input = 'DEMO-AAAA-BBBB-CCCC'
let sandbox: Sandbox
let front: TlsFront

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await front.close()
  await sandbox.close()
})

/** A computer whose license server presents `certificate`. */
async function computerAt(certificate: string): Promise<CommandComputer> {
  front = await startTlsFront(certificate, Number(new URL(sandbox.baseUrl).port))
  const { apiKey, sharedKey } = sandbox
  const api = { baseUrl: front.url, apiKey, sharedKey }
  return new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox, { api })
}

describe('the certificate of the license server', () => {
  it('is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const computer = await computerAt('localhost')
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const conformance = ['conformance', '--key-stdin', '--yes-use-a-test-key']
    for (const args of [['activate', '--key-stdin'], ['diagnose'], conformance]) {
      const told = await computer.json(args, { input })
      expect([args[0], told.exitCode, told.failure?.code]).toEqual([args[0], 22, 'unreachable-tls'])
    }
    expect([front.calls(), sandbox.requests.length]).toEqual([0, 0])
  })
})
