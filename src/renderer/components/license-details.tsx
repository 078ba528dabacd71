import { useTranslation } from 'react-i18next'
import type { LicenseSummary } from '../../shared/license-overview.ts'
import { hasManyFeatures } from '../license-words.ts'
import { FactList } from './fact-list.tsx'
import { FeatureList } from './feature-list.tsx'
import { Fold } from './fold.tsx'

/** What few people look for in a license: many features, the product's code, and what the vendor noted. */
export function LicenseDetails({ license }: { readonly license: LicenseSummary }) {
  const { t } = useTranslation()
  const { features, customFields, productCode, unread } = license
  const isLong = hasManyFeatures(license)
  return (
    <Fold title={isLong ? t('result.moreFeatures', { count: features.length }) : t('result.moreDetails')}>
      {isLong ? <FeatureList features={features} /> : null}
      <FactList
        facts={[
          { label: t('result.productCode'), value: productCode, isCode: true },
          ...customFields.map(({ name, value }) => ({ label: name, value })),
          ...unread.map(({ member, value }) => ({ label: t('result.unread', { member }), value })),
        ]}
      />
    </Fold>
  )
}
