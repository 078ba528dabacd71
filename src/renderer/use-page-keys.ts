import { useEffect } from 'react'

/** What the two keys of a page do, wherever its focus is. */
export interface PageKeys {
  readonly onEnter?: (() => void) | undefined
  readonly onEscape?: (() => void) | undefined
}

/** A focused control that has its own meaning for Enter keeps it, and a question lies above the page. */
const ownsEnter = 'button, a[href], summary, textarea, select, [role="button"], [role="link"], [role="alertdialog"]'

/** Enter presses the default button of the page, Escape the harmless way out. */
export function usePageKeys({ onEnter, onEscape }: PageKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isPlainPress(event)) return
      if (event.key === 'Enter' && !isOnControl(event.target)) onEnter?.()
      if (event.key === 'Escape') onEscape?.()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onEnter, onEscape])
}

/** One key, pressed once, meant for the page: a held key repeats, and must not run on through the pages. */
function isPlainPress(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false
  return !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
}

function isOnControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(ownsEnter) !== null
}
