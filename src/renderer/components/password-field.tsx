import { type RefObject, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import { EntryField } from './entry-field.tsx'
import { EyeIcon } from './icons.tsx'

interface PasswordFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
  readonly maxLength: number
  readonly hint?: string
}

/** The field of a password: masked until the person asks to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  return (
    <EntryField
      {...props}
      label={t('login.password')}
      type={isShown ? 'text' : 'password'}
      autoComplete="current-password"
      reveal={
        <ToggleButton
          className="entry-field-reveal"
          aria-label={t('login.showPassword')}
          isSelected={isShown}
          onChange={setIsShown}
        >
          <EyeIcon />
        </ToggleButton>
      }
    />
  )
}
