import { useId } from 'react'
import { usePageKeys } from '../use-page-keys.ts'
import { WizardButton } from './wizard-button.tsx'
import './button-row.css'

/** A button of the row: its word, and what it does. */
export interface RowButton {
  readonly label: string
  readonly onPress: () => void
  readonly isDisabled?: boolean
}

export interface ButtonRowProps {
  readonly back?: RowButton | undefined
  readonly secondary?: RowButton | undefined
  /** The default button: Enter presses it from anywhere on the page. */
  readonly primary?: RowButton | undefined
  /** What Enter does where the default button stands in the page itself. */
  readonly onEnter?: (() => void) | undefined
  /** What Escape does: only ever something that loses nothing. */
  readonly onEscape?: (() => void) | undefined
  /** Why a button of the row is disabled, in words that everybody sees. */
  readonly reason?: string | undefined
}

/** The buttons of a page in their fixed order at the end of the line: Back, secondary, primary. */
export function ButtonRow({ back, secondary, primary, onEnter, onEscape, reason }: ButtonRowProps) {
  const reasonId = useId()
  usePageKeys({ onEnter: onEnter ?? (primary?.isDisabled === true ? undefined : primary?.onPress), onEscape })
  const reasonOf = (button: RowButton): string | undefined =>
    button.isDisabled === true && reason !== undefined ? reasonId : undefined
  return (
    <div className="button-row">
      {reason === undefined ? null : (
        <p className="button-row-reason" id={reasonId}>
          {reason}
        </p>
      )}
      {back === undefined ? null : <WizardButton {...back} kind="plain" describedBy={reasonOf(back)} />}
      {secondary === undefined ? null : (
        <WizardButton {...secondary} kind="secondary" describedBy={reasonOf(secondary)} />
      )}
      {primary === undefined ? null : <WizardButton {...primary} kind="primary" describedBy={reasonOf(primary)} />}
    </div>
  )
}
