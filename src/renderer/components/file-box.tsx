import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FileIcon } from './icons.tsx'
import { WizardButton } from './wizard-button.tsx'
import './file-box.css'

export interface FileChooser {
  /** Opens the system's own dialog. */
  readonly open: () => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onFiles: (files: readonly File[]) => void
}

/** The system's dialog for files, which the button of the box and the Enter key both open. */
export function useFileChooser(onFiles: (files: readonly File[]) => void): FileChooser {
  const inputRef = useRef<HTMLInputElement>(null)
  return { inputRef, onFiles, open: () => inputRef.current?.click() }
}

interface FileBoxProps {
  readonly chooser: FileChooser
  readonly isOver: boolean
  readonly isReading: boolean
}

/** Where a file goes: the whole window takes one, and the box says so. */
export function FileBox({ chooser, isOver, isReading }: FileBoxProps) {
  const { t } = useTranslation()
  return (
    <div className="file-box" data-over={isOver}>
      <FileIcon />
      <p className="file-box-title">{isReading ? t('file.reading') : isOver ? t('file.dropNow') : t('file.drop')}</p>
      <WizardButton kind="primary" label={t('file.choose')} onPress={chooser.open} />
      <p className="file-box-hint">{t('file.paste')}</p>
      <input
        ref={chooser.inputRef}
        type="file"
        aria-label={t('file.choose')}
        hidden
        onChange={({ currentTarget: input }) => {
          chooser.onFiles(Array.from(input.files ?? []))
          // The same file may be chosen again after it was copied anew.
          input.value = ''
        }}
      />
    </div>
  )
}
