import type { RefObject } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import { WarningIcon } from './icons.tsx'
import './key-field.css'

interface KeyFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
}

/** The field of a license key: never masked, and left alone by spelling and automatic capitals. */
export function KeyField({ inputRef, value, onChange, problem }: KeyFieldProps) {
  const { t } = useTranslation()
  return (
    <TextField
      className="key-field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
    >
      <Label className="key-field-label">{t('key.label')}</Label>
      <Input className="key-field-input" ref={inputRef} autoCapitalize="off" />
      <FieldError className="key-field-problem">
        <WarningIcon />
        {problem}
      </FieldError>
      <Text className="key-field-hint" slot="description">
        {t('key.hint')}
      </Text>
    </TextField>
  )
}
