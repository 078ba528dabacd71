import { act, cleanup, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { frame, requests, views } from './fixtures/views.ts'

test('says what the product is and offers the license key', async () => {
  const { heading, press, intents } = await openWizard(views.start)
  expect(heading().textContent).toBe('Activate Nimbus Suite')
  expect(screen.getByText(/Northwind Software sent you/)).toBeTruthy()
  await press('Enter a license key')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'license-key', road: 'online' } }])
})

test('offers the license that is there first, and another key second', async () => {
  const { heading, press, intents } = await openWizard(views['start-licensed'])
  expect(heading().textContent).toBe('Nimbus Suite is activated')
  await press('Show license')
  await press('Use another license key')
  expect(intents.map((intent) => intent.call)).toEqual(['showLicense', 'chooseMethod'])
})

test('names the license that needs attention', async () => {
  const { heading } = await openWizard(views['start-attention'])
  expect(heading().textContent).toBe('Nimbus Suite needs attention')
  expect(screen.getByText('5 licenses are active on this computer. Nimbus Cloud needs attention.')).toBeTruthy()
})

test('says why a license file was set aside, and where it is', async () => {
  await openWizard(views['start-notice'])
  expect(screen.getByText(/was changed after it was signed/).textContent).toContain(
    'license.not-genuine-2026-11-22.json',
  )
  expect(screen.getByText(/P5VB-77KD/)).toBeTruthy()
})

test('opens a link by its name', async () => {
  const { user, intents } = await openWizard(views.start)
  await user.click(screen.getByRole('link', { name: 'Privacy' }))
  expect(intents).toEqual([{ call: 'openLink', input: { name: 'privacy' } }])
})

test('offers no license key where the vendor does not', async () => {
  await openWizard({ ...views.start, methods: [] })
  expect(screen.queryByRole('button', { name: 'Enter a license key' })).toBeNull()
})

test('offers both methods as rows, each with its road', async () => {
  const { user, press, intents, heading } = await openWizard(views['start-both'])
  await press('Enter a license key')
  await press('Sign in')
  expect(intents.splice(0)).toEqual([
    { call: 'chooseMethod', input: { method: 'license-key', road: 'online' } },
    { call: 'chooseMethod', input: { method: 'user-login', road: 'online' } },
  ])
  await press('This computer has no internet')
  expect(heading().textContent).toBe('Activate without internet')
  expect(document.activeElement).toBe(heading())
  await user.keyboard('{Escape}')
  expect(heading().textContent).toBe('Activate Nimbus Suite')
  await press('This computer has no internet')
  await press('Sign in')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'user-login', road: 'offline' } }])
})

test('asks which method replaces a license where there are two', async () => {
  const { press, intents, heading } = await openWizard({
    ...views['start-licensed'],
    methods: ['license-key', 'user-login'],
  })
  await press('Use another license')
  expect(heading().textContent).toBe('Use another license')
  await press('Enter a license key')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'license-key', road: 'online' } }])
})

test('takes the one method there is without internet', async () => {
  const { press, intents } = await openWizard(views.start)
  await press('This computer has no internet')
  await press('Open a file')
  expect(intents).toEqual([
    { call: 'chooseMethod', input: { method: 'license-key', road: 'offline' } },
    { call: 'askForFile', input: { requestId: null } },
  ])
})

test('signs in where that is the only method, and offers no road that is not there', async () => {
  const { press, intents } = await openWizard(views['start-login'])
  expect(screen.getByText(/the account that Northwind Software gave you/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'This computer has no internet' })).toBeNull()
  await press('Sign in')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'user-login', road: 'online' } }])
})

test('goes on at the answer where a request waits for one', async () => {
  const { user, press, intents } = await openWizard(views['start-waiting'])
  const row = within(screen.getByRole('list', { name: 'Waiting for an answer' })).getByRole('listitem')
  expect(row.textContent).toMatch(/Request to activate.*Made Nov 2\d, 2026/)
  expect(row.textContent).toContain('nimbus-suite-STUDIO-07-2026-11-21.req')
  await user.keyboard('{Enter}')
  await press('Enter a license key')
  expect(intents).toEqual([
    { call: 'askForFile', input: { requestId: 'request-2' } },
    { call: 'chooseMethod', input: { method: 'license-key', road: 'online' } },
  ])
})

