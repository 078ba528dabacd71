import { expect, test } from 'vitest'
import { createWizardClient } from '../../src/renderer/wizard-client.ts'
import type { WizardBridge } from '../../src/shared/ipc-contract.ts'
import { createFakeBridge } from './fixtures/fake-bridge.ts'
import { makeSnapshot, views } from './fixtures/views.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('listens before it reads', async () => {
  const fake = createFakeBridge(makeSnapshot(views.start, { revision: 3 }))
  const client = createWizardClient(fake.bridge)
  expect(fake.listenerCount()).toBe(1)
  fake.publish(makeSnapshot(views.working, { revision: 7 }))
  await settled()
  expect(client.getState().snapshot?.revision).toBe(7)
})

test('keeps the highest revision', async () => {
  const fake = createFakeBridge(makeSnapshot(views.start, { revision: 5 }))
  const client = createWizardClient(fake.bridge)
  await settled()
  fake.publish(makeSnapshot(views.review, { revision: 9 }))
  fake.publish(makeSnapshot(views.working, { revision: 8 }))
  expect(client.getState().snapshot?.view.step).toBe('review')
})

test('tells its listeners of each change until they leave', async () => {
  const fake = createFakeBridge(makeSnapshot(views.start))
  const client = createWizardClient(fake.bridge)
  await settled()
  let told = 0
  const leave = client.subscribe(() => {
    told += 1
  })
  fake.publish(makeSnapshot(views.review, { revision: 2 }))
  leave()
  fake.publish(makeSnapshot(views.working, { revision: 3 }))
  expect(told).toBe(1)
})

test('keeps why a call was refused until the next view', async () => {
  const fake = createFakeBridge(makeSnapshot(views.start))
  const failure = { code: 'malformed-input', retryable: false, reference: 'A1B2-C3D4' } as const
  fake.refuse('openLink', failure)
  const client = createWizardClient(fake.bridge)
  await settled()
  expect(await client.send('openLink', { name: 'privacy' })).toBe(false)
  expect(client.getState().trouble).toEqual(failure)
  fake.publish(makeSnapshot(views.review, { revision: 2 }))
  expect(client.getState().trouble).toBeNull()
})

test('turns a broken border into a failure', async () => {
  const client = createWizardClient(undefined as unknown as WizardBridge)
  await settled()
  expect(client.getState().trouble?.code).toBe('internal')
  const rejecting = createWizardClient({
    onViewChanged: () => () => {},
    readView: () => Promise.reject(new Error('gone')),
  } as unknown as WizardBridge)
  await settled()
  expect(rejecting.getState().trouble?.code).toBe('internal')
})
