import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const factOf = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent

test('shows what is asked for which computer, and where it goes', async () => {
  const { heading } = await openWizard(views['send-review'])
  expect(heading().textContent).toBe('Activate STUDIO-12')
  expect(factOf('Sent to')).toBe('api.northwind.example')
  expect(factOf('Computer')).toBe('STUDIO-12')
  expect(factOf('Hardware ID')).toBe(views['send-review'].hardwareId)
  expect(factOf('Request made')).toMatch(/Nov 2\d, 2026/)
  expect(factOf('License key')).toBe('ending in 7Q2M')
  for (const { value } of views['send-review'].facts) {
    if (value !== 'true')
      expect(screen.getByText((_, element) => element?.tagName === 'DD' && element.textContent === value)).toBeTruthy()
  }
})

test('sends only when asked', async () => {
  const { press, user, intents } = await openWizard(views['send-review'])
  expect(intents).toEqual([])
  await press('Send')
  await user.keyboard('{Escape}')
  expect(intents.map(({ call }) => call)).toEqual(['activate', 'goBack'])
})

test('warns that the password is inside the file', async () => {
  const { heading } = await openWizard(views['send-review-login'])
  expect(heading().textContent).toBe('Activate another computer')
  expect(screen.getByText('The password is inside this file')).toBeTruthy()
  expect(factOf('User name')).toBe('zoe.bronsted@lodz.example')
  expect(factOf('Password')).toBe('inside the file')
})

test('says that a license is given back', async () => {
  const { heading } = await openWizard(views['send-review-return'])
  expect(heading().textContent).toBe('Give the license of STUDIO-12 back')
  expect(
    screen.getByText('Its seat is then free for another computer. Nothing has been sent yet.', {
      selector: '.page-lead',
    }),
  ).toBeTruthy()
})

test('shows the steps of sending, which end with the signatures', async () => {
  const { heading } = await openWizard(views['working-send'])
  expect(heading().textContent).toBe('Sending the request')
  const steps = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('listitem')
  expect(steps.map((step) => step.textContent)).toEqual(['Waiting for the license server', 'Checking the signatures'])
})

test('saves the answer, then says where it is and finishes', async () => {
  const { press, show, heading, intents } = await openWizard(views['answer-ready'])
  expect(heading().textContent).toBe('The answer has come')
  expect(factOf('File name')).toBe('nimbus-suite-STUDIO-12-2026-11-22.lic')
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull()
  await press('Save the file')
  await show(views['answer-saved'])
  expect(heading().textContent).toBe('The answer file is saved')
  expect(document.activeElement).toBe(heading())
  expect(factOf('Saved in')).toBe(views['answer-saved'].savedTo)
  expect(screen.getByText('Take it to STUDIO-12.')).toBeTruthy()
  await press('Save another copy')
  await press('Finish')
  expect(intents.map(({ call }) => call)).toEqual(['saveFile', 'saveFile', 'finish'])
})

test('says why the answer was not saved', async () => {
  await openWizard(views['answer-ready-problem'])
  expect(screen.getByText('It could not be written to /media/zoe/STICK.')).toBeTruthy()
  expect(screen.getByText('Take it to the computer that asked for it.')).toBeTruthy()
})

test('names the computer whose seat is free', async () => {
  const { press, intents } = await openWizard(views['seat-freed'])
  expect(screen.getByText(/The license of STUDIO-12 was given back/, { selector: '.page-lead' })).toBeTruthy()
  await press('Finish')
  expect(intents).toEqual([{ call: 'finish', input: {} }])
})
