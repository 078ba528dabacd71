import { useTranslation } from 'react-i18next'
import type { LicenseSummary } from '../../shared/license-overview.ts'
import { toStandingWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { LicenseDetails } from './license-details.tsx'
import { LicenseFacts } from './license-facts.tsx'
import { LicenseTag } from './license-tag.tsx'
import { StandingBadge } from './standing-badge.tsx'
import './license-row.css'

/** One license: whose it is, whether it is usable and until when, how much of it is used, and what is in it. */
export function LicenseRow({ license, place }: { readonly license: LicenseSummary; readonly place: number }) {
  const { t } = useTranslation()
  const reader = useReader()
  const words = toStandingWords(license, reader)
  const tags = [...(license.isBundle ? [t('result.bundle')] : []), ...(license.isTrial ? [t('result.trial')] : [])]
  return (
    <li className="license-row">
      <div className="license-row-head">
        <h2 className="license-row-name">{license.productName}</h2>
        {tags.map((tag) => (
          <LicenseTag key={tag} word={tag} />
        ))}
        <StandingBadge words={words} />
      </div>
      <p className="license-row-standing">
        {t(`result.type.${license.licenseType}`)} <span aria-hidden="true">·</span> {words.sentence}
      </p>
      <LicenseFacts license={license} />
      <LicenseDetails license={license} place={place} />
    </li>
  )
}
