import { act, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { App } from '../../src/renderer/app.tsx'
import { createWizardClient } from '../../src/renderer/wizard-client.ts'
import type { WizardBridge } from '../../src/shared/ipc-contract.ts'
import type { WizardView } from '../../src/shared/wizard-view.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { frame, views } from './fixtures/views.ts'

test('moves the focus to the heading of each new page', async () => {
  const { heading, show } = await openWizard(views.start)
  expect(document.activeElement).toBe(heading())
  await show(views.review)
  expect(document.activeElement).toBe(heading())
  expect(heading().textContent).toBe('What leaves this computer')
})

test('leaves the focus alone while the page stays the same', async () => {
  const { show, user } = await openWizard(views['review-collecting'])
  await user.tab()
  const focused = document.activeElement
  await show(views.review)
  expect(document.activeElement).toBe(focused)
})

test('says at once that it is getting ready', () => {
  const silent = { onViewChanged: () => () => {}, readView: () => new Promise(() => {}) } as unknown as WizardBridge
  render(<App client={createWizardClient(silent)} />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('One moment')
})

test('has the language and the direction of the words that it shows', async () => {
  const words = { 'start.heading': 'تفعيل {{product}}' }
  await openWizard(views.start, { frame: { ...frame, words }, locale: 'ar-EG' })
  expect(document.documentElement).toMatchObject({ lang: 'ar-EG', dir: 'rtl' })
  await openWizard(views.start, { frame })
  expect(document.documentElement).toMatchObject({ lang: 'en', dir: 'ltr' })
})

test('shows why a click did nothing', async () => {
  const { press, refuse } = await openWizard(views.start)
  refuse('chooseMethod', { code: 'internal', retryable: false, reference: 'A1B2-C3D4' })
  await press('Enter a license key')
  expect(screen.getByRole('alert').textContent).toContain('Something went wrong inside this wizard.')
  expect(screen.getByRole('alert').textContent).toContain('A1B2-C3D4')
})

test('names each entry of a configuration that cannot be used', async () => {
  const { press, intents } = await openWizard(views['configuration-problem'], { frame: null })
  expect(screen.getByText('api.baseUrl').nextElementSibling?.textContent).toContain(
    'must be an address that begins with https://',
  )
  expect(screen.getByText(views['configuration-problem'].path)).toBeTruthy()
  await press('Close')
  expect(intents).toEqual([{ call: 'finish', input: {} }])
})

test('gives a problem of the whole file a name too', async () => {
  const problems = [{ member: '', expected: 'admin-owned' as const }]
  await openWizard({ ...views['configuration-problem'], problems }, { frame: null })
  expect(screen.getByText('all of it').nextElementSibling?.textContent).toContain('must be owned by the administrator')
})

test.each([
  ['policy', 'A policy stops this wizard', 'Policy', 'Your IT department can correct it.'],
  ['environment', 'A setting of this computer stops this wizard', 'Variable', 'Whoever set it can correct'],
] as const)('says who can correct what the %s says', async (layer, title, label, who) => {
  const { heading } = await openWizard({ ...views['configuration-problem'], layer }, { frame: null })
  expect(heading().textContent).toBe(title)
  expect(screen.getByText(label).nextElementSibling?.textContent).toBe(views['configuration-problem'].path)
  expect(screen.getByText(new RegExp(who))).toBeTruthy()
})

test('shows words instead of an empty window when a page cannot be drawn', async () => {
  const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { press, intents, show, heading } = await openWizard({ step: 'of-a-later-version' } as unknown as WizardView)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This page cannot be shown')
  await press('Close')
  expect(intents).toEqual([{ call: 'finish', input: {} }])
  await show(views.start)
  expect(heading().textContent).toBe('Activate Nimbus Suite')
  silence.mockRestore()
})

test('survives a locale that is none', async () => {
  const { heading } = await openWizard(views.result, { locale: 'C' })
  expect(heading().textContent).toBe('Nimbus Suite is activated')
})

test('names the product in the title of the window', async () => {
  await openWizard(views.start)
  expect(document.title).toBe('Activate Nimbus Suite')
})

test('presses nothing while a key is held or another key goes with it', async () => {
  const { intents } = await openWizard(views.review)
  const press = (init: KeyboardEventInit) =>
    act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...init })))
  await press({ repeat: true })
  await press({ ctrlKey: true })
  expect(intents).toEqual([])
  await press({})
  expect(intents).toEqual([{ call: 'activate', input: {} }])
})

test('lets a focused button keep its own Enter', async () => {
  const { user, intents } = await openWizard(views.review)
  act(() => screen.getByRole('button', { name: 'Back' }).focus())
  await user.keyboard('{Enter}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('lets a focused link keep its own Enter', async () => {
  const { user, intents } = await openWizard(views.review)
  act(() => screen.getByRole('link', { name: 'Privacy' }).focus())
  await user.keyboard('{Enter}')
  expect(intents).toEqual([{ call: 'openLink', input: { name: 'privacy' } }])
})

test('reaches every control by Tab, in reading order', async () => {
  const { user } = await openWizard(views.review)
  const order: string[] = []
  for (let step = 0; step < 6; step += 1) {
    await user.tab()
    order.push(document.activeElement?.textContent ?? '')
  }
  expect(order).toEqual(['Support website', 'E-mail support', 'Privacy', 'Proxy settings', 'Back', 'Activate'])
})
