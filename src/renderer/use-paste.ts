import { useEffect, useEffectEvent } from 'react'

/** Gives what is pasted while no field has the focus to `onPaste`, which says whether it took it. */
export function usePaste(onPaste: (pasted: DataTransfer) => boolean): void {
  const handOver = useEffectEvent(onPaste)
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return
      if (event.clipboardData !== null && handOver(event.clipboardData)) event.preventDefault()
    }
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
