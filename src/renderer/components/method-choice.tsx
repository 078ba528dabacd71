import { type MouseEvent, useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { ActivationMethod } from '../../shared/wizard-view.ts'
import { ChevronIcon } from './icons.tsx'
import { MethodIcon } from './method-list.tsx'

interface MethodChoiceProps {
  readonly methods: readonly ActivationMethod[]
  readonly onChoose: (method: ActivationMethod) => void
}

/** The ways of activation as buttons, where there is more than one. */
export function MethodChoice({ methods, onChoose }: MethodChoiceProps) {
  const { t } = useTranslation()
  return (
    <ul className="method-list" aria-label={t('start.methods')}>
      {methods.map((method) => (
        <li key={method}>
          <MethodButton method={method} onChoose={() => onChoose(method)} />
        </li>
      ))}
    </ul>
  )
}

function MethodButton({ method, onChoose }: { readonly method: ActivationMethod; readonly onChoose: () => void }) {
  const { t } = useTranslation()
  const titleId = useId()
  const textId = useId()
  const onClick = (event: MouseEvent): void => {
    if (event.detail < 2) onChoose()
  }
  return (
    <Button className="method method-button" onClick={onClick} aria-labelledby={titleId} aria-describedby={textId}>
      <MethodIcon method={method} />
      <span className="method-words">
        <span className="method-title" id={titleId}>
          {t(`start.method.${method}.use`)}
        </span>
        <span className="method-text" id={textId}>
          {t(`start.method.${method}.textShort`)}
        </span>
      </span>
      <ChevronIcon />
    </Button>
  )
}
