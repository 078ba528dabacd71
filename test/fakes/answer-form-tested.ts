import type { AnswerForm } from '../../src/sandbox/answer-form.ts'

/** The form of answers that the sandboxes of a test file have; a file that imports another one's tests can change it. */
export const tested: { answers: AnswerForm } = { answers: 'as-the-page' }

/** `page` in the form of the page, else `observed`. */
export function byForm<P, O>(forms: { readonly page: P; readonly observed: O }): P | O {
  return tested.answers === 'as-the-page' ? forms.page : forms.observed
}
