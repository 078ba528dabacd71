import { formatDay, formatInstant, formatSpan } from './format.ts'
import type { Translate } from './translate.ts'
import type { ClockNote } from './wizard-view.ts'

/** What both clocks say, and what to do: for a page and for a terminal. */
export function toClockWords({ against, localTimeAt, knownTimeAt, minutes }: ClockNote, t: Translate, locale: string) {
  return t(`clock.${against}`, {
    local: formatInstant(locale, localTimeAt),
    known: against === 'program' ? formatDay(locale, knownTimeAt) : formatInstant(locale, knownTimeAt),
    difference: formatSpan(locale, minutes * 60_000),
  })
}
