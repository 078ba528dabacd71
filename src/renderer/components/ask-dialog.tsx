import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { WizardButton } from './wizard-button.tsx'
import './ask-dialog.css'

interface AskDialogProps {
  readonly title: string
  readonly text: string
  /** What leaves everything as it is; it has the focus, and Escape means the same. */
  readonly keep: string
  readonly go: string
  readonly onKeep: () => void
  readonly onGo: () => void
}

/** A question above the page, before something that cannot be taken back. */
export function AskDialog({ title, text, keep, go, onKeep, onGo }: AskDialogProps) {
  return (
    <ModalOverlay
      className="ask-dialog-ground"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onKeep()
      }}
    >
      <Modal className="ask-dialog">
        <Dialog className="ask-dialog-words" role="alertdialog">
          <Heading className="ask-dialog-title" slot="title" level={2}>
            {title}
          </Heading>
          <p>{text}</p>
          <div className="ask-dialog-buttons">
            <WizardButton kind="secondary" label={keep} onPress={onKeep} autoFocus />
            <WizardButton kind="primary" label={go} onPress={onGo} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
