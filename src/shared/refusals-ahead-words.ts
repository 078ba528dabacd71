import { formatList } from './format.ts'
import type { Translate } from './translate.ts'
import type { ViewOf } from './wizard-view.ts'

/** What the license server is going to refuse, as names of products by reason. */
export type RefusalsAhead = Pick<ViewOf<'review'>, 'noVm' | 'notOffline'>

/** One sentence for each reason, before anything is sent; none where no refusal is foreseen. */
export function toRefusalsAheadWords(ahead: RefusalsAhead, vendor: string, t: Translate, locale: string): string[] {
  const reasons = (['noVm', 'notOffline'] as const).filter((reason) => ahead[reason].length > 0)
  return reasons.map((reason) => t(`review.${reason}`, { names: formatList(locale, ahead[reason]), vendor }))
}
