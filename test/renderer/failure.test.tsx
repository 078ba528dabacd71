import { act, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { failureCatalog } from '../../src/shared/failure-catalog.ts'
import { failureCodes } from '../../src/shared/failure-code.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { frame, nameNotFound, unknownKey, views } from './fixtures/views.ts'

const details = 'Details for your IT department'

describe.each(failureCodes)('%s', (code) => {
  test('has a page with words and a button that helps', async () => {
    const { container } = await openWizard({
      step: 'failure',
      failure: { code, retryable: false, reference: 'K7QD-24MX' },
      action: failureCatalog[code].action,
      licenseKept: false,
      canDiagnose: false,
      task: 'activate',
      credentials: 'license-key',
    })
    const text = container.textContent ?? ''
    expect(container.querySelector('.page-lead')?.textContent?.length).toBeGreaterThan(10)
    expect(container.querySelector('.page-text')?.textContent?.length).toBeGreaterThan(5)
    expect(text).not.toMatch(/\{\{|\}\}|undefined|failure\./)
    expect(container.querySelector('.wizard-button-primary')?.textContent).not.toBe('')
  })
})

test.each([
  ['try-again', 'Try again', { call: 'activate', input: {} }],
  ['change-key', 'Change the key', { call: 'goBack', input: {} }],
  ['contact-support', 'Contact Northwind Software', { call: 'openLink', input: { name: 'support' } }],
  ['choose-file', 'Choose another file', { call: 'askForFile', input: { requestId: null } }],
  ['go-to-start', 'Go to start', { call: 'goToStart', input: {} }],
] as const)('%s is the default button', async (action, label, intent) => {
  const { user, press, intents } = await openWizard({
    step: 'failure',
    failure: unknownKey,
    action,
    licenseKept: false,
    canDiagnose: false,
    task: 'activate',
    credentials: 'license-key',
  })
  await press(label)
  act(() => screen.getByRole('heading', { level: 1 }).focus())
  await user.keyboard('{Enter}')
  expect(intents).toEqual([intent, intent])
})

test('writes to support where there is no support page, and closes where there is neither', async () => {
  const byMail = await openWizard(views['failure-support'], { frame: { ...frame, links: ['support-email'] } })
  await byMail.press('Contact Northwind Software')
  expect(byMail.intents).toEqual([{ call: 'openLink', input: { name: 'support-email' } }])
  document.body.replaceChildren()
  const neither = await openWizard(views['failure-support'], { frame: { ...frame, links: [] } })
  await neither.press('Close')
  expect(neither.intents).toEqual([{ call: 'finish', input: {} }])
})

test('says that the earlier license is unchanged only where there was one', async () => {
  const { show } = await openWizard(views['failure-key'])
  expect(screen.getByText('Your earlier license is unchanged.')).toBeTruthy()
  await show(views['failure-network'])
  expect(screen.queryByText('Your earlier license is unchanged.')).toBeNull()
})

test.each(['check', 'free-seat'] as const)(
  'leads from a refused %s to the start, where one can activate anew',
  async (task) => {
    const { press, intents } = await openWizard({ ...views['failure-key'], task, credentials: null })
    expect(screen.getByText('The license on this computer is unchanged.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change the key' })).toBeNull()
    await press('Go to start')
    await press('Back')
    expect(intents.map(({ call }) => call)).toEqual(['goToStart', 'goBack'])
  },
)

test('folds the facts for the IT department and shows them when asked', async () => {
  const { user } = await openWizard(views['failure-network'])
  expect(screen.queryByRole('group', { name: details })).toBeNull()
  await user.click(screen.getByRole('button', { name: details }))
  const group = screen.getByRole('group', { name: details })
  expect(within(group).getByText('Code').nextElementSibling?.textContent).toBe('unreachable-name')
  expect(within(group).getByText('Reference').nextElementSibling?.textContent).toBe(nameNotFound.reference)
  expect(within(group).getByText('Network').nextElementSibling?.textContent).toBe('net::ERR_NAME_NOT_RESOLVED')
})

test('confirms in words that the details were copied', async () => {
  const { user, press, intents } = await openWizard(views['failure-network'])
  await user.click(screen.getByRole('button', { name: details }))
  await press('Copy details')
  expect(intents).toEqual([{ call: 'copyFailureDetails', input: {} }])
  expect(screen.getByText('Copied to the clipboard.').getAttribute('role')).toBe('status')
})

test('does not say that something was copied when it was not', async () => {
  const { user, press, refuse } = await openWizard(views['failure-network'])
  refuse('copyFailureDetails', { code: 'internal', retryable: false, reference: 'A1B2-C3D4' })
  await user.click(screen.getByRole('button', { name: details }))
  await press('Copy details')
  expect(screen.queryByText('Copied to the clipboard.')).toBeNull()
  expect(screen.getByRole('alert').textContent).toContain('A1B2-C3D4')
})

test('announces what happened and what to do', async () => {
  await openWizard(views['failure-clock'])
  expect(screen.getAllByRole('status')[0]?.textContent).toMatch(
    /^This computer’s clock says .* The license server’s clock says .* They differ by 3 hours\. Set date, time and time zone of this computer, then try again\.$/,
  )
})

test('speaks of the file where it is one that cannot be used, and leads to the next', async () => {
  const { heading, user, press, intents } = await openWizard(views['failure-file'])
  expect(heading().textContent).toBe('This file cannot be used')
  await press('Choose another file')
  await user.keyboard('{Escape}')
  await press('Go to start')
  expect(intents).toEqual([
    { call: 'askForFile', input: { requestId: null } },
    { call: 'goToStart', input: {} },
    { call: 'goToStart', input: {} },
  ])
})

test('says of the rest that nothing is activated', async () => {
  const { heading } = await openWizard(views['failure-computer'])
  expect(heading().textContent).toBe('Not activated')
})

test.each([
  ['activate', 'Not activated'],
  ['check', 'Not checked'],
  ['free-seat', 'Not given back'],
  ['send-request', 'Not sent'],
  ['bring-file', 'This file cannot be used'],
] as const)('a failed %s is called: %s', async (task, heading) => {
  await openWizard({ ...views['failure-network'], task })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(heading)
})

test('offers to change the sign-in after a login, and nothing to change where nothing was typed', async () => {
  const { show } = await openWizard({ ...views['failure-key'], credentials: 'user-login' })
  expect(screen.getByRole('button', { name: 'Change the sign-in' })).toBeTruthy()
  await show({ ...views['failure-key'], task: 'check', credentials: null })
  expect(screen.queryByRole('button', { name: /^Change/ })).toBeNull()
  expect(screen.getByRole('button', { name: 'Back' })).toBeTruthy()
})
