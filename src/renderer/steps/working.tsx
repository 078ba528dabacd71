import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { Page } from '../components/page.tsx'
import { PhaseList } from '../components/phase-list.tsx'
import { Progress } from '../components/progress.tsx'
import { useWizard } from '../wizard-context.ts'

/** After this long a person wonders whether it still works. */
const slowAfterMs = 10_000

const headings = {
  activate: 'working.heading',
  check: 'working.headingCheck',
  'free-seat': 'working.headingFree',
  'send-request': 'working.headingSend',
} as const

/** An activation under way: which part of it, and how to stop it. */
export function WorkingStep({ view }: { readonly view: ViewOf<'working'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const isSlow = useIsSlow()
  const phase = t(`working.phase.${view.phase}`)
  const slow = isSlow && view.canCancel ? t('working.slow') : ''
  const cancel = (): void => void send('cancel', {})
  return (
    <Page
      heading={t(headings[view.task])}
      announcement={`${phase}. ${slow}`.trim()}
      buttons={{
        secondary: { label: t('button.cancel'), onPress: cancel, isDisabled: !view.canCancel },
        onEscape: view.canCancel ? cancel : undefined,
        reason: view.canCancel ? undefined : t('working.cannotCancel'),
      }}
    >
      <Progress label={phase} />
      <PhaseList task={view.task} current={view.phase} />
      {slow === '' ? null : <p className="page-note">{slow}</p>}
    </Page>
  )
}

function useIsSlow(): boolean {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return isSlow
}
