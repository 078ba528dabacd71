import { formatList } from './format.ts'
import type { Translate } from './translate.ts'
import type { OtherHolders } from './wizard-view.ts'

/** Who else loses the license when this computer gives it back, in sentences; none where nobody else can. */
export function toOtherHoldersWords(
  { machine, users, mayBeMore }: OtherHolders,
  product: string,
  t: Translate,
  locale: string,
): string[] {
  const names = formatList(locale, [...users, ...(machine ? [t('return.everyone')] : [])])
  const known = names === '' ? [] : [t('return.others', { names, product })]
  const unknown = mayBeMore ? [t(names === '' ? 'return.othersUnknown' : 'return.othersMore', { product })] : []
  return [...known, ...unknown]
}
