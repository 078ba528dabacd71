import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import { formatList } from '../../shared/format.ts'
import type { ComparedComponent, HardwareChange } from '../../shared/hardware-change.ts'
import { useWizard } from '../wizard-context.ts'
import { FactList } from './fact-list.tsx'
import { Fold } from './fold.tsx'
import { Notice } from './notice.tsx'

interface HardwareNoticeProps {
  readonly change: HardwareChange
  /** The failure that it explains: its reference finds it in the log. */
  readonly failure: Failure
}

/** Why the license here does not fit this computer: what changed, what that looks like, and what to do. */
export function HardwareNotice({ change, failure }: HardwareNoticeProps) {
  const { t } = useTranslation()
  const { judgement, components, keyLastFour } = change
  const reference = failure.reference === '' ? '' : `${t('failure.detail.reference')} ${failure.reference}`
  const key = keyLastFour ? t('start.hardware.key', { lastFour: keyLastFour }) : ''
  return (
    <Notice tone="warning" title={t(`start.hardware.title.${judgement}`)}>
      <p>{useExplanation(change)}</p>
      <p>{t(`start.hardware.todo.${judgement}`)}</p>
      {key === '' && reference === '' ? null : (
        <p className="selectable notice-small">{[key, reference].filter((words) => words !== '').join(' ')}</p>
      )}
      {components.length === 0 ? null : (
        <Fold title={t(`start.hardware.parts.${judgement}`)}>
          <FactList
            facts={changedFirst(components).map(({ name, comparison }) => ({
              label: t(`start.hardware.component.${name}`),
              value: t(`start.hardware.comparison.${comparison}`),
            }))}
          />
        </Fold>
      )}
    </Notice>
  )
}

/** What the person looks for stands first. */
function changedFirst(components: readonly ComparedComponent[]): readonly ComparedComponent[] {
  const isSame = ({ comparison }: ComparedComponent): number => (comparison === 'same' ? 1 : 0)
  return [...components].sort((one, other) => isSame(one) - isSame(other))
}

/** What all parts together look like; where few have changed, with their names. */
function useExplanation({ judgement, components }: HardwareChange): string {
  const { t } = useTranslation()
  const { locale } = useWizard()
  const looksLike = t(`start.hardware.looksLike.${judgement}`)
  if (judgement === 'not-read' || judgement === 'different-computer') return looksLike
  const changed = components.filter(({ comparison }) => comparison === 'changed')
  if (changed.length === 0) return t('start.hardware.nothingKnown')
  const parts = formatList(
    locale,
    changed.map(({ name }) => t(`start.hardware.part.${name}`)),
  )
  return `${t('start.hardware.changed', { count: changed.length, parts })} ${looksLike}`
}
