import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { toStandingWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { LicenseTag } from './license-tag.tsx'
import { StandingBadge } from './standing-badge.tsx'
import './license-standings.css'

/** The name of each license and whether it is usable now. */
export function LicenseStandings({ overview }: { readonly overview: LicenseOverview }) {
  const { t } = useTranslation()
  const reader = useReader()
  return (
    <ul className="license-standings" aria-label={t('result.licenses')}>
      {overview.licenses.map((license, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two licenses may have one product code, and the list keeps its order
        <li className="license-standings-row" key={place}>
          <span className="license-standings-words">
            <span className="license-standings-name">{license.productName}</span>
            {license.isTrial ? <LicenseTag word={t('result.trial')} /> : null}
          </span>
          <StandingBadge words={toStandingWords(license, reader)} />
        </li>
      ))}
    </ul>
  )
}
