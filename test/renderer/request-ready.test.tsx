import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { frame, views } from './fixtures/views.ts'

const steps = () =>
  within(screen.getByRole('list', { name: 'What to do next' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)

test('saves first, and says the way of the file in three steps', async () => {
  const { user, heading, intents } = await openWizard(views['request-ready'])
  expect(heading().textContent).toBe('Save the request file')
  expect(screen.getByText('nimbus-suite-STUDIO-07-2026-11-22.req')).toBeTruthy()
  expect(steps()).toHaveLength(3)
  await user.keyboard('{Enter}')
  expect(intents).toEqual([{ call: 'saveFile', input: {} }])
})

test('goes on to the answer once it is saved, with the focus on the heading', async () => {
  const { press, show, heading, intents } = await openWizard(views['request-ready'])
  await press('Save the file')
  await show(views['request-saved'])
  expect(heading().textContent).toBe('The request file is saved')
  expect(document.activeElement).toBe(heading())
  expect(screen.getByText('Saved in').nextElementSibling?.textContent).toBe(views['request-saved'].savedTo)
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull()
  await press('I have the answer file')
  await press('Save another copy')
  await press('Close')
  expect(intents.slice(1)).toEqual([
    { call: 'askForFile', input: { requestId: null } },
    { call: 'saveFile', input: {} },
    { call: 'finish', input: {} },
  ])
})

test('says that the wizard can be closed meanwhile', async () => {
  await openWizard(views['request-saved'])
  expect(
    screen.getByText('You can close this wizard now. It remembers that it waits for the answer.', {
      selector: '.page-lead',
    }),
  ).toBeTruthy()
})

test('shows the request as text or code when asked', async () => {
  const { press, intents } = await openWizard(views['request-ready'])
  await press('Show as text or QR code')
  expect(intents).toEqual([{ call: 'showRequestCode', input: {} }])
})

test('offers the portal where there is one, and nowhere else', async () => {
  const { user, intents } = await openWizard(views['request-ready'])
  await user.click(screen.getByRole('link', { name: 'Activation portal' }))
  expect(intents).toEqual([{ call: 'openLink', input: { name: 'portal' } }])
  document.body.replaceChildren()
  await openWizard(views['request-ready'], { frame: { ...frame, links: ['support'] } })
  expect(screen.queryByRole('link', { name: 'Activation portal' })).toBeNull()
  document.body.replaceChildren()
  await openWizard(views.start)
  expect(screen.queryByRole('link', { name: 'Activation portal' })).toBeNull()
})

test('warns that the password is inside', async () => {
  await openWizard(views['request-ready-password'])
  expect(screen.getByText('The password is inside this file')).toBeTruthy()
  expect(screen.getByText(/Treat the file like the password/)).toBeTruthy()
})

test('says why it was not saved, and where', async () => {
  const { press, intents } = await openWizard(views['request-ready-problem'])
  const alert = screen.getByText('The file was not saved').closest('[role="alert"]')
  expect(alert?.textContent).toContain('It could not be written to /media/zoe/STICK.')
  expect(alert?.textContent).toContain('R1UV-58TG')
  await press('Save the file')
  expect(intents).toEqual([{ call: 'saveFile', input: {} }])
})

test('says that the license stops before the return file is written, and keeps its code back until then', async () => {
  const { user, show, press, intents } = await openWizard(views['request-return'])
  expect(screen.getByText('The license stops working on this computer as soon as this file is saved.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Show as text or QR code' })).toBeNull()
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
  await show(views['request-return-saved'])
  expect(screen.getByText(/It no longer works on this computer/, { selector: '.page-lead' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Show as text or QR code' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'I have the answer file' })).toBeNull()
  await press('Finish')
  expect(intents.at(-1)).toEqual({ call: 'finish', input: {} })
})

test('goes on to the answer where the request was only shown as a code', async () => {
  const { press, intents } = await openWizard({ ...views['request-ready'], isOut: true })
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull()
  await press('I have the answer file')
  expect(intents).toEqual([{ call: 'askForFile', input: { requestId: null } }])
})
