import type { LicenseOverview } from '../../shared/license-overview.ts'
import { toSummaryWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { LicenseOwner } from './license-owner.tsx'
import { LicenseStandings } from './license-standings.tsx'

/** The license that is on this computer, in a few lines. */
export function CurrentLicense({ overview }: { readonly overview: LicenseOverview }) {
  return (
    <>
      <p className="page-lead">{toSummaryWords(overview, useReader())}</p>
      <LicenseStandings overview={overview} />
      <LicenseOwner overview={overview} />
    </>
  )
}
