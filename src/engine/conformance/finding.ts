/** What a question of docs/protocol.md 10 is, and what a run has found for it. */
import type { Seen } from './seen.ts'

/** `holds`: what the wizard relies on is so. `not-seen`: this run could not tell. */
export const verdicts = ['holds', 'differs', 'not-seen'] as const
export type Verdict = (typeof verdicts)[number]

export const questionParts = ['online', 'offline', 'sso'] as const
export type QuestionPart = (typeof questionParts)[number]

/** An answer to a question. */
export interface Answer {
  /** One word or code that scripts can compare; null where nothing was seen. */
  readonly form: string | null
  /** What this server did, in a sentence. */
  readonly saw: string
  readonly verdict: Verdict
}

export interface Question {
  readonly part: QuestionPart
  readonly question: string
  readonly reliesOn: string
  /** True where an activation depends on it: the run ends well only where it was seen and holds. */
  readonly isNeeded?: true
  readonly find: (seen: Seen) => Answer
}

export function holds(form: string, saw: string): Answer {
  return { form, saw, verdict: 'holds' }
}

export function differs(form: string, saw: string): Answer {
  return { form, saw, verdict: 'differs' }
}

export function notSeen(saw: string): Answer {
  return { form: null, saw, verdict: 'not-seen' }
}

/** `holds` or `differs`, by `isSo`. */
export function judged(isSo: boolean, form: string, saw: string): Answer {
  return isSo ? holds(form, saw) : differs(form, saw)
}
