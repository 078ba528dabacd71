import { expect, test } from 'vitest'
import { initialState, type WizardState } from '../../src/core/wizard-state.ts'
import { toHandlers } from '../../src/main/ipc-handlers.ts'
import { SnapshotPublisher } from '../../src/main/snapshot-publisher.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { oddLicenses } from '../renderer/fixtures/overviews.ts'

const shown: WizardState = { ...initialState, page: { step: 'result', justActivated: false }, current: oddLicenses }
const other: WizardState = { ...shown, page: { step: 'enter-key', problem: null } }

function openOn(state: WizardState) {
  const opened: string[] = []
  const publisher = new SnapshotPublisher({ wizardVersion: '0.1.0', locale: 'en', frame: null }, () => undefined)
  publisher.show(state)
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
  const { opened, open } = openOn(shown)
  await open({ name: 'eula', place: 0 })
  await open({ name: 'release-notes', place: 0 })
  expect(opened).toEqual([
    'https://northwind.example/nimbus/license-agreement',
    'https://northwind.example/nimbus/releases/5.0',
  ])
})

test.each([
  ['a license without one', shown, 1],
  ['a place without a license', shown, 99],
  ['a page without licenses', other, 0],
] as const)('opens nothing for %s', async (_name, state, place) => {
  const { opened, open } = openOn(state)
  await open({ name: 'eula', place })
  expect(opened).toEqual([])
})
