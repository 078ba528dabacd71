import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'User name' })
const passwordField = () => screen.getByLabelText<HTMLInputElement>('Password')
const descriptionOf = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

test('sends user name and password as they were typed', async () => {
  const { user, intents } = await openWizard(views['enter-login'])
  expect(document.activeElement).toBe(nameField())
  await user.keyboard('zoe@lodz.example{Tab} geheim {Enter}')
  expect(intents).toEqual([{ call: 'submitLogin', input: { username: 'zoe@lodz.example', password: ' geheim ' } }])
})

test('masks the password until asked, and says so to a screen reader', async () => {
  const { user, press } = await openWizard(views['enter-login'])
  await user.type(passwordField(), 'geheim')
  expect(passwordField().type).toBe('password')
  await press('Show password')
  expect(passwordField().type).toBe('text')
  expect(screen.getByRole('button', { name: 'Show password' }).getAttribute('aria-pressed')).toBe('true')
  await press('Show password')
  expect(passwordField().type).toBe('password')
})

test('keeps the user name and forgets the password when the page is left', async () => {
  const { user, show, container } = await openWizard(views['enter-login'])
  await user.keyboard('zoe{Tab}geheim{Enter}')
  await show(views['review-login'])
  expect(document.body.innerHTML).not.toContain('geheim')
  await show(views['enter-login'])
  expect(nameField().value).toBe('zoe')
  expect(passwordField().value).toBe('')
  expect(document.activeElement).toBe(passwordField())
  expect(container.innerHTML).not.toContain('geheim')
})

test('forgets the user name too once an activation has succeeded', async () => {
  const { user, show } = await openWizard(views['enter-login'])
  await user.keyboard('zoe')
  await show(views.result)
  await show(views['enter-login'])
  expect(nameField().value).toBe('')
})

test.each([
  ['an empty user name', '{Enter}', nameField, 'Enter your user name.'],
  ['an empty password', 'zoe{Enter}', passwordField, 'Enter your password.'],
])('says %s beside its field and sends nothing', async (_, keys, field, words) => {
  const { user, intents } = await openWizard(views['enter-login'])
  await user.keyboard(keys)
  expect(intents).toEqual([])
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(descriptionOf(field())).toContain(words)
  expect(document.activeElement).toBe(field())
  expect(screen.getByRole('status').textContent).toBe(words)
  await user.keyboard('x')
  expect(field().getAttribute('aria-invalid')).toBeNull()
})

test("shows main's own complaint after it has looked, and keeps what was typed", async () => {
  const { user, show } = await openWizard(views['enter-login'])
  await user.keyboard('zoe{Tab}geheim{Enter}')
  await show({ ...views['enter-login'], problem: 'no-username' })
  expect(nameField().getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(nameField())
  expect(passwordField().value).toBe('geheim')
})

test('says where user name and password go without internet', async () => {
  await openWizard(views['enter-login-offline'])
  expect(screen.getByText('User name and password go into a request file. Nothing is sent from here.')).toBeTruthy()
})

test('goes back with Escape', async () => {
  const { user, intents } = await openWizard(views['enter-login'])
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('reaches every control by Tab, in reading order', async () => {
  const { user } = await openWizard(views['enter-login'], { frame: null })
  const order: string[] = []
  for (let step = 0; step < 4; step += 1) {
    await user.tab()
    const element = document.activeElement
    order.push(element?.getAttribute('aria-label') ?? (element?.textContent || element?.getAttribute('type')) ?? '')
  }
  expect(order).toEqual(['password', 'Show password', 'Back', 'Continue'])
})
