import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const labels = () => screen.getAllByRole('button').map((button) => button.textContent)

test('begins at once where single sign-on is the one way', async () => {
  const { press, intents } = await openWizard(views['start-sso'])
  expect(screen.getByText('You need your company account. It takes about a minute.')).toBeTruthy()
  expect(labels()).not.toContain('This computer has no internet')
  await press('Sign in with your company account')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'sso', road: 'online' } }])
})

test('is one of several ways, and none of those without internet', async () => {
  const { press, intents } = await openWizard(views['start-all'])
  expect(screen.getByText(/You see each fact before it is sent/)).toBeTruthy()
  await press('Sign in with your company account')
  await press('This computer has no internet')
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy()
  expect(labels().join()).not.toContain('company account')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'sso', road: 'online' } }])
})

test('goes straight to the one way without internet that is left', async () => {
  const { press, intents } = await openWizard({ ...views['start-sso'], methods: ['sso', 'license-key'] })
  await press('This computer has no internet')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'license-key', road: 'offline' } }])
})

test('says that it finds the page, and can be cancelled', async () => {
  const { press, intents, heading } = await openWizard(views['sign-in-asking'])
  expect(heading().textContent).toBe('Sign in with your browser')
  expect(document.activeElement?.textContent).toBe('Sign in with your browser')
  expect(labels()).not.toContain('Copy link')
  await press('Cancel')
  expect(intents).toEqual([{ call: 'cancel', input: {} }])
})

test('says what it waits for, aloud too, and names the page', async () => {
  const { show } = await openWizard(views['sign-in-asking'])
  await show(views['sign-in'])
  expect(screen.getByText('login.northwind.example')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: 'Waiting for your browser' })).toBeTruthy()
  const said = screen.getAllByRole('status').map((region) => region.textContent)
  expect(said.join()).toContain('This wizard goes on by itself when you are done.')
})

test('copies the link through main, and says so', async () => {
  const { press, intents } = await openWizard(views['sign-in'])
  await press('Copy link')
  expect(intents).toEqual([{ call: 'copySignInLink', input: {} }])
  expect(screen.getByText('Copied to the clipboard.')).toBeTruthy()
})

test('opens the page again', async () => {
  const { press, intents } = await openWizard(views['sign-in'])
  await press('Open again')
  expect(intents).toEqual([{ call: 'openSignInPage', input: {} }])
})

test('is cancelled by Escape, and Enter does nothing', async () => {
  const { user, intents } = await openWizard(views['sign-in'])
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'cancel', input: {} }])
})

test('says aloud that an answer came which was not used', async () => {
  const { show } = await openWizard(views['sign-in'])
  await show(views['sign-in-stranger'])
  const words = 'An answer came that does not belong to this sign-in. It was not used.'
  expect(screen.getAllByText(words, { exact: false }).length).toBeGreaterThan(1)
})

test('names the account before anything is sent, and no user and no password', async () => {
  await openWizard(views['review-sso'])
  expect(screen.getByText('NORTHWIND-EU')).toBeTruthy()
  expect(screen.getByText('from your browser, used once')).toBeTruthy()
  expect(screen.queryByText('Password')).toBeNull()
})

test.each(['failure-sign-in', 'failure-sso-license'] as const)('begins anew from %s', async (name) => {
  const { press, intents, heading } = await openWizard(views[name])
  expect(heading().textContent).toBe(name === 'failure-sign-in' ? 'Not signed in' : 'Not activated')
  await press('Sign in again')
  await press('Back')
  expect(intents.map(({ call }) => call)).toEqual(['activate', 'goBack'])
})
