/**
 * The two forms of an answer. `as-the-page`: the members of the response schema on the pages of the documentation, and no
 * others. `as-observed`: the members that were seen with the vendor's own clients. Source: docs/protocol.md 4 and 5.
 */
export const answerForms = ['as-the-page', 'as-observed'] as const

export type AnswerForm = (typeof answerForms)[number]

export const defaultAnswers: AnswerForm = 'as-the-page'
