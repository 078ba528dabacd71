import type { MouseEvent, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import './quiet-button.css'

interface QuietButtonProps {
  readonly label: string
  readonly onPress: () => void
  readonly icon?: ReactNode
}

/** A button that stands back: what few people need, beside the matter of the page. */
export function QuietButton({ label, onPress, icon }: QuietButtonProps) {
  const onClick = (event: MouseEvent): void => {
    if (event.detail < 2) onPress()
  }
  return (
    <Button className="quiet-button" onClick={onClick}>
      {icon}
      {label}
    </Button>
  )
}

/** Quiet buttons beside each other. */
export function QuietRow({ children }: { readonly children: ReactNode }) {
  return <div className="quiet-row">{children}</div>
}
