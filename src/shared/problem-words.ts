import type { UnreadMemberSummary } from './license-overview.ts'
import type { Translate } from './translate.ts'

/** Why a license cannot be judged, or is not for this computer, and who can mend it. */
export function toProblemWords({ member, value }: UnreadMemberSummary, t: Translate, vendor: string): string {
  if (member === 'license_signature') return t('result.standing.otherSignature', { vendor })
  if (member === 'hardware_id') return t('result.standing.otherComputer', { value, vendor })
  return value === ''
    ? t('result.standing.unknownMissing', { member, vendor })
    : t('result.standing.unknown', { member, value, vendor })
}

/** The same in a word or four. */
export function toProblemBadge(member: string, t: Translate): string {
  const isElsewhere = member === 'license_signature' || member === 'hardware_id'
  return t(isElsewhere ? 'result.standing.otherComputerShort' : 'result.standing.unknownShort')
}
