import { useTranslation } from 'react-i18next'
import type { ActivationPhase } from '../../shared/wizard-view.ts'
import { CheckIcon, DotIcon } from './icons.tsx'
import './phase-list.css'

/** Written out here because a value import of the contract would bring its schema library into the window. */
const phases = ['reading-device', 'contacting-server', 'verifying', 'saving'] as const satisfies ActivationPhase[]

/** The parts of an activation: what is done, what is under way, what comes. */
export function PhaseList({ current }: { readonly current: ActivationPhase }) {
  const { t } = useTranslation()
  const currentPlace = phases.indexOf(current)
  return (
    <ol className="phase-list" aria-label={t('working.phases')}>
      {phases.map((phase, place) => {
        const state = place < currentPlace ? 'done' : phase === current ? 'current' : 'ahead'
        return (
          <li
            key={phase}
            className="phase"
            data-state={state}
            {...(state === 'current' ? { 'aria-current': 'step' } : {})}
          >
            {state === 'done' ? <CheckIcon /> : <DotIcon />}
            <span>{t(`working.phase.${phase}`)}</span>
            {state === 'done' ? <span className="visually-hidden">({t('working.phaseDone')})</span> : null}
          </li>
        )
      })}
    </ol>
  )
}
