import { useTranslation } from 'react-i18next'
import type { LicenseOverview, LicenseSummary } from '../../shared/license-overview.ts'
import { toStandingWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { LicenseTag } from './license-tag.tsx'
import { LongList } from './long-list.tsx'
import { StandingBadge } from './standing-badge.tsx'
import './license-standings.css'

/** The name of each license and whether it is usable now. */
export function LicenseStandings({ overview }: { readonly overview: LicenseOverview }) {
  return (
    <LongList
      licenses={overview.licenses}
      className="license-standings"
      row={(license, place) => <StandingRow key={place} license={license} />}
    />
  )
}

function StandingRow({ license }: { readonly license: LicenseSummary }) {
  const { t } = useTranslation()
  const reader = useReader()
  return (
    <li className="license-standings-row">
      <span className="license-standings-words">
        <span className="license-standings-name">{license.productName}</span>
        {license.isTrial ? <LicenseTag word={t('result.trial')} /> : null}
      </span>
      <StandingBadge words={toStandingWords(license, reader)} />
    </li>
  )
}
