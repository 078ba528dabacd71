/** One finding for each question, of the parts that were walked. */
import type { ConformanceResult } from '../result/conformance-result.ts'
import type { QuestionPart } from './finding.ts'
import { questions, untried } from './questions.ts'
import { quoteFrom } from './quote.ts'
import type { Seen } from './seen.ts'
import type { Parts } from './walk-state.ts'

export type Finding = ConformanceResult['findings'][number]

export function partsOf({ offline, sso }: Parts): QuestionPart[] {
  return ['online', ...(offline ? (['offline'] as const) : []), ...(sso ? (['sso'] as const) : [])]
}

/** A part that was not asked for has its findings too: not seen. */
export function findAll(seen: Seen): Finding[] {
  const parts = partsOf(seen.parts)
  return Object.entries(questions).map(([id, { find, isNeeded = false, part, question, reliesOn }]) => {
    const wasAsked = parts.includes(part)
    const answer = wasAsked
      ? find(seen)
      : { form: null, saw: `Not asked for: --${part}.`, verdict: 'not-seen' as const }
    const quote = (text: string, longest: number): string => quoteFrom(text, seen.secrets, longest)
    const form = answer.form === null ? null : quote(answer.form, 200)
    const saw = quote(answer.saw, 800)
    return { id, part, question, form, saw, reliesOn, isNeeded: isNeeded && wasAsked, verdict: answer.verdict }
  })
}

export function untriedOf(): ConformanceResult['untried'] {
  return Object.entries(untried).map(([id, reason]) => ({ id, reason }))
}

/** Whether all that the wizard needs was seen, and holds. */
export function isFit(findings: readonly Finding[]): boolean {
  return findings.every(({ isNeeded, verdict }) => !isNeeded || verdict === 'holds')
}
