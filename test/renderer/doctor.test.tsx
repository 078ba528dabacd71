import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { diagnosisOf } from './fixtures/diagnoses.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const view = { step: 'doctor', host: 'api.example.com:443', help: null } as const

test('is offered where the way to the server may be the cause', async () => {
  const { press, intents, show } = await openWizard({ ...views['failure-network'], canDiagnose: true })
  await press('Test the connection')
  expect(intents).toEqual([{ call: 'diagnose', input: {} }])
  await show({ ...views['failure-network'], canDiagnose: false })
  expect(screen.queryByRole('button', { name: 'Test the connection' })).toBeNull()
})

test('says what it tests, and lets the person go back meanwhile', async () => {
  const { press, intents } = await openWizard({ ...view, diagnosis: null })
  expect(screen.getAllByText(/Testing the connection to api.example.com:443/).length).toBeGreaterThan(0)
  await press('Back')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('shows the first layer that fails, and copies a note', async () => {
  const { press, intents, container } = await openWizard({ ...view, diagnosis: diagnosisOf('tcp') })
  const rows = within(screen.getByRole('list', { name: 'Steps of the connection' })).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    'Addressin order',
    'Connectionhere it stops',
    'Proxynot tested',
    'Proxy sign-innot tested',
    'Secure connectionnot tested',
    'Clocknot tested',
    'License servernot tested',
  ])
  expect(screen.getAllByText(/did not accept the connection/).length).toBeGreaterThan(0)
  await press('Copy note for IT')
  expect(screen.getByText(/^Copied/)).toBeTruthy()
  await press('Test again')
  expect(intents.map(({ call }) => call)).toEqual(['copyDiagnosis', 'diagnose'])
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('names who made a certificate that is not ours', async () => {
  const found = diagnosisOf('tls', { code: 'unreachable-tls' })
  const layers = found.layers.map((layer) =>
    layer.layer === 'tls'
      ? {
          ...layer,
          facts: {
            certificateProblem: 'unknown-issuer' as const,
            issuer: { organization: 'Corporate Inspection Ltd', commonName: null },
          },
        }
      : layer,
  )
  await openWizard({ ...view, diagnosis: { ...found, layers } })
  expect(screen.getAllByText(/It was made by Corporate Inspection Ltd/).length).toBeGreaterThan(0)
})

test('says that the way is free', async () => {
  await openWizard({ ...view, diagnosis: diagnosisOf(null) })
  expect(screen.getAllByText('The way to api.example.com:443 is free.').length).toBeGreaterThan(0)
})

test.each([
  ['proxy-settings', 'Proxy settings', false],
  ['proxy-sign-in', 'Proxy sign-in', true],
] as const)('leads on where %s would help', async (help, name, forSignIn) => {
  const { press, intents } = await openWizard({ ...view, help, diagnosis: diagnosisOf('proxy') })
  await press(name)
  await press('Test again')
  expect(intents).toEqual([
    { call: 'openProxySettings', input: { forSignIn } },
    { call: 'diagnose', input: {} },
  ])
})
