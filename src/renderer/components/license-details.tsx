import { useTranslation } from 'react-i18next'
import type { LicenseSummary } from '../../shared/license-overview.ts'
import { licenseLinkNames } from '../../shared/wizard-view.ts'
import { toDetailFacts } from '../detail-facts.ts'
import { hasManyFeatures } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { useWizard } from '../wizard-context.ts'
import { FactList } from './fact-list.tsx'
import { FeatureList } from './feature-list.tsx'
import { Fold } from './fold.tsx'
import { LinkButton } from './link-button.tsx'

interface LicenseDetailsProps {
  readonly license: LicenseSummary
  /** Its place in the overview: main finds the addresses of its links there. */
  readonly place: number
}

/** What few people look for in a license: many features, codes, versions and links, and what the vendor noted. */
export function LicenseDetails({ license, place }: LicenseDetailsProps) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const reader = useReader()
  const { features, links } = license
  const isLong = hasManyFeatures(license)
  const names = licenseLinkNames.filter((name) => links[name] !== null)
  const addresses = names.map((name) => ({ label: t(`result.${name}`), value: links[name] ?? '', isCode: true }))
  return (
    <Fold title={isLong ? t('result.moreFeatures', { count: features.length }) : t('result.moreDetails')}>
      {isLong ? <FeatureList features={features} /> : null}
      <FactList facts={[...toDetailFacts(license, reader), ...addresses]} />
      {names.length === 0 ? null : (
        <p className="fold-links">
          {names.map((name) => (
            <LinkButton
              key={name}
              label={t(`result.open.${name}`)}
              onPress={() => void send('openLicenseLink', { name, place })}
            />
          ))}
        </p>
      )}
    </Fold>
  )
}
