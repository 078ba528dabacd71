import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

test('offers to move only a license that can be given back', async () => {
  const { press, intents, show } = await openWizard(views['result-returnable'])
  await press('Move to another computer')
  expect(intents).toEqual([{ call: 'askToReturn', input: { road: 'offline' } }])
  await show(views['result-troubled'])
  expect(screen.queryByRole('button', { name: 'Move to another computer' })).toBeNull()
  await show({ ...views.result, actions: ['return-by-file'] })
  expect(screen.getByRole('button', { name: 'Move to another computer' })).toBeTruthy()
})

test('says what happens to which license before it does', async () => {
  const { heading, press, user, intents } = await openWizard(views['return-confirm'])
  expect(heading().textContent).toBe('Move the license to another computer?')
  const steps = within(screen.getByRole('list', { name: 'What happens' })).getAllByRole('listitem')
  expect(steps.map((step) => step.textContent).join(' ')).toContain('Nimbus Suite is no longer activated')
  expect(within(screen.getByRole('list', { name: 'Licenses' })).getAllByRole('listitem')).toHaveLength(5)
  expect(intents).toEqual([])
  await press('Give the license back')
  await user.keyboard('{Escape}')
  expect(intents.map(({ call }) => call)).toEqual(['returnLicense', 'goBack'])
})
