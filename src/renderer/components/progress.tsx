import { ProgressBar } from 'react-aria-components/ProgressBar'
import './progress.css'

/** A bar that moves for as long as something is under way whose end is not known. */
export function Progress({ label }: { readonly label: string }) {
  return (
    <ProgressBar className="progress" isIndeterminate aria-label={label}>
      <div className="progress-bar" />
    </ProgressBar>
  )
}
