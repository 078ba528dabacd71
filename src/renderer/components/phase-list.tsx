import { useTranslation } from 'react-i18next'
import type { ActivationPhase, ViewOf } from '../../shared/wizard-view.ts'
import { CheckIcon, DotIcon } from './icons.tsx'
import './phase-list.css'

type Task = ViewOf<'working'>['task']

/** Written out here because a value import of the contract would bring its schema library into the window. */
const everyPhase = ['reading-device', 'contacting-server', 'verifying', 'saving'] as const satisfies ActivationPhase[]
const phasesOf: Readonly<Record<Task, readonly ActivationPhase[]>> = {
  activate: everyPhase,
  check: everyPhase,
  'free-seat': ['reading-device', 'contacting-server'],
  'send-request': ['contacting-server', 'verifying'],
}

/** The parts of a task: what is done, what is under way, what comes. */
export function PhaseList({ task, current }: { readonly task: Task; readonly current: ActivationPhase }) {
  const { t } = useTranslation()
  const phases = phasesOf[task]
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
