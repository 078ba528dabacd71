import { useTranslation } from 'react-i18next'
import type { LayerResult } from '../../shared/connection-diagnosis.ts'
import { CheckIcon, DotIcon, StopIcon } from './icons.tsx'
import './layer-list.css'

/** Every layer of the way in order: in order, here it stops, or not tested. */
export function LayerList({ layers }: { readonly layers: readonly LayerResult[] }) {
  const { t } = useTranslation()
  const failedAt = layers.findIndex(({ outcome }) => outcome === 'failed')
  /** Before the layer that fails, and where none does, what was skipped was not needed: no proxy, no TLS. */
  const wordOf = ({ outcome }: LayerResult, at: number) =>
    outcome === 'skipped' && (failedAt < 0 || at < failedAt) ? 'unneeded' : outcome
  return (
    <ol className="layer-list" aria-label={t('doctor.layers')}>
      {layers.map((result, at) => {
        const { layer, outcome } = result
        return (
          <li key={layer} className="layer" data-outcome={outcome}>
            {outcome === 'ok' ? <CheckIcon /> : outcome === 'failed' ? <StopIcon /> : <DotIcon />}
            <span className="layer-name">{t(`doctor.layer.${layer}`)}</span>
            <span className="layer-outcome">{t(`doctor.outcome.${wordOf(result, at)}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