test('lists every request, and says of each button which one it means', async () => {
  const { user, intents } = await openWizard(views['start-waiting-several'])
  const rows = within(screen.getByRole('list', { name: 'Waiting for an answer' })).getAllByRole('listitem')
  expect(rows).toHaveLength(3)
  const buttons = screen.getAllByRole('button', { name: 'I have the answer file' })
  // A license that is given back brings no file in return.
  expect(buttons).toHaveLength(2)
  const older = buttons[1]
  if (older === undefined) throw new Error('no button')
  const describedBy = older.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(describedBy)?.textContent).toMatch(/Nov 1\d, 2026/)
  await user.click(older)
  expect(intents).toEqual([{ call: 'askForFile', input: { requestId: 'request-1' } }])
  expect(screen.getByRole('button', { name: 'Use another license key' })).toBeTruthy()
})

test('asks before a request is discarded', async () => {
  const { user, press, intents } = await openWizard(views['start-waiting'])
  await press('Discard')
  const dialog = () => screen.queryByRole('alertdialog', { name: 'Discard this request?' })
  expect(dialog()?.textContent).toContain('could then no longer be used')
  expect(dialog()?.contains(document.activeElement)).toBe(true)
  if (document.activeElement === dialog()) await user.tab()
  expect(document.activeElement?.textContent).toBe('Keep it')
  await user.keyboard('{Enter}')
  expect(dialog()).toBeNull()
  await press('Discard')
  await user.keyboard('{Escape}')
  expect(dialog()).toBeNull()
  expect(intents).toEqual([])
  await press('Discard')
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Discard' }))
  expect(intents).toEqual([{ call: 'discardRequest', input: { requestId: 'request-2' } }])
})

test('does not press what lies under the question', async () => {
  const { user, press, intents } = await openWizard(views['start-waiting'])
  await press('Discard')
  act(() => screen.getByRole('alertdialog').focus())
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
})

test('begins the page anew when a request is gone', async () => {
  const { show, heading } = await openWizard(views['start-waiting'])
  act(() => screen.getByRole('button', { name: 'Discard' }).focus())
  await show(views.start)
  expect(document.activeElement).toBe(heading())
})

test('says when the license was given back', async () => {
  await openWizard(views['start-returned'])
  expect(screen.getByText(/This computer gave its license back on Nov 2\d, 2026/)).toBeTruthy()
})

test('says that a license is being returned until its return file is sent', async () => {
  const [request] = requests
  if (request === undefined) throw new Error('the fixture has no request')
  const returning = { ...request, kind: 'deactivation' as const, createdAt: '2026-11-20T10:05:00.000Z' }
  await openWizard({ ...views['start-returned'], requests: [returning] })
  expect(
    screen.getByText(
      /is being returned\. Its return file was made on Nov 20, 2026, .*free when that file has been sent/,
    ),
  ).toBeTruthy()
  expect(screen.getByRole('heading', { level: 3, name: 'License being returned' })).toBeTruthy()
  expect(screen.getByRole('list', { name: 'Waiting to be sent' })).toBeTruthy()
  expect(screen.queryByText(/gave its license back on/)).toBeNull()
})

test('offers to set up later where an installer started it, and nothing is there yet', async () => {
  const fromInstaller = { frame: { ...frame, isFromInstaller: true } }
  const { press, intents } = await openWizard(views.start, fromInstaller)
  await press('Set up later')
  expect(intents).toEqual([{ call: 'setUpLater', input: {} }])
  cleanup()
  await openWizard(views['start-licensed'], fromInstaller)
  expect(screen.queryByRole('button', { name: 'Set up later' })).toBeNull()
  cleanup()
  await openWizard(views.start)
  expect(screen.queryByRole('button', { name: 'Set up later' })).toBeNull()
})
