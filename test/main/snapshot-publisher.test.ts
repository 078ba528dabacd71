import { expect, test } from 'vitest'
import { initialState, type WizardState } from '../../src/core/wizard-state.ts'
import { SnapshotPublisher } from '../../src/main/snapshot-publisher.ts'
import type { WizardSnapshot } from '../../src/shared/wizard-view.ts'

const address = { kind: 'web', address: 'https://example.com/support' } as const
const start: WizardState = { ...initialState, page: { step: 'start' } }

test('keeps an address that could not be opened beside its page, and no longer', () => {
  const seen: WizardSnapshot[] = []
  const publisher = new SnapshotPublisher({ wizardVersion: '0.1.0', locale: 'en', frame: null }, (each) =>
    seen.push(each),
  )
  publisher.show(start)
  publisher.showUnopened(address)
  publisher.show({ ...start, checkedAt: '2026-11-28T12:00:00.000Z' })
  publisher.show({ ...start, page: { step: 'enter-key', problem: null } })
  expect(seen.map(({ unopened }) => unopened)).toEqual([null, address, address, null])
  expect(seen.map(({ revision }) => revision)).toEqual([1, 2, 3, 4])
})
