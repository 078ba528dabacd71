import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { WizardView } from '../../src/shared/wizard-view.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

// Colours are not computed here; contrast.test.ts reads them from the tokens.
const rules = { 'color-contrast': { enabled: false } }

async function findingsOfAxe(): Promise<string[]> {
  document.documentElement.lang = 'en'
  const { violations } = await axe.run(document, { rules })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

test.each(Object.entries<WizardView>(views))('%s has no finding of axe', async (_, view) => {
  const { container, user } = await openWizard(view)
  for (const trigger of container.querySelectorAll('.fold-trigger')) await user.click(trigger)
  expect(await findingsOfAxe()).toEqual([])
})

test('a question above the page has no finding of axe', async () => {
  const { press } = await openWizard(views['start-waiting'])
  await press('Discard')
  // What lies under it is inert, so that the page seems to have no heading and no main part; that is meant.
  const ofThePage = /^(?:landmark-one-main|page-has-heading-one):/
  expect((await findingsOfAxe()).filter((finding) => !ofThePage.test(finding))).toEqual([])
})

test('the choice of a method has no finding of axe', async () => {
  const { press } = await openWizard(views['start-both'])
  await press('This computer has no internet')
  expect(await findingsOfAxe()).toEqual([])
})
