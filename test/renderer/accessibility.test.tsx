import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { WizardView } from '../../src/shared/wizard-view.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

// Colours are not computed here; contrast.test.ts reads them from the tokens.
const rules = { 'color-contrast': { enabled: false } }

test.each(Object.entries<WizardView>(views))('%s has no finding of axe', async (_, view) => {
  const { container, user } = await openWizard(view)
  for (const trigger of container.querySelectorAll('.fold-trigger')) await user.click(trigger)
  document.documentElement.lang = 'en'
  const { violations } = await axe.run(document, { rules })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
})
