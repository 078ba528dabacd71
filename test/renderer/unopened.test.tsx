import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

test.each([
  ['web', 'https://northwind.example/support', 'No browser could be opened'],
  ['mail', 'help@northwind.example', 'No mail program could be opened'],
] as const)('shows the address that could not be opened (%s), and copies it', async (kind, address, title) => {
  const { press, intents } = await openWizard(views.start, { unopened: { kind, address } })
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain(title)
  expect(alert.textContent).toContain(address)
  await press('Copy address')
  expect(intents).toEqual([{ call: 'copyUnopened', input: {} }])
  expect(await screen.findByText('Copied to the clipboard.')).toBeTruthy()
})

test('takes it away with the next page', async () => {
  const { show } = await openWizard(views.start, { unopened: { kind: 'web', address: 'https://a.example/' } })
  await show(views['enter-key'])
  expect(screen.queryByText('No browser could be opened')).toBeNull()
})
