import { useTranslation } from 'react-i18next'
import type { WizardStep } from '../../shared/wizard-view.ts'
import './step-trail.css'

const stations = ['key', 'review', 'activate'] as const
type Station = (typeof stations)[number]

const stationOf: Partial<Record<WizardStep, Station>> = {
  'enter-key': 'key',
  review: 'review',
  working: 'activate',
  failure: 'activate',
}

/** How far an activation is; nothing on pages that are not part of one. */
export function StepTrail({ step }: { readonly step: WizardStep }) {
  const { t } = useTranslation()
  const current = stationOf[step]
  if (current === undefined) return null
  const index = stations.indexOf(current)
  return (
    <ol className="step-trail" aria-label={t('trail.label')}>
      {stations.map((station, place) => (
        <li
          key={station}
          className="step-trail-station"
          data-state={place < index ? 'done' : place === index ? 'current' : 'ahead'}
          {...(place === index ? { 'aria-current': 'step' } : {})}
        >
          {t(`trail.${station}`)}
        </li>
      ))}
    </ol>
  )
}
