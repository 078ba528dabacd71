import { act, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('names the phase in a live region and in the progress bar', async () => {
  const { show } = await openWizard(views.working)
  expect(screen.getByRole('status').textContent).toBe('Waiting for the license server.')
  expect(screen.getByRole('progressbar', { name: 'Waiting for the license server' })).toBeTruthy()
  await show({ step: 'working', task: 'activate', phase: 'verifying', canCancel: true })
  expect(screen.getByRole('status').textContent).toBe('Checking the signatures.')
})

test('cancels by the button and by Escape', async () => {
  const { user, press, intents } = await openWizard(views.working)
  await press('Cancel')
  await user.keyboard('{Escape}')
  expect(intents.map((intent) => intent.call)).toEqual(['cancel', 'cancel'])
})

test('does not cancel while the license is being saved, and says why', async () => {
  const { user, intents } = await openWizard(views['working-saving'])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Cancel' }).disabled).toBe(true)
  expect(screen.getByText('The license is being saved.')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(intents).toEqual([])
})

test('says after ten seconds that it takes longer', async () => {
  vi.useFakeTimers()
  await openWizard(views.working)
  act(() => void vi.advanceTimersByTime(9_900))
  expect(screen.queryByText(/longer than usual/)).toBeNull()
  act(() => void vi.advanceTimersByTime(200))
  expect(screen.getAllByText(/longer than usual/).length).toBeGreaterThan(0)
})
