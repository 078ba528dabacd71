import { useEffect, useEffectEvent } from 'react'

/** Gives text that is pasted while no field has the focus to `onText`, so that a paste anywhere on the page arrives. */
export function usePastedText(onText: (text: string) => void): void {
  const handOver = useEffectEvent(onText)
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text === '') return
      event.preventDefault()
      // As a field of one line takes it.
      handOver(text.trim().replace(/\s+/g, ' '))
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
