import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { WizardView } from '../../src/shared/wizard-view.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const online = ['License', 'Review', 'Activate']
const offline = ['License', 'Review', 'Request file', 'Answer file']

test.each<[keyof typeof views, string[], string]>([
  ['enter-key', online, 'License'],
  ['review', online, 'Review'],
  ['working', online, 'Activate'],
  ['failure-key', online, 'Activate'],
  ['enter-login-offline', offline, 'License'],
  ['review-offline', offline, 'Review'],
  ['request-saved', offline, 'Request file'],
  ['open-file-answer', offline, 'Answer file'],
  ['answer-preview', offline, 'Answer file'],
])('%s has its place on its road', async (name, stations, current) => {
  await openWizard(views[name])
  const items = within(screen.getByRole('list', { name: 'Progress' })).getAllByRole('listitem')
  expect(items.map((item) => item.textContent)).toEqual(stations)
  expect(items.find((item) => item.getAttribute('aria-current') === 'step')?.textContent).toBe(current)
})

test.each<[string, WizardView]>([
  ['a file that cannot be used', views['failure-file']],
  ['the request of another computer', views['send-review']],
  ['sending it', views['working-send']],
  ['giving a license back', views['request-return']],
  ['a refresh', views['answer-preview-refresh']],
])('%s is on no road', async (_, view) => {
  await openWizard(view)
  expect(screen.queryByRole('list', { name: 'Progress' })).toBeNull()
})
