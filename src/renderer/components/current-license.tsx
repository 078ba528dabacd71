import type { LicenseOverview } from '../../shared/license-overview.ts'
import { toStandingWords, toSummaryWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { LicenseOwner } from './license-owner.tsx'
import { StandingBadge } from './standing-badge.tsx'
import './current-license.css'

/** The license that is on this computer, in a few lines. */
export function CurrentLicense({ overview }: { readonly overview: LicenseOverview }) {
  const reader = useReader()
  return (
    <>
      <p className="page-lead">{toSummaryWords(overview, reader)}</p>
      <ul className="current-license">
        {overview.licenses.map((license) => {
          const words = toStandingWords(license.standing, reader)
          return (
            <li className="current-license-row" key={license.productCode}>
              <span className="current-license-name">{license.productName}</span>
              <StandingBadge words={words} />
            </li>
          )
        })}
      </ul>
      <LicenseOwner overview={overview} />
    </>
  )
}
