import { beforeAll, describe, expect, it } from 'vitest'
import { ipcCalls, ipcEvents, type WizardBridge } from '../../src/shared/ipc-contract.ts'
import { exposed, invoked, listeners } from '../fakes/electron.ts'

let bridge: WizardBridge
beforeAll(async () => {
  await import('../../src/preload/bridge.ts')
  bridge = exposed.get('wizard') as WizardBridge
})

describe('bridge', () => {
  it('offers exactly the calls and events of the contract', () => {
    const events = Object.keys(ipcEvents).map((event) => `on${event[0]?.toUpperCase()}${event.slice(1)}`)
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(ipcCalls), ...events].sort())
    expect([...exposed.keys()]).toEqual(['wizard'])
  })

  it.each(Object.keys(ipcCalls) as (keyof typeof ipcCalls)[])('sends %s over its own channel', async (call) => {
    invoked.length = 0
    await (bridge[call] as (input: object) => Promise<unknown>)({})
    expect(invoked).toEqual([{ channel: call, input: {} }])
  })

  it('hands the payload on without the event, until it is unsubscribed', () => {
    const seen: unknown[][] = []
    const unsubscribe = bridge.onViewChanged((...payload) => void seen.push(payload))
    const emit = (): void =>
      listeners.get('viewChanged')?.forEach((listener) => void listener({ sender: 'secret' }, 'view'))
    emit()
    unsubscribe()
    emit()
    expect(seen).toEqual([['view']])
  })
})
