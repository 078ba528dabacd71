import { useTranslation } from 'react-i18next'
import type { LayerResult } from '../../shared/connection-diagnosis.ts'
import { CheckIcon, DotIcon, StopIcon } from './icons.tsx'
import './layer-list.css'

/** Every layer of the way in order: in order, here it stops, or not tested. */
export function LayerList({ layers }: { readonly layers: readonly LayerResult[] }) {
  const { t } = useTranslation()
  return (
    <ol className="layer-list" aria-label={t('doctor.layers')}>
      {layers.map(({ layer, outcome }) => (
        <li key={layer} className="layer" data-outcome={outcome}>
          {outcome === 'ok' ? <CheckIcon /> : outcome === 'failed' ? <StopIcon /> : <DotIcon />}
          <span className="layer-name">{t(`doctor.layer.${layer}`)}</span>
          <span className="layer-outcome">{t(`doctor.outcome.${outcome}`)}</span>
        </li>
      ))}
    </ol>
  )
}
