import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const several = views['request-code-several']
const picture = () => screen.getByRole('img')

test('shows the text and one code of it', async () => {
  const { press, intents } = await openWizard(views['request-code'])
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Request as text' }).value).toBe(
    views['request-code'].text,
  )
  expect(picture().getAttribute('aria-label')).toBe('QR code')
  expect(picture().getAttribute('viewBox')).toBe('0 0 53 53')
  expect(picture().querySelector('path')?.getAttribute('d')).toBe(views['request-code'].codes[0]?.path)
  expect(screen.queryByRole('button', { name: 'Next code' })).toBeNull()
  await press('Back')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('turns several codes round, each with its number', async () => {
  const { press } = await openWizard(several)
  const seen: (string | null)[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    seen.push(picture().getAttribute('aria-label'))
    expect(picture().querySelector('path')?.getAttribute('d')).toBe(several.codes[turn % 3]?.path)
    await press('Next code')
  }
  expect(seen).toEqual(['QR code 1 of 3', 'QR code 2 of 3', 'QR code 3 of 3', 'QR code 1 of 3'])
  await press('Previous code')
  expect(screen.getByText('Code 1 of 3')).toBeTruthy()
})

test('stands dark on white in every scheme', async () => {
  await openWizard(views['request-code'])
  expect(picture().querySelector('.qr-code-light')).toBeTruthy()
  expect(picture().querySelector('.qr-code-dark')).toBeTruthy()
})

test('confirms in words that the text was copied, and only then', async () => {
  const { press, intents, refuse } = await openWizard(several)
  await press('Copy text')
  expect(intents).toEqual([{ call: 'copyRequestText', input: {} }])
  expect(screen.getByText('Copied.').getAttribute('role')).toBe('status')
  refuse('copyRequestText', { code: 'internal', retryable: false, reference: 'A1B2-C3D4' })
  await press('Copy text')
  expect(screen.queryByText('Copied.')).toBeNull()
})
