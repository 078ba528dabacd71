import { expect, test } from 'vitest'
import { wizardViewSchema } from '../../src/shared/wizard-view.ts'
import { views } from './fixtures/views.ts'

test('has an example of every page, for the tests and for the preview of a brand', () => {
  const shown = new Set(Object.values(views).map(({ step }) => step))
  const steps = wizardViewSchema.options.map(({ shape }) => shape.step.value)
  expect(steps.filter((step) => !shown.has(step))).toEqual([])
})

test.each(Object.entries(views))('%s is what main could send', (_name, view) => {
  expect(wizardViewSchema.safeParse(view).error).toBeUndefined()
})
