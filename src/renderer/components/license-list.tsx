import type { LicenseOverview } from '../../shared/license-overview.ts'
import { LicenseRow } from './license-row.tsx'
import { LongList } from './long-list.tsx'

/** Every license of a bundle with all that is in it. */
export function LicenseList({ overview }: { readonly overview: LicenseOverview }) {
  return (
    <LongList
      licenses={overview.licenses}
      className="license-list"
      row={(license, place) => <LicenseRow key={place} license={license} place={place} />}
    />
  )
}
