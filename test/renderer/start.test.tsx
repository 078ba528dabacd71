import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

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
