import type { ClipboardEventHandler, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryField } from './entry-field.tsx'

interface KeyFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onPaste: ClipboardEventHandler<HTMLInputElement>
  readonly problem: string | undefined
}

/** The field of a license key: never masked. */
export function KeyField(props: KeyFieldProps) {
  const { t } = useTranslation()
  return <EntryField {...props} label={t('key.label')} hint={t('key.hint')} isCode />
}
