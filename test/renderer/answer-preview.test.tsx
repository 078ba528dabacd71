import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const replaces = /It replaces the license that is on this computer now/

test('shows what would be activated and until when, and activates only when asked', async () => {
  const { heading, press, user, intents } = await openWizard(views['answer-preview'])
  expect(heading().textContent).toBe('What this file activates')
  const rows = within(screen.getByRole('list', { name: 'Licenses' })).getAllByRole('heading', { level: 2 })
  expect(rows).toHaveLength(5)
  expect(screen.getByText(/Until Oct 2\d, 2027/)).toBeTruthy()
  expect(screen.getByText('Zoë Brønsted, Łódź Studio')).toBeTruthy()
  expect(screen.queryByText(replaces)).toBeNull()
  expect(intents).toEqual([])
  await press('Activate')
  await user.keyboard('{Escape}')
  expect(intents.map(({ call }) => call)).toEqual(['acceptAnswer', 'goBack'])
})

test('says that the earlier license stays until the new one is saved', async () => {
  await openWizard(views['answer-preview-replaces'])
  expect(screen.getByText(replaces).textContent).toContain('stays until the new one is saved')
})

test('names a refresh as one', async () => {
  const { heading, press, intents } = await openWizard(views['answer-preview-refresh'])
  expect(heading().textContent).toBe('What this file updates')
  await press('Update the license')
  expect(intents).toEqual([{ call: 'acceptAnswer', input: {} }])
})

test('says that a file is in use already, and changes nothing', async () => {
  const { heading, press, intents } = await openWizard(views['answer-preview-known'])
  expect(heading().textContent).toBe('This file is in use here already')
  expect(screen.getAllByText(/There is nothing more to do/)).toBeTruthy()
  await press('Go to start')
  expect(intents).toEqual([{ call: 'goToStart', input: {} }])
})
