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

test('says what the request file holds, and makes it only when asked', async () => {
  const { heading, press, intents } = await openWizard(views['review-offline'])
  expect(heading().textContent).toBe('What the request file holds')
  expect(factOf('License server')).toBe('api.northwind.example')
  expect(screen.queryByText('The password is inside this file')).toBeNull()
  expect(intents).toEqual([])
  await press('Make the request file')
  expect(intents).toEqual([{ call: 'activate', input: {} }])
})

test('names the user and never the password, and warns where a file would hold it', async () => {
  const { show } = await openWizard(views['review-login'])
  expect(factOf('User name')).toBe('zoe.bronsted@lodz.example')
  expect(factOf('Password')).toBe('as you entered it')
  expect(screen.queryByText('The password is inside this file')).toBeNull()
  await show(views['review-offline-login'])
  expect(screen.getByText('The password is inside this file')).toBeTruthy()
})

test('offers to read this computer again, and nothing that could be activated, where it could not be read', async () => {
  const { user, press, intents } = await openWizard(views['review-unread'])
  expect(screen.getAllByText('The facts of this computer could not be read')).not.toEqual([])
  expect(screen.getByText(/This computer did not answer in time/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Activate' })).toBeNull()
  await press('Try again')
  await user.keyboard('{Enter}')
  expect(intents.map(({ call }) => call)).toEqual(['readDeviceAgain', 'readDeviceAgain'])
})

test('says that facts are missing that did not come in time', async () => {
  const { show } = await openWizard(views['review-late'])
  expect(screen.getByText(/What it did not tell about itself is left out/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Activate' })).toBeTruthy()
  await show(views.review)
  expect(screen.queryByText(/What it did not tell about itself/)).toBeNull()
})
