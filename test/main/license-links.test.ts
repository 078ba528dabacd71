import { expect, test } from 'vitest'
import { SnapshotPublisher } from '../../src/main/snapshot-publisher.ts'
import { toHandlers } from '../../src/main/ipc-handlers.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { views } from '../renderer/fixtures/views.ts'

function openOn(name: keyof typeof views) {
  const opened: string[] = []
  const publisher = new SnapshotPublisher({ wizardVersion: '0.1.0', locale: 'en', frame: null }, () => undefined)
  publisher.show(views[name])
  const handlers = toHandlers({
    desks: null,
    publisher,
    translate: createTranslator('en').t,
    now: () => new Date(0),
    finish: () => undefined,
    setUpLater: () => undefined,
    copy: () => undefined,
    openLink: async () => undefined,
    openAddress: async (address) => void opened.push(address),
  })
  return { opened, open: handlers.openLicenseLink }
}

test('opens the address that the shown license names', async () => {
  const { opened, open } = openOn('result-odd')
  await open({ name: 'eula', place: 0 })
  await open({ name: 'release-notes', place: 0 })
  expect(opened).toEqual([
    'https://northwind.example/nimbus/license-agreement',
    'https://northwind.example/nimbus/releases/5.0',
  ])
})

test.each([
  ['a license without one', 'result-odd', 1],
  ['a place without a license', 'result-odd', 99],
  ['a page without licenses', 'enter-key', 0],
] as const)('opens nothing for %s', async (_name, view, place) => {
  const { opened, open } = openOn(view)
  await open({ name: 'eula', place })
  expect(opened).toEqual([])
})
