import type { MouseEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import './wizard-button.css'

interface WizardButtonProps {
  readonly label: string
  readonly onPress: () => void
  readonly kind: 'primary' | 'secondary' | 'plain'
  readonly isDisabled?: boolean
  /** Element that says why the button is disabled, or what it is about where several have the same word. */
  readonly describedBy?: string | undefined
  readonly autoFocus?: boolean
}

/**
 * A button with a word on it. The second click of a double click does nothing: pages follow each other in place, and it
 * would land on the button of the next page, which may be the one that sends.
 */
export function WizardButton({
  label,
  onPress,
  kind,
  isDisabled = false,
  describedBy,
  autoFocus = false,
}: WizardButtonProps) {
  const onClick = (event: MouseEvent): void => {
    if (event.detail < 2) onPress()
  }
  return (
    <Button
      className={`wizard-button wizard-button-${kind}`}
      isDisabled={isDisabled}
      onClick={onClick}
      autoFocus={autoFocus}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      {label}
    </Button>
  )
}
