import type { LicenseOverview } from '../../shared/license-overview.ts'
import { LicenseOwner } from './license-owner.tsx'
import { LicenseStandings } from './license-standings.tsx'
import { UnconfirmedNotice } from './unconfirmed-notice.tsx'

/** The license that is on this computer, in a few lines: what it comes to stands in the lead of the page. */
export function CurrentLicense({ overview }: { readonly overview: LicenseOverview }) {
  return (
    <>
      <UnconfirmedNotice overview={overview} />
      <LicenseStandings overview={overview} />
      <LicenseOwner overview={overview} />
    </>
  )
}
