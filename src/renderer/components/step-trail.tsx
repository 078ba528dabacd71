import { useTranslation } from 'react-i18next'
import type { Road, WizardView } from '../../shared/wizard-view.ts'
import { isFileTrouble } from '../file-trouble.ts'
import './step-trail.css'

type Station = 'license' | 'review' | 'activate' | 'request' | 'answer'

const roads: Readonly<Record<Road, readonly Station[]>> = {
  online: ['license', 'review', 'activate'],
  offline: ['license', 'review', 'request', 'answer'],
}

interface Place {
  readonly road: Road
  readonly station: Station
}

/** Where on its road a view is; null on pages that belong to neither. */
function placeOf(view: WizardView): Place | null {
  switch (view.step) {
    case 'enter-key':
    case 'enter-login':
      return { road: view.road, station: 'license' }
    case 'sign-in':
      return { road: 'online', station: 'license' }
    case 'review':
      return { road: view.road, station: 'review' }
    case 'working':
      return view.task === 'activate' ? { road: 'online', station: 'activate' } : null
    case 'failure':
      if (view.task === 'sign-in') return { road: 'online', station: 'license' }
      return view.task === 'activate' && !isFileTrouble(view.failure) ? { road: 'online', station: 'activate' } : null
    case 'request-ready':
      return view.kind === 'activation' ? { road: 'offline', station: 'request' } : null
    case 'open-file':
      return view.request === null ? null : { road: 'offline', station: 'answer' }
    case 'answer-preview':
      return view.kind === 'answer' ? { road: 'offline', station: 'answer' } : null
    default:
      return null
  }
}

/** How far an activation is; nothing on pages that are not part of one. */
export function StepTrail({ view }: { readonly view: WizardView }) {
  const { t } = useTranslation()
  const place = placeOf(view)
  if (place === null) return null
  const stations = roads[place.road]
  const index = stations.indexOf(place.station)
  return (
    <ol className="step-trail" aria-label={t('trail.label')}>
      {stations.map((station, at) => (
        <li
          key={station}
          className="step-trail-station"
          data-state={at < index ? 'done' : at === index ? 'current' : 'ahead'}
          {...(at === index ? { 'aria-current': 'step' } : {})}
        >
          {t(`trail.${station}`)}
        </li>
      ))}
    </ol>
  )
}
