import type { ClipboardEventHandler, ReactNode, RefObject } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { WarningIcon } from './icons.tsx'
import './entry-field.css'

interface EntryFieldProps {
  readonly label: string
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onPaste?: ClipboardEventHandler<HTMLInputElement>
  readonly problem: string | undefined
  readonly hint?: string
  /** Set so that each character can be told apart. */
  readonly isCode?: boolean
  readonly type?: 'text' | 'password'
  /** What a password manager may put in. */
  readonly autoComplete?: 'off' | 'username' | 'current-password'
  readonly maxLength?: number
  /** A button inside the line of the field. */
  readonly reveal?: ReactNode
}

/** One line of text with its label, left alone by spelling and automatic capitals; a complaint stands right below it. */
export function EntryField({
  label,
  inputRef,
  value,
  onChange,
  onPaste,
  problem,
  hint,
  isCode = false,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  reveal,
}: EntryFieldProps) {
  const kinds = `${isCode ? ' entry-field-code' : ''}${reveal === undefined ? '' : ' entry-field-with-reveal'}`
  return (
    <TextField
      className={`entry-field${kinds}`}
      type={type}
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete={autoComplete}
      autoCorrect="off"
      spellCheck="false"
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <Label className="entry-field-label">{label}</Label>
      <div className="entry-field-line">
        <Input
          className="entry-field-input"
          ref={inputRef}
          autoCapitalize="off"
          {...(onPaste === undefined ? {} : { onPaste })}
        />
        {reveal}
      </div>
      <FieldError className="entry-field-problem">
        <WarningIcon />
        {problem}
      </FieldError>
      {hint === undefined ? null : (
        <Text className="entry-field-hint" slot="description">
          {hint}
        </Text>
      )}
    </TextField>
  )
}
