import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { noOtherHolders } from '../../src/shared/wizard-view.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const clock = {
  against: 'server' as const,
  localTimeAt: '2026-11-22T08:00:00.000Z',
  knownTimeAt: '2026-11-22T10:00:00.000Z',
  minutes: -120,
}
const shown = { ...views['result-troubled'], actions: ['check', 'free-seat', 'return-by-file'] } as const

test('checks the license when asked, and says when that was done', async () => {
  const { press, intents, show } = await openWizard({ ...shown, actions: [...shown.actions] })
  await press('Check license')
  expect(intents).toEqual([{ call: 'checkLicense', input: {} }])
  expect(screen.queryAllByText('Checked with the license server')).toHaveLength(0)
  await show({ ...shown, actions: [...shown.actions], checkedAt: '2026-11-22T10:00:00.000Z' })
  expect(screen.getAllByText('Checked with the license server').length).toBeGreaterThan(0)
})

test('moves the license over the network first, and by a file where there is none', async () => {
  const { press, intents, show } = await openWizard({ ...shown, actions: [...shown.actions] })
  await press('Move to another computer')
  await show({ step: 'return-confirm', road: 'online', overview: shown.overview, others: noOtherHolders })
  await press('This computer has no internet')
  await show({ step: 'return-confirm', road: 'offline', overview: shown.overview, others: noOtherHolders })
  expect(screen.queryByRole('button', { name: 'This computer has no internet' })).toBeNull()
  await press('Give the license back')
  expect(intents).toEqual([
    { call: 'askToReturn', input: { road: 'online' } },
    { call: 'askToReturn', input: { road: 'offline' } },
    { call: 'returnLicense', input: {} },
  ])
})

test('shows by how much the clocks differ', async () => {
  const { show } = await openWizard({ ...shown, actions: [...shown.actions], clock })
  expect(screen.getByText(/differ by 2 hours/)).toBeTruthy()
  await show({ ...views['start'], clock: { ...clock, against: 'program' } })
  expect(screen.getByText('The clock of this computer seems to be wrong')).toBeTruthy()
  expect(screen.getByText(/8:00.*before this program was made \(November 22, 2026\)/)).toBeTruthy()
})

test.each([
  [{ places: 10, inUse: 3, borrowedUntil: null, turnEnds: null }, '3 of 10 places in use'],
  [{ places: null, inUse: null, borrowedUntil: null, turnEnds: null }, 'computers use it in turn'],
  [
    { places: 10, inUse: 3, borrowedUntil: '2026-12-01T00:00:00.000Z', turnEnds: null },
    /^reserved for this computer until Dec 1, 2026/,
  ],
])('says how a shared license stands: %j', async (floating, words) => {
  const [license, ...others] = shown.overview.licenses
  if (license === undefined) throw new Error('the fixture has no license')
  const overview = { ...shown.overview, licenses: [{ ...license, floating }, ...others] }
  await openWizard({ ...shown, actions: [...shown.actions], overview })
  expect(screen.getByText(words)).toBeTruthy()
})

test('says that updates are over and the license is not', async () => {
  const [license, ...others] = shown.overview.licenses
  if (license === undefined) throw new Error('the fixture has no license')
  const over = { ...license, maintenanceUntil: '2026-01-01T00:00:00.000Z', maintenanceOver: true }
  const overview = { ...shown.overview, licenses: [over, ...others] }
  await openWizard({ ...shown, actions: [...shown.actions], overview })
  expect(screen.getByText(/^ended .*; the license goes on$/)).toBeTruthy()
})
