import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { LicenseRow } from './license-row.tsx'

/** Every license of a bundle with all that is in it. */
export function LicenseList({ overview }: { readonly overview: LicenseOverview }) {
  const { t } = useTranslation()
  return (
    <ul className="license-list" aria-label={t('result.licenses')}>
      {overview.licenses.map((license, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two licenses may have one product code, and the list keeps its order
        <LicenseRow key={place} license={license} />
      ))}
    </ul>
  )
}
