import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { longestTyped } from '../../src/renderer/steps/key.tsx'
import { maxTypedLength } from '../../src/shared/ipc-contract.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'License key' })

test('puts the focus into the field and sends what was typed, as it was typed', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  expect(document.activeElement).toBe(field())
  await user.keyboard(' nimb-41f8 7q2m {Enter}')
  expect(intents).toEqual([{ call: 'submitKey', input: { typed: ' nimb-41f8 7q2m ' } }])
})

test('shows the key in clear', async () => {
  await openWizard(views['enter-key'])
  expect(field().type).toBe('text')
})

test('takes a paste from anywhere on the page', async () => {
  const { heading } = await openWizard(views['enter-key'])
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', '  NIMB-41F8\n7Q2M\n')
  field().blur()
  fireEvent.paste(heading(), { clipboardData })
  expect(field().value).toBe('NIMB-41F8 7Q2M')
  expect(document.activeElement).toBe(field())
})

test('leaves a paste into the field to the field', async () => {
  const { user } = await openWizard(views['enter-key'])
  await user.keyboard('NIMB-')
  await user.paste('41F8')
  expect(field().value).toBe('NIMB-41F8')
})

test('says what is wrong with the key beside the field and keeps what was typed', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('ключ{Enter}')
  await show(views['enter-key-problem'])
  const problem = screen.getAllByText(/Paste only the key/)[0]
  expect(problem).toBeTruthy()
  expect(field().value).toBe('ключ')
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field())
  const describedBy = (field().getAttribute('aria-describedby') ?? '').split(' ')
  expect(describedBy.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('Paste only the key')
  expect(screen.getByRole('status').textContent).toContain('Paste only the key')
})

test('takes the complaint back as soon as the text is another one', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('ключ{Enter}')
  await show(views['enter-key-problem'])
  await user.keyboard('x')
  expect(field().getAttribute('aria-invalid')).toBeNull()
})

test('says itself that a text is too long for the process border', async () => {
  expect(longestTyped).toBe(maxTypedLength)
  const { user, intents } = await openWizard(views['enter-key'])
  await user.paste('K'.repeat(longestTyped + 1))
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
  expect(screen.getAllByText(/longer than any license key/).length).toBeGreaterThan(0)
})

test('goes back with Escape', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('keeps the typed key over review and failure until an activation succeeded', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('NIMB-41F8')
  await show(views.review)
  await show(views['enter-key'])
  expect(field().value).toBe('NIMB-41F8')
  await show(views['failure-key'])
  await show(views['enter-key'])
  expect(field().value).toBe('NIMB-41F8')
  await show(views.result)
  await show(views['enter-key'])
  expect(field().value).toBe('')
})

test('says where the key goes without internet', async () => {
  await openWizard(views['enter-key-offline'])
  expect(screen.getByText('The key goes into a request file. Nothing is sent from this computer.')).toBeTruthy()
})
