import type { UnreadMemberSummary } from './license-overview.ts'
import type { Translate } from './translate.ts'

/** Why a license cannot be judged, and who can mend it. */
export function toProblemWords({ member, value }: UnreadMemberSummary, t: Translate, vendor: string): string {
  return value === ''
    ? t('result.standing.unknownMissing', { member, vendor })
    : t('result.standing.unknown', { member, value, vendor })
}
