import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { requests, views } from './fixtures/views.ts'

const rowsOfFold = (): string[] =>
  within(screen.getByText('Mainboard').closest('dl') ?? document.body)
    .getAllByRole('term')
    .map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`)

test('names the parts that changed, and offers to activate again', async () => {
  const { heading, press, intents } = await openWizard(views['start-repaired'])
  expect(heading().textContent).toBe('Activate Nimbus Suite again')
  expect(
    screen.getByText(
      'Since the activation, the network adapter and the installation of the operating system have changed. It looks like this computer was repaired or set up anew.',
    ),
  ).toBeTruthy()
  expect(screen.getByText(/old license stays as it is until the new one is saved/)).toBeTruthy()
  expect(screen.getByText('The key of the license here ends in 7Q2M. Reference C3KV-90TA')).toBeTruthy()
  await press('Activate again')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'license-key', road: 'online' } }])
})

test('folds out every part with how it compares, the changed ones first', async () => {
  const { press } = await openWizard(views['start-repaired'])
  expect(screen.queryByRole('term')).toBeNull()
  await press('What changed')
  expect(rowsOfFold()).toEqual([
    'Network adapter: different',
    'Operating system: different',
    'Mainboard: as it was',
    'Processor: as it was',
    'Computer name: as it was',
    'Kind of machine: as it was',
  ])
})

test('says of one changed part that it has changed', async () => {
  const { components, ...change } = views['start-repaired'].hardwareChange
  const one = components.map((part) =>
    part.name === 'network-adapter' ? part : { ...part, comparison: 'same' as const },
  )
  await openWizard({ ...views['start-repaired'], hardwareChange: { ...change, components: one } })
  expect(screen.getByText(/^Since the activation, the network adapter has changed\./)).toBeTruthy()
})

test('calls a copy a copy, and lets the person choose how to activate', async () => {
  const { press, intents, heading } = await openWizard(views['start-other-computer'])
  expect(heading().textContent).toBe('Activate Nimbus Suite')
  expect(screen.getByText('This looks like a different computer')).toBeTruthy()
  expect(screen.getByText(/copied here with a disk image or a backup\.$/)).toBeTruthy()
  await press('Sign in')
  expect(intents).toEqual([{ call: 'chooseMethod', input: { method: 'user-login', road: 'online' } }])
})

test('lists no part and names no key where nothing is known', async () => {
  await openWizard(views['start-hardware-unknown'])
  expect(screen.getByText(/made for another computer, or before this one was changed/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'What changed' })).toBeNull()
  expect(screen.queryByText(/ends in/)).toBeNull()
  expect(screen.getByRole('button', { name: 'Activate again' })).toBeTruthy()
})

test('offers to try again first where a part could not be read', async () => {
  const { user, heading, press, intents } = await openWizard(views['start-not-read'])
  expect(heading().textContent).toBe('Nimbus Suite needs attention')
  expect(screen.getByText(/could not be read this time\. The license is still here\./)).toBeTruthy()
  expect(screen.queryByText(/seat/)).toBeNull()
  await user.keyboard('{Enter}')
  await press('Enter a license key')
  expect(intents).toEqual([
    { call: 'readDeviceAgain', input: {} },
    { call: 'chooseMethod', input: { method: 'license-key', road: 'online' } },
  ])
  await press('What was read')
  expect(rowsOfFold()[0]).toBe('Operating system: not known')
})

test('goes on at the answer where one is awaited, and still offers to try again', async () => {
  const { user, press, intents } = await openWizard({ ...views['start-not-read'], requests: requests.slice(0, 1) })
  await user.keyboard('{Enter}')
  await press('Try again')
  expect(intents.map(({ call }) => call)).toEqual(['askForFile', 'readDeviceAgain'])
})

test('offers to try again where nothing of the computer could be read', async () => {
  const notice = { code: 'missing-hardware-id', retryable: false, reference: 'Q1QT-55AB' } as const
  const { press, intents } = await openWizard({ ...views.start, notice, canReadAgain: true })
  await press('Try again')
  expect(intents).toEqual([{ call: 'readDeviceAgain', input: {} }])
})
