import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import type { FeatureSummary } from '../../shared/license-overview.ts'
import { toFeatureSharing } from '../detail-facts.ts'
import type { Reader } from '../license-words.ts'
import { joinWords, toUsageWords } from '../usage-words.ts'
import { useReader } from '../use-reader.ts'
import './feature-list.css'

/** The features of one license, each with its own end and its own use. */
export function FeatureList({ features }: { readonly features: readonly FeatureSummary[] }) {
  const { t } = useTranslation()
  const reader = useReader()
  return (
    <ul className="feature-list" aria-label={t('result.features')}>
      {features.map((feature, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a server's codes may repeat, and the list keeps its order
        <li className="feature" key={place} data-expired={feature.expired}>
          <span className="feature-name">{feature.name}</span>
          <span className="feature-words">{toFeatureWords(feature, reader)}</span>
        </li>
      ))}
    </ul>
  )
}

function toFeatureWords({ validUntil, endText, expired, usage, floating }: FeatureSummary, reader: Reader): string {
  const { t, locale } = reader
  const date = validUntil === null ? '' : formatInstant(locale, validUntil)
  const end = date === '' ? '' : t(expired ? 'result.featureEnded' : 'result.featureUntil', { date })
  const used = usage === null ? null : toUsageWords(usage, reader)
  const written = endText === null ? '' : t('result.featureEndText', { text: endText })
  return joinWords([
    used?.amount ?? '',
    used?.left ?? '',
    used?.note ?? '',
    ...toFeatureSharing(floating, reader),
    end || written,
  ])
}
