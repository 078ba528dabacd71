import { Link } from 'react-aria-components/Link'
import './link-button.css'

/** A link that main opens by its name: it has no address of its own in this window. */
export function LinkButton({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <Link className="link-button" onPress={onPress}>
      {label}
    </Link>
  )
}
