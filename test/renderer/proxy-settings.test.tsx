import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const addressField = () => screen.getByRole<HTMLInputElement>('textbox', { name: /^Address/ })
const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'User name' })
const passwordField = () => screen.getByLabelText<HTMLInputElement>('Password')
const choice = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })
const descriptionOf = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

test.each(['start', 'enter-key', 'review', 'failure-key', 'result'] as const)(
  'is one link away from %s',
  async (name) => {
    const { user, intents } = await openWizard(views[name])
    await user.click(screen.getByRole('link', { name: 'Proxy settings' }))
    expect(intents).toEqual([{ call: 'openProxySettings', input: { forSignIn: false } }])
  },
)

test.each(['working', 'starting', 'configuration-problem', 'proxy'] as const)('is not offered on %s', async (name) => {
  await openWizard(views[name])
  expect(screen.queryByRole('link', { name: 'Proxy settings' })).toBeNull()
})

test('is offered once where a button of the page leads there already', async () => {
  await openWizard(views['failure-proxy'])
  expect(screen.queryByRole('link', { name: 'Proxy settings' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Proxy sign-in' })).toBeTruthy()
})

test('is not offered while the connection is being tested', async () => {
  await openWizard({ step: 'doctor', host: 'h:443', diagnosis: null, help: null })
  expect(screen.queryByRole('link', { name: 'Proxy settings' })).toBeNull()
})

test('shows no field for the usual, and those of a proxy once it is chosen', async () => {
  const { user, intents } = await openWizard(views.proxy)
  expect(choice('Use the settings of this computer').checked).toBe(true)
  expect(screen.queryByRole('textbox')).toBeNull()
  await user.click(choice('Use this proxy'))
  await user.type(addressField(), 'proxy.test:8080')
  await user.type(nameField(), 'zoe')
  await user.type(passwordField(), 'geheim{Enter}')
  const input = { kind: 'manual', address: 'proxy.test:8080', username: 'zoe', password: 'geheim', test: false }
  expect(intents).toEqual([{ call: 'saveProxySettings', input }])
})

test('changes the choice with the arrow keys, and saves it with a test', async () => {
  const { user, press, intents } = await openWizard(views.proxy)
  choice('Use the settings of this computer').focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(choice('Use no proxy').checked).toBe(true)
  expect(screen.queryByRole('textbox')).toBeNull()
  await press('Save and test')
  expect(intents).toMatchObject([{ call: 'saveProxySettings', input: { kind: 'none', test: true } }])
})

test('knows that there is a password, and not which', async () => {
  const { press } = await openWizard(views['proxy-manual'])
  expect(addressField().value).toBe('proxy.lodz.example:8080')
  expect(nameField().value).toBe('OFFICE\\zoe')
  expect(passwordField().value).toBe('')
  expect(descriptionOf(passwordField())).toContain('Leave empty to keep it.')
  expect(passwordField().type).toBe('password')
  await press('Show password')
  expect(passwordField().type).toBe('text')
})

test('says which proxy of the computer asks, with the focus where the answer goes', async () => {
  await openWizard(views['proxy-asked'])
  expect(screen.getByText('The proxy gateway.lodz.example:3128 asks for a user name and password.')).toBeTruthy()
  expect(document.activeElement).toBe(nameField())
  expect(screen.queryByRole('textbox', { name: /^Address/ })).toBeNull()
})

test('puts the focus on the password where the user name is known', async () => {
  await openWizard({ ...views['proxy-manual'], forSignIn: true })
  expect(document.activeElement).toBe(passwordField())
})

test.each([
  ['no-address', addressField, 'Enter the address of the proxy.'],
  ['address', addressField, 'Enter name and port, such as proxy.example.com:8080.'],
  ['no-username', nameField, 'Enter the user name too.'],
] as const)('says %s beside its field once main has looked', async (problem, field, words) => {
  const { user, press, show } = await openWizard(views['proxy-manual'])
  await press('Save')
  await show({ ...views['proxy-manual'], problem })
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(descriptionOf(field())).toContain(words)
  expect(document.activeElement).toBe(field())
  expect(screen.getByRole('status').textContent).toBe(words)
  await user.keyboard('x')
  expect(field().getAttribute('aria-invalid')).toBeNull()
})

test('says that settings are in use though they could not be saved', async () => {
  await openWizard(views['proxy-not-saved'])
  expect(screen.getAllByText(/in use now, but could not be saved/).length).toBeGreaterThan(1)
})

test('says that a policy allows no other way out, and takes a sign-in alone', async () => {
  await openWizard(views['proxy-by-policy'])
  expect(screen.getByText(/Your administrator has set/)).toBeTruthy()
  expect(screen.getByRole('radio', { name: 'Use this proxy' })).toHaveProperty('disabled', true)
  expect(screen.queryByRole('radio', { name: 'Use no proxy' })).toBeNull()
  expect(screen.queryByRole('textbox', { name: /^Address/ })).toBeNull()
  expect(screen.getByText('It is proxy.lodz.example:8080.')).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'User name' })).toHaveProperty('disabled', false)
})

test('forgets a password that was typed when the page is left', async () => {
  const { user, press, show, intents, container } = await openWizard(views['proxy-manual'])
  await user.type(passwordField(), 'geheim')
  await press('Back')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
  await show(views.start)
  await show(views['proxy-manual'])
  expect(passwordField().value).toBe('')
  expect(container.innerHTML).not.toContain('geheim')
})

test('is the button that helps most where a proxy asks, beside trying again', async () => {
  const { press, intents } = await openWizard(views['failure-proxy'])
  await press('Proxy sign-in')
  await press('Try again')
  expect(intents).toEqual([
    { call: 'openProxySettings', input: { forSignIn: true } },
    { call: 'activate', input: {} },
  ])
})
