import { expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { makeDemoOrder } from '../../src/sandbox/demo-orders.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, codeOf, itemsOf } from './call-sandbox.ts'

const oneSeatKey = 'DEMO-ONES-EATO-NLYA'

async function withSandbox(options: SandboxOptions, act: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox(options)
  try {
    await act(sandbox)
  } finally {
    await sandbox.close()
  }
}

test('refuses a second computer where there is one seat, and goes on to accept the first', async () => {
  await withSandbox({}, async (sandbox) => {
    expect((await activate(sandbox, oneSeatKey, { hardware_id: 'first' })).status).toBe(200)
    expect(codeOf(await activate(sandbox, oneSeatKey, { hardware_id: 'second' }))).toBe('license_activated_max_times')
    expect((await activate(sandbox, oneSeatKey, { hardware_id: 'first' })).status).toBe(200)
  })
})

test('keeps the number of a known device and counts it once', async () => {
  await withSandbox({}, async (sandbox) => {
    const first = itemsOf(await activate(sandbox, goodKey))
    const again = itemsOf(await activate(sandbox, goodKey))
    const [other] = itemsOf(await activate(sandbox, goodKey, { hardware_id: 'computer-2' }))
    expect(again).toEqual(first)
    expect(first[0]).toMatchObject({ max_activations: 5, times_activated: 1 })
    expect(other?.['times_activated']).toBe(2)
    expect(other?.['device_id']).not.toBe(first[0]?.['device_id'])
  })
})

test('refuses a known device where that is switched on', async () => {
  await withSandbox({ knownDevice: 'refused' }, async (sandbox) => {
    expect((await activate(sandbox, goodKey)).status).toBe(200)
    const reply = await activate(sandbox, goodKey)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'license_device_exists'])
  })
})

test('takes no seat for a refused activation', async () => {
  const orders = [makeDemoOrder('KEY-1', new Date(), { maxActivations: 1, blacklist: ['banned'] })]
  await withSandbox({ orders }, async (sandbox) => {
    expect(codeOf(await activate(sandbox, 'KEY-1', { hardware_id: 'banned' }))).toBe('blacklisted')
    expect((await activate(sandbox, 'KEY-1', { hardware_id: 'allowed' })).status).toBe(200)
  })
})

test('gives the last seat to one of two computers that ask at the same time', async () => {
  await withSandbox({}, async (sandbox) => {
    const ask = (hardwareId: string) => activate(sandbox, oneSeatKey, { hardware_id: hardwareId })
    const statuses = (await Promise.all([ask('first'), ask('second')])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 400])
  })
})

test('forgets its devices at its end', async () => {
  for (const hardwareId of ['first', 'second']) {
    await withSandbox({}, async (sandbox) => {
      expect((await activate(sandbox, oneSeatKey, { hardware_id: hardwareId })).status).toBe(200)
    })
  }
})
