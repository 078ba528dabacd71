import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import type { LicenseSummary } from '../../shared/license-overview.ts'
import { hasManyFeatures, toFloatingWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { FeatureList } from './feature-list.tsx'
import { UsageMeter } from './usage-meter.tsx'
import './license-facts.css'

/** What a license holds: updates, seats, consumption, and its features as long as they are few. */
export function LicenseFacts({ license }: { readonly license: LicenseSummary }) {
  const { t } = useTranslation()
  const reader = useReader()
  const { locale } = reader
  const { maintenanceUntil, maintenanceOver, floating, seats, consumption, features } = license
  return (
    <dl className="license-facts">
      {maintenanceUntil === null ? null : (
        <div className="license-fact">
          <dt>{t('result.maintenance')}</dt>
          <dd>
            {t(maintenanceOver ? 'result.maintenanceOver' : 'result.maintenanceUntil', {
              date: formatInstant(locale, maintenanceUntil),
            })}
          </dd>
        </div>
      )}
      {floating === null ? null : (
        <div className="license-fact">
          <dt>{t('result.floating')}</dt>
          <dd>{toFloatingWords(floating, reader)}</dd>
        </div>
      )}
      {seats === null ? null : <UsageMeter label={t('result.seats')} usage={seats} />}
      {consumption === null ? null : <UsageMeter label={t('result.consumption')} usage={consumption} withLeft />}
      {features.length === 0 || hasManyFeatures(license) ? null : (
        <div className="license-fact">
          <dt>{t('result.features')}</dt>
          <dd>
            <FeatureList features={features} />
          </dd>
        </div>
      )}
    </dl>
  )
}
