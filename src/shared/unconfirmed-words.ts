import { makeFailure } from './failure.ts'
import { toFailureWords } from './failure-words.ts'
import { formatInstant } from './format.ts'
import type { Unconfirmed } from './license-overview.ts'
import type { Translate } from './translate.ts'
import type { WizardFrame } from './wizard-view.ts'

/** What a refused check says of the license, for a window and for lines of text. */
export interface UnconfirmedWords {
  readonly title: string
  /** Title and reason in one. */
  readonly line: string
  readonly reason: string
  /** When the server said so, and when the license ends or has ended by it. */
  readonly rest: string
  readonly todo: string
}

export function toUnconfirmedWords(
  { since, at, code, endsAt }: Unconfirmed,
  { t, locale, nowMs, frame }: { t: Translate; locale: string; nowMs: number; frame: WizardFrame | null },
): UnconfirmedWords {
  const date = (iso: string): string => formatInstant(locale, iso)
  const { happened: reason } = toFailureWords(makeFailure(code), frame, t, locale)
  const isOver = endsAt !== null && nowMs >= Date.parse(endsAt)
  const end = endsAt === null ? '' : t(`result.unconfirmed.${isOver ? 'ended' : 'ends'}`, { endsAt: date(endsAt) })
  const known = since === null ? null : { since: date(since) }
  return {
    title: known === null ? t('result.unconfirmed.titleNever') : t('result.unconfirmed.title', known),
    line:
      known === null
        ? t('result.unconfirmed.lineNever', { reason })
        : t('result.unconfirmed.line', { ...known, reason }),
    reason,
    rest: [t('result.unconfirmed.asked', { at: date(at) }), end].filter(Boolean).join(' '),
    todo: t('result.unconfirmed.todo'),
  }
}
