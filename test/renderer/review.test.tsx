import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const factOf = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent

test('shows every fact to the letter', async () => {
  await openWizard(views.review)
  expect(factOf('Sent to')).toBe('api.northwind.example')
  expect(factOf('License key')).toBe('ending in 7Q2M')
  for (const { name, value } of views.review.facts ?? []) {
    if (name !== 'is-vm')
      expect(screen.getByText((_, element) => element?.tagName === 'DD' && element.textContent === value)).toBeTruthy()
  }
  expect(factOf('Virtual machine')).toBe('Yes')
})

test('activates only when asked', async () => {
  const { press, intents } = await openWizard(views.review)
  expect(intents).toEqual([])
  await press('Activate')
  expect(intents).toEqual([{ call: 'activate', input: {} }])
})

test('waits for the facts with a visible reason', async () => {
  const { user, intents, show } = await openWizard(views['review-collecting'])
  expect(button('Activate').disabled).toBe(true)
  expect(screen.getByText('Waiting for these facts.')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
  await show(views.review)
  expect(button('Activate').disabled).toBe(false)
  expect(screen.queryByText('Waiting for these facts.')).toBeNull()
})

test('says that a key was pasted twice', async () => {
  await openWizard(views['review-doubled'])
  expect(screen.getByText('The key was pasted twice. One copy is used.')).toBeTruthy()
})

test('does not let the second click of a double click activate', async () => {
  const { user, intents } = await openWizard(views.review)
  await user.dblClick(button('Activate'))
  expect(intents).toHaveLength(1)
  const wizard = await openWizard(views.start)
  await wizard.user.dblClick(button('Enter a license key'))
  expect(wizard.intents).toHaveLength(1)
})
